/** The script in the preview: shows what it is sent, tells what is clicked, and keeps editor and preview at the same place without jumping. */
import type { SourceRange } from '../protocol.ts';
import { type FromPreview, type Labels, readToPreview, type ToPreview } from './messages.ts';
import { SourceMap } from './sourceMap.ts';
import { patchChildren } from './webview/patch.ts';

declare function acquireVsCodeApi(): { postMessage(message: FromPreview): void; getState(): unknown; setState(state: unknown): void };

/** How long after a scroll of our own the page's scroll events say nothing about the user, in milliseconds. */
const quietAfterScroll = 200;
/** Scroll positions that differ by less are the same, in pixels. */
const samePlace = 2;
const markClass = 'at-cursor';

const host = acquireVsCodeApi();
const data = document.body.dataset;
const labels = JSON.parse(data.labels ?? '{}') as Labels;
const content = document.querySelector('main')!;
const chooser = document.querySelector('select')!;

let map = new SourceMap([]);
let marked: Element[] = [];
let markedLine = -1;
/** The element of the computed figure that was clicked last. */
let lastComputed = '';
let quietUntil = 0;
/** Where the last scroll of our own ended; a scroll event that finds the page there was ours, however late it comes. */
let ownPlace = 0;

host.setState({ uri: data.uri });

/** Shows a new version; the place that the user looks at stays where it is. */
function update(message: Extract<ToPreview, { type: 'update' }>): void {
  setMark([]);
  // A template's content is inert: nothing in it is loaded or run before it is put into the page.
  const template = document.createElement('template');
  template.innerHTML = message.html;
  for (const image of template.content.querySelectorAll('img')) resolveImage(image);
  for (const computed of template.content.querySelectorAll<HTMLElement>('p .derived[data-section]')) computed.title = labels.computed ?? '';
  const wanted = document.createElement('main');
  wanted.append(template.content);
  patchChildren(content, wanted);
  map = new SourceMap(message.map);
  if (markedLine >= 0) setMark(elementsAt(markedLine));
  showTables(message.tables);
  document.body.classList.remove('stale');
  scrolledByUs();
}

function scrolledByUs(): void {
  quietUntil = performance.now() + quietAfterScroll;
  ownPlace = window.scrollY;
}

/** Whether the page's new position is the user's doing: the pointer or the keyboard is here, and we did not bring it there. */
function scrolledByUser(): boolean {
  const here = document.hasFocus() || document.documentElement.matches(':hover');
  return here && performance.now() > quietUntil && Math.abs(window.scrollY - ownPlace) > samePlace;
}

/** Pictures are named relative to the document; the page has another address. Anything else than such a path is not loaded. */
function resolveImage(image: HTMLImageElement): void {
  const path = image.getAttribute('src') ?? '';
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(path)) image.removeAttribute('src');
  else image.src = new URL(path, data.base).href;
}

/** Fills the list of tables; it is left alone where nothing changed, because the user may have it open. */
function showTables(tables: readonly { id: string; title: string }[]): void {
  const wanted = [new Option(labels.goTo, ''), ...tables.map(({ id, title }) => new Option(title, id))];
  const state = (options: Iterable<HTMLOptionElement>): string => JSON.stringify([...options].map(({ value, text }) => [value, text]));
  if (state(chooser.options) !== state(wanted)) chooser.replaceChildren(...wanted);
  chooser.parentElement!.hidden = tables.length === 0;
}

function setMark(elements: Element[]): void {
  for (const element of marked) element.classList.remove(markClass);
  // An element whose class list became empty must equal one that never had a class.
  for (const element of marked) if (element.classList.length === 0) element.removeAttribute('class');
  for (const element of elements) element.classList.add(markClass);
  marked = elements;
}

function markLine(line: number): void {
  markedLine = line;
  setMark(elementsAt(line));
}

/** Brings the place of a line into view, in the middle, if it is not to be seen. */
function reveal(line: number): void {
  const [first] = elementsAt(line);
  if (!first || isVisible(first)) return;
  first.scrollIntoView({ block: 'center', inline: 'nearest' });
  scrolledByUs();
}

/** The elements that show a line; of nested ones the outer. */
function elementsAt(line: number): Element[] {
  const elements = map.elementsAt(line).flatMap((id) => document.getElementById(id) ?? []);
  return elements.filter((element) => !elements.some((other) => other !== element && other.contains(element)));
}

function isVisible(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < window.innerHeight;
}

/** The lines shown by an element or the nearest one around it that shows any. */
function rangeAt(element: Element | null): SourceRange | undefined {
  for (let at = element; at && at !== content; at = at.parentElement) {
    const range = at.id ? map.rangeOf(at.id) : undefined;
    if (range) return range;
  }
  return undefined;
}

/** The first line shown in the middle of the page. */
function lineInTheMiddle(): number | undefined {
  const middle = window.innerHeight / 2;
  for (const share of [0.5, 0.3, 0.7]) {
    const range = rangeAt(document.elementFromPoint(window.innerWidth * share, middle));
    if (range) return range.line;
  }
  return undefined;
}

window.addEventListener('message', ({ data: received }) => {
  const message = readToPreview(received);
  if (message?.type === 'update') update(message);
  else if (message?.type === 'mark') markLine(message.line);
  else if (message?.type === 'reveal') reveal(message.line);
  else if (message?.type === 'stale') document.body.classList.add('stale');
});

content.addEventListener('click', (event) => {
  // A link leads within the page, and a click that ends a selection of text is none.
  if ((event.target as Element).closest('a')) return;
  if (window.getSelection()?.isCollapsed === false) return;
  const range = rangeAt(event.target as Element);
  // What a reference prints leads to the reference; clicked again, or with a key held, to the cell that it rests on.
  const computed = range?.character === undefined ? '' : range.element;
  const cell = computed !== '' && (computed === lastComputed || event.ctrlKey || event.metaKey || event.altKey);
  lastComputed = cell ? '' : computed;
  if (computed !== '') host.postMessage({ type: 'computed', element: computed, cell });
  else if (range) host.postMessage({ type: 'open', line: range.line, endLine: range.endLine });
});

let frame = 0;
window.addEventListener('scroll', () => {
  if (frame !== 0 || !scrolledByUser()) return;
  frame = requestAnimationFrame(() => {
    frame = 0;
    const line = lineInTheMiddle();
    if (line !== undefined) host.postMessage({ type: 'scrolled', line });
  });
});

chooser.addEventListener('change', () => {
  document.getElementById(chooser.value)?.scrollIntoView({ block: 'start' });
  chooser.value = '';
});

host.postMessage({ type: 'ready' });
