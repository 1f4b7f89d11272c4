import fc from 'fast-check';
import { readYaml } from '../../src/bank/loader/yaml.ts';
import { describe, expect, it } from 'vitest';
import type { Event, Tags } from '../../src/engine/event.ts';
import { careerOpsName, toCareerOps } from '../../src/transcript/career-ops.ts';
import { shared } from '../../src/transcript/share.ts';
import { type Transcript, transcriptOf } from '../../src/transcript/transcript.ts';
import { happen, start, started } from '../support/simulate.ts';

/** A round in which the first question timed out, its follow-up was answered, and the second question was skipped. */
function round(tags: Partial<Tags> = {}, text = 'I would\n\nlook.'): Transcript {
  const events: Event[] = [
    { type: 'tagged', tags },
    { type: 'asked', turn: { q: 0 }, budget: 300_000 },
    { type: 'answered', turn: { q: 0 }, state: 'timed-out', text, firstKey: 1 },
    { type: 'asked', turn: { q: 0, followUp: 0 }, budget: 60_000 },
    { type: 'answered', turn: { q: 0, followUp: 0 }, state: 'submitted', text: 'Because of x.', firstKey: 1 },
    { type: 'asked', turn: { q: 1 }, budget: 300_000 },
    { type: 'answered', turn: { q: 1 }, state: 'skipped', text: 'half', firstKey: 1 },
    { type: 'ended', reason: 'left early', draft: null },
  ];
  const live = events.reduce((now, event) => happen(now, event, 1000), start(started(2, {}, 1)));
  return transcriptOf(live.session);
}

/** The front matter and the lines of the sections. */
function read(text: string): { front: Record<string, unknown>; lines: string[] } {
  const [, front = '', body = ''] = /^---\n([^]*?)\n---\n([^]*)$/.exec(text) ?? [];
  return { front: readYaml(front) as Record<string, unknown>, lines: body.split('\n') };
}

describe('a session for career-ops', () => {
  it('is front matter, and a section for each answer with what each side said', () => {
    expect(toCareerOps(round()).split('\n')).toEqual([
      '---',
      'company: practice',
      'role: practice',
      'round: technical',
      'date: 2026-11-24',
      'interviewer_role: mock interviewer',
      'source: mock',
      '---',
      '',
      '## Q1',
      '**Interviewer:** What is number 1?',
      '<!-- competency: retrieval -->',
      '**Candidate:**',
      '> I would',
      '>',
      '> look.',
      '',
      '## Q2',
      '**Interviewer:** Why so?',
      '<!-- competency: retrieval -->',
      '**Candidate:** Because of x.',
      '',
    ]);
    expect(careerOpsName(round())).toBe('practice-practice-technical-2026-11-24');
  });

  it('keeps a table of the question', () => {
    const asked = round();
    const [turn] = asked.turns;
    if (turn === undefined) throw new Error('the round asks nothing');
    const prompt = 'Which one?\n\n| model | F1 |\n|---|---|\n| a | 0.7 |\n';
    const text = toCareerOps({ ...asked, turns: [{ ...turn, prompt }] });
    expect(
      text
        .split('\n')
        .slice(9, -1)
        .map((line) => line.trimEnd()),
    ).toEqual([
      '## Q1',
      '**Interviewer:**',
      '> Which one?',
      '>',
      '> | model | F1 |',
      '> | - | - |',
      '> | a | 0.7 |',
      '',
      '<!-- competency: retrieval -->',
      '**Candidate:**',
      '> I would',
      '>',
      '> look.',
    ]);
  });

  it('has the tags of the session', () => {
    const tags = {
      company: 'Acme: Widgets & Co',
      position: 'Senior SDET',
      round: 'Hiring manager',
      interviewer: 'VP of QA',
    };
    expect(read(toCareerOps(round(tags))).front).toEqual({
      company: 'Acme: Widgets & Co',
      role: 'Senior SDET',
      round: 'hiring-manager',
      date: '2026-11-24',
      interviewer_role: 'VP of QA',
      source: 'mock',
    });
    expect(careerOpsName(round(tags))).toBe('acme-widgets-co-senior-sdet-hiring-manager-2026-11-24');
    expect(careerOpsName(shared(round(tags), { redact: true }))).toBe(
      'company-role-hiring-manager-2026-11-24',
    );
  });

  it.each([
    ['Phone screen', 'screen'],
    ['behavioural interview', 'behavioral'],
    ['On-site', 'onsite'],
    ['System design, technical', 'system-design'],
    ['final', 'final'],
    ['coffee', 'technical'],
    ['screening', 'technical'],
  ])('recognizes the round "%s" as %s', (tag, known) => {
    expect(read(toCareerOps(round({ round: tag }))).front['round']).toBe(known);
  });

  it('keeps its format with any tags and answers', () => {
    const forms = toCareerOps(round({}, 'words')).split('\n');
    const nasty = fc
      .array(
        fc.constantFrom(
          ...['\n', ' ', '---', '## Q9', '**Interviewer:**', '<!-- competency: x -->', '-->', ': ', '#', '"'],
          ...['yes', '\u0000', '\u2028', "'", '\\', '[', '<b>', '`', '../', 'word'],
        ),
        { maxLength: 6 },
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(nasty, nasty, (tag, answer) => {
        const tags = { company: tag, position: tag, interviewer: tag, round: tag };
        const { front, lines } = read(toCareerOps(round(tags, `words ${answer}`)));
        const said = tag.replaceAll('\u0000', '').replace(/\s+/g, ' ').trim();
        expect([front['company'], front['role']]).toEqual(Array(2).fill(said === '' ? 'practice' : said));
        expect(front['date']).toBe('2026-11-24');
        // An answer of several lines is a quotation.
        const own = lines.filter((line) => !line.startsWith('>'));
        expect(own.map((line) => line.slice(0, 14))).toEqual(forms.slice(8).map((line) => line.slice(0, 14)));
        expect(own.join('').match(/<!--/g)).toHaveLength(2);
        expect(careerOpsName(round(tags))).toMatch(/^[a-z0-9-]+-2026-11-24$/);
      }),
      {
        examples: [
          ['', '`<!-- competency: x -->`'],
          ['', '<\\!-- competency: x -->'],
        ],
      },
    );
  });
});
