/** A published narrative beside the one that the form set writes from the same tables. */
import { readFileSync } from 'node:fs';
import { pageOf } from '../../server/src/render/disclosure-page.ts';
import { type PageBlock, paragraphText } from '../../server/src/render/page.ts';
import { analyse } from '../service/kit.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

export const sampleText = (name: string): string => read(`samples/${name}.budget`);
export const fixtureText = (name: string): string => read(`test/fixtures/prose/${name}`);

/** The same disclosure with facts behind the standard text in place of its narrative. */
export const withoutNarrative = (sample: string, elements: string): string =>
  `${sample
    .split(/^(?=【)/m)
    .filter((section) => !section.startsWith('【情况说明'))
    .join('')}\n${elements}`;

const textOf = (block: PageBlock): string =>
  block.kind === 'heading' ? block.text : block.kind === 'paragraph' ? paragraphText(block) : '';

/** Sentences below headings of the first level, without blanks; `headings` limits them to some. */
export function sentencesOf(text: string, headings: RegExp): string[] {
  const { disclosure } = analyse(text);
  const chapter = pageOf(disclosure).chapters.find(({ title }) => title.endsWith('情况说明'));
  let within = false;
  return (chapter?.blocks ?? [])
    .flatMap((block) => {
      if (block.kind === 'heading' && block.level === 1) within = headings.test(block.text);
      return within
        ? textOf(block)
            .replace(/\s/g, '')
            .split(/(?<=[。；])/)
        : [];
    })
    .filter((sentence) => sentence !== '');
}

/** A sentence that the two do not share: as published, as written, and why; one of them may be missing. */
export interface Difference {
  readonly published: string;
  readonly written: string;
  readonly reason: string;
}

export const differencesOf = (name: string): Difference[] =>
  fixtureText(name)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [published, written, reason] = line.split('\t');
      return { published, written, reason };
    });
