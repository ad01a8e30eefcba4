/** Account paths as prose writes them: 卫生健康支出（类）医疗保障管理事务（款）行政运行（项）. */
import type { PathSegment } from './types.ts';

const MARKER = /[（(]\s*([类款项])\s*[）)]/gu;
const BETWEEN = /^[\s\u3000、，,和及与]*/u;
const LEVELS = ['类', '款', '项'];

export const levelIndex = (segment: PathSegment): number => LEVELS.indexOf(segment.level);

/** The segments of a text, each from behind the one before to its level; `start` is the text's place. A name may hold brackets of its own. */
export function segmentsOf(text: string, start: number): PathSegment[] {
  const segments: PathSegment[] = [];
  let from = 0;
  for (const marker of text.matchAll(MARKER)) {
    const skipped = BETWEEN.exec(text.slice(from, marker.index))![0].length;
    const name = text.slice(from + skipped, marker.index).trimEnd();
    const end = marker.index + marker[0].length;
    if (name !== '') segments.push({ level: marker[1] as PathSegment['level'], name, start: start + from + skipped, end: start + end });
    from = end;
  }
  return segments;
}

/** Cuts segments into paths: a segment whose level is not below the one before begins the next path, which keeps the levels above it. */
export function pathsOf(segments: readonly PathSegment[]): PathSegment[][] {
  const paths: PathSegment[][] = [];
  for (const segment of segments) {
    const path = paths.at(-1);
    if (path && levelIndex(segment) > levelIndex(path.at(-1)!)) path.push(segment);
    else paths.push([...(path ?? []).filter((above) => levelIndex(above) < levelIndex(segment)), segment]);
  }
  return paths;
}

/** The path with the levels above its first segment taken from `context`, a path itself. */
export const complete = (path: readonly PathSegment[], context: readonly PathSegment[]): PathSegment[] => [
  ...context.filter((segment) => levelIndex(segment) < levelIndex(path[0])),
  ...path,
];

/** True if a text is nothing but segments and what stands between them. */
export const isOnlySegments = (text: string, segments: readonly PathSegment[], start: number): boolean =>
  segments.length > 0 && text.slice(segments.at(-1)!.end - start).trim() === '';
