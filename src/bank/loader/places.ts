import type { Diagnostic, Finding, SourceFile } from '../diagnostic.ts';
import { diagnose } from '../reporter.ts';
import type { LocatedYaml } from './located-yaml.ts';

/** Findings with their places, sorted for display. Parses front matter again if findings point into it. */
export async function findPlaces(findings: readonly Finding[]): Promise<Diagnostic[]> {
  const { locateYaml } = await import('./located-yaml.ts');
  const located = new Map<SourceFile, LocatedYaml>();
  return diagnose(findings, (file, where) => {
    if ('line' in where) return where;
    const known = located.get(file) ?? locateYaml(file);
    located.set(file, known);
    return known.locate(where);
  });
}
