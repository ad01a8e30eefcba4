/** `// 忽略 编号：理由` silences findings of that code on its line, on the next one if it stands alone, or in the whole section. */
import type { Line } from 'budget-grammar';
import { once } from '../base/once.ts';
import type { Finding } from '../disclosure/finding.ts';
import type { Section } from '../disclosure/section.ts';

interface Silences {
  readonly section: ReadonlySet<string>;
  readonly lines: ReadonlyMap<Line, ReadonlySet<string>>;
}

const silencesOf = once((section: Section) => readSilences(section.tree.lines));

function readSilences(lines: readonly Line[]): Silences {
  const whole = new Set<string>();
  const byLine = new Map<Line, Set<string>>();
  // From the end, so that a comment on a line of its own knows the next line that says something.
  let next: Line | undefined;
  for (const line of lines.toReversed()) {
    const ignore = line.comment?.ignore;
    const target = line.kind === 'blank' ? next : line;
    if (ignore?.section) for (const code of ignore.codes) whole.add(code);
    else if (ignore && target) byLine.set(target, new Set([...(byLine.get(target) ?? []), ...ignore.codes]));
    if (line.kind !== 'blank') next = line;
  }
  return { section: whole, lines: byLine };
}

/** The line that holds an offset of its section. */
function lineAt(lines: readonly Line[], offset: number): Line {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lines[middle].start <= offset) low = middle;
    else high = middle - 1;
  }
  return lines[low];
}

export function isSilenced(finding: Finding, sections: ReadonlyMap<number, Section>): boolean {
  const section = sections.get(finding.place.section);
  if (!section) return false;
  const silences = silencesOf(section);
  if (silences.section.has(finding.code)) return true;
  return silences.lines.size > 0 && silences.lines.get(lineAt(section.tree.lines, finding.place.start))?.has(finding.code) === true;
}
