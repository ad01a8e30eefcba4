/** An open document and what it draws on, where looking for that fails or takes long. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NO_LINKS } from '../../server/src/disclosure/links.ts';
import { type LinkProvider, OpenDocument } from '../../server/src/lsp/open-document.ts';
import { HEAD, linksTo, service } from '../service/kit.ts';

const TEXT = `${HEAD}【支出决算表】\n合计  1.00\n`;

function opened(links: LinkProvider) {
  const told: OpenDocument[] = [];
  const failed: unknown[] = [];
  const document = new OpenDocument(
    'file:///a.budget',
    1,
    TEXT,
    { service, links, delay: undefined },
    {
      changed: (one) => told.push(one),
      failed: (error) => failed.push(error),
    },
  );
  return { document, told, failed };
}

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test('a fault while its links are looked for is told once, and the document is read without them', async () => {
  const { document, failed } = opened({
    now: () => undefined,
    find: async () => {
      throw new Error('no');
    },
  });
  await document.ready();
  assert.equal(document.analysis.disclosure.links, NO_LINKS);
  assert.equal(document.relink(), false, 'or it would be read for ever');
  assert.equal(failed.length, 1);
  document.dispose();
});

test('files that are slow to come are taken up when they are there', async () => {
  const links = linksTo({ prior: TEXT });
  let known = false;
  const { document, told } = opened({
    now: () => (known ? links : undefined),
    find: async () => {
      await wait(900);
      known = true;
      return links;
    },
  });
  await document.ready();
  assert.equal(document.analysis.disclosure.links, NO_LINKS);
  for (let i = 0; i < 100 && told.length === 0; i++) await wait(50);
  assert.equal(document.analysis.disclosure.links, links);
  document.dispose();
});
