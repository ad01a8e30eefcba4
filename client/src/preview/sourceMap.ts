/** From lines to elements of the preview and back. Knows no document and no screen. */
import type { SourceRange } from '../protocol.ts';

/** Looks up in the source map of one version of the preview. */
export class SourceMap {
  readonly #byElement = new Map<string, SourceRange>();
  readonly #byLine: readonly SourceRange[];

  constructor(ranges: readonly SourceRange[]) {
    for (const range of ranges) if (!this.#byElement.has(range.element)) this.#byElement.set(range.element, range);
    this.#byLine = [...ranges].sort((a, b) => a.line - b.line);
  }

  /** The lines that an element shows. */
  rangeOf(element: string): SourceRange | undefined {
    return this.#byElement.get(element);
  }

  /** The elements that show just this line, or the fewest lines around it; if none does, those of the nearest line above that is shown. */
  elementsAt(line: number): string[] {
    const before = this.#byLine.filter((range) => range.line <= line);
    const holding = before.filter((range) => range.endLine >= line);
    const candidates = holding.length > 0 ? holding : before.filter((range) => range.line === before.at(-1)?.line);
    const height = (range: SourceRange): number => range.endLine - range.line;
    const least = Math.min(...candidates.map(height));
    return candidates.filter((range) => height(range) === least).map((range) => range.element);
  }
}
