/**
 * Brings what is shown to a new state by changing as little as possible: what stays equal keeps its element, so that nothing jumps, flickers or loses its selection.
 */

/** Changes the children of `shown` until they equal those of `wanted`. */
export function patchChildren(shown: Element, wanted: Element): void {
  const old = [...shown.childNodes];
  const fresh = [...wanted.childNodes];
  // Most edits change one place: what is equal at both ends is left alone.
  let start = 0;
  while (start < old.length && start < fresh.length && old[start].isEqualNode(fresh[start])) start++;
  let end = 0;
  while (end < old.length - start && end < fresh.length - start && old[old.length - 1 - end].isEqualNode(fresh[fresh.length - 1 - end]))
    end++;
  const follower = end > 0 ? old[old.length - end] : null;
  patchRun(shown, old.slice(start, old.length - end), fresh.slice(start, fresh.length - end), follower);
}

/** Replaces one run of children by another, keeping elements that have a counterpart: by id where there are ids, else by position. */
function patchRun(parent: Element, old: ChildNode[], fresh: ChildNode[], follower: ChildNode | null): void {
  const byId = new Map(old.filter(isElement).flatMap((node) => (node.id ? [[node.id, node] as const] : [])));
  const unused = new Set<ChildNode>(old);
  const sameLength = old.length === fresh.length;
  const placed = fresh.map((node, index) => {
    const counterpart = (isElement(node) && byId.get(node.id)) || (sameLength ? old[index] : undefined);
    if (!counterpart || !unused.has(counterpart) || !canBecome(counterpart, node)) return node;
    unused.delete(counterpart);
    patchNode(counterpart, node);
    return counterpart;
  });
  for (const node of unused) node.remove();
  let next: ChildNode | null = follower;
  for (const node of placed.reverse()) {
    if (node.parentNode !== parent || node.nextSibling !== next) parent.insertBefore(node, next);
    next = node;
  }
}

const isElement = (node: Node): node is Element => node.nodeType === Node.ELEMENT_NODE;

/** Whether a node can be changed into another: the same kind of thing under the same id. */
function canBecome(node: ChildNode, wanted: ChildNode): boolean {
  if (isElement(node) && isElement(wanted)) return node.tagName === wanted.tagName && node.id === wanted.id;
  return node.nodeType === wanted.nodeType && !isElement(node) && !isElement(wanted);
}

function patchNode(node: ChildNode, wanted: ChildNode): void {
  if (node.isEqualNode(wanted)) return;
  if (!isElement(node) || !isElement(wanted)) {
    node.nodeValue = wanted.nodeValue;
    return;
  }
  for (const { name } of [...node.attributes]) if (!wanted.hasAttribute(name)) node.removeAttribute(name);
  for (const { name, value } of wanted.attributes) if (node.getAttribute(name) !== value) node.setAttribute(name, value);
  patchChildren(node, wanted);
}
