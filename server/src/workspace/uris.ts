/** Addresses of files: comparing them, and the relative paths by which documents name each other. Editors spell one address in several ways. */

const decoded = (uri: string): string => {
  try {
    return decodeURIComponent(uri);
  } catch {
    // A lone % is no escape.
    return uri;
  }
};

/** The same for every spelling of an address: `file:///c%3A/甲` and `file:///C:/%E7%94%B2`. */
export const uriKey = (uri: string): string =>
  decoded(uri)
    .normalize('NFC')
    .replace(/^(file:\/\/\/)([A-Za-z]):/, (_, start: string, drive: string) => `${start}${drive.toLowerCase()}:`);

/** The folder in which a file stands, without a slash at its end. */
export const folderOf = (uri: string): string => uri.slice(0, Math.max(0, uri.lastIndexOf('/')));

export const nameOf = (uri: string): string => decoded(uri.slice(uri.lastIndexOf('/') + 1));

/** Whether an address is a folder's own or lies in it. */
export const isWithin = (uri: string, folder: string): boolean => {
  const [inside, outside] = [uriKey(uri), uriKey(folder).replace(/\/+$/, '')];
  return inside === outside || inside.startsWith(`${outside}/`);
};

/** Half a pair of surrogates has no address. */
const wellFormed = (text: string): string =>
  text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');

/** The address that a relative path means to a document; undefined for what is none, such as `C:\a` or `https://a`. Slashes lean either way. */
export function resolvePath(document: string, path: string): string | undefined {
  const slashed = path.trim().replaceAll('\\', '/');
  if (slashed === '' || /^[A-Za-z][A-Za-z\d+.-]*:/.test(slashed) || slashed.startsWith('/') || slashed.includes('\0')) return undefined;
  const [, start, rest] = /^([A-Za-z][A-Za-z\d+.-]*:\/\/[^/]*\/?)(.*)$/.exec(folderOf(document)) ?? [];
  if (start === undefined) return undefined;
  const parts = rest.split('/').filter((part) => part !== '');
  for (const part of slashed.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(encodeURIComponent(wellFormed(part)));
    else if (parts.pop() === undefined) return undefined;
  }
  return `${start.endsWith('/') ? start : `${start}/`}${parts.join('/')}`;
}

/** How a document names another file: `./甲.budget`, `../2022/决算.budget`. */
export function relativePath(document: string, uri: string): string {
  const from = uriKey(folderOf(document)).split('/');
  const to = uriKey(uri).split('/');
  let same = 0;
  while (same < from.length && same < to.length - 1 && from[same] === to[same]) same++;
  const up = from.slice(same).map(() => '..');
  return [...(up.length > 0 ? up : ['.']), ...to.slice(same)].join('/');
}
