import type { Place } from '../diagnostic.ts';
import type { FollowUp } from '../question.ts';
import type { Report } from '../reporter.ts';
import { nearby, several, short } from '../../text/format.ts';
import { plainName } from './key-points.ts';
import { type Line, type Section, textOfLines } from './scan.ts';

/** Short names as written, by their plain form. */
type Names = ReadonlyMap<string, string>;

/** May be a list item, and may be bold. Repetitions are bounded, so a line of blanks cannot stall it. */
const PROBES = /^[ \t]{0,3}(?:[-*+][ \t]{1,8})?(\*\*|__)?Probes(?:[ \t]?:\1|\1[ \t]?:|:)[ \t]*/i;

/** Reads one follow-up. Reports what it lacks, and a `Probes:` line that names none of the key points. */
export function readFollowUp({ title, place, lines }: Section, names: Names, report: Report): FollowUp {
  const isProbes = (line: Line): boolean => !line.code && PROBES.test(line.text);
  const probing = lines.filter(isProbes);
  const answer = textOfLines(lines.filter((line) => !isProbes(line)));
  if (title === '') {
    report(
      'B022',
      place,
      'a follow-up has no question',
      'its heading is empty',
      'write the question as the heading',
    );
  }
  if (answer === '') {
    report(
      'B022',
      place,
      'a follow-up has no answer',
      'nothing follows it',
      'write the answer below the heading',
    );
  }
  const [probed = null] = probing.map((line, index) =>
    index === 0 ? resolveProbes(line, names, report) : refuseProbes(line, report),
  );
  return { question: title, answer, probes: probed };
}

/** The name in a `Probes:` line, as written, and its place. */
function readProbes({ text, at }: Line): { wanted: string; place: Place } {
  const [start = '', mark = ''] = PROBES.exec(text) ?? [];
  const rest = text.slice(start.length).trimEnd();
  // The bold may run to the end of the line.
  const isBold = mark !== '' && !start.trimEnd().endsWith(mark) && rest.endsWith(mark);
  const wanted = isBold ? rest.slice(0, -mark.length) : rest;
  return { wanted, place: { line: at, column: start.length + 1, length: Math.max(1, wanted.length) } };
}

function refuseProbes(line: Line, report: Report): null {
  const message = 'a follow-up has a second Probes line';
  report('B033', readProbes(line).place, message, 'only the first is used', 'keep the more important one');
  return null;
}

/** The name of the key point that a `Probes:` line refers to. */
function resolveProbes(line: Line, names: Names, report: Report): string | null {
  const { wanted, place } = readProbes(line);
  const name = names.get(plainName(wanted));
  if (name !== undefined) return name;
  const near = nearby(wanted, [...names.values()]);
  const known = several([...names.values()], '; ');
  report(
    'B021',
    place,
    wanted === '' ? 'a Probes line is empty' : `no key point is called "${short(wanted)}"`,
    names.size === 0 ? 'this question has no key points' : 'not one of the short names above',
    near !== undefined
      ? `write \`Probes: ${near}\``
      : known === ''
        ? 'add key points, or remove the line'
        : `the key points are ${known}`,
  );
  return null;
}
