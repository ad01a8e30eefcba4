/** `// 忽略 编号：理由` silences findings of that code on its line, on the next one if it stands alone, or in the whole section. */
import type { Finding } from '../disclosure/finding.ts';
import type { Section } from '../disclosure/section.ts';

interface Silence {
  readonly codes: ReadonlySet<string>;
  readonly start: number;
  readonly end: number;
}

const silences = new WeakMap<Section, readonly Silence[]>();

function silencesOf(section: Section): readonly Silence[] {
  let own = silences.get(section);
  if (!own) {
    const { lines, text } = section.tree;
    own = lines.flatMap((line, i) => {
      const ignore = line.comment?.ignore;
      if (!ignore) return [];
      const codes = new Set(ignore.codes);
      if (ignore.section) return [{ codes, start: 0, end: text.length }];
      const target = line.kind === 'blank' ? lines[i + 1] : line;
      return target ? [{ codes, start: target.start, end: target.end }] : [];
    });
    silences.set(section, own);
  }
  return own;
}

export function isSilenced(finding: Finding, sections: ReadonlyMap<number, Section>): boolean {
  const section = sections.get(finding.place.section);
  if (!section) return false;
  return silencesOf(section).some(
    ({ codes, start, end }) => codes.has(finding.code) && finding.place.start >= start && finding.place.start <= end,
  );
}
