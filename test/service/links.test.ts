/** A disclosure and those it draws on. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { placeOfCell } from '../../server/src/disclosure/cells.ts';
import { linkedDisclosures, NO_LINKS } from '../../server/src/disclosure/links.ts';
import { diagnosticOf } from '../../server/src/service/diagnostics.ts';
import { analyse, analyseWith, linksTo, service, URI, withHead } from './kit.ts';

const THIS_YEAR = `【支出决算表】\n合计  10.00\n`;
const LAST_YEAR = `单位：某中心\n年度：2022\n文种：决算\n版式：江西省单位决算\n\n【支出决算表】\n合计  8.00\n`;

describe('a disclosure with links', () => {
  test('without any has none', () => {
    assert.equal(analyse(withHead(THIS_YEAR)).disclosure.links, NO_LINKS);
  });

  test('knows the figures of the one it draws on, which has no links of its own', () => {
    const { prior, units } = analyseWith(THIS_YEAR, { prior: LAST_YEAR }).disclosure.links;
    assert.equal(prior!.disclosure.head.fiscalYear, 2022);
    assert.equal(prior!.disclosure.links, NO_LINKS);
    assert.deepEqual(units, []);
    const [cell] = prior!.disclosure.evaluation.cellsAt({ measure: '支出', members: {} });
    assert.equal(prior!.disclosure.evaluation.value(cell.key), 80_000_000);
  });

  test('finds a place in any of its files, and which file it is in', () => {
    const analysis = analyseWith(THIS_YEAR, { prior: LAST_YEAR, units: [LAST_YEAR] });
    const places = linkedDisclosures(analysis.disclosure.links).map(({ disclosure, cells }) => {
      const [cell] = disclosure.evaluation.cellsAt({ measure: '支出', members: {} });
      return analysis.locate(placeOfCell(cells.get(cell.key)!));
    });
    const range = { start: { line: 6, character: 4 }, end: { line: 6, character: 8 } };
    assert.deepEqual(places, [
      { uri: 'file:///prior.budget', range },
      { uri: 'file:///unit1.budget', range },
    ]);
    assert.equal(analysis.locate({ section: analysis.document.sections[0].id, start: 0, end: 2 })?.uri, URI);
    assert.equal(analysis.locate({ section: -5, start: 0, end: 2 }), undefined);
  });

  test('names the other file in related information', () => {
    const analysis = analyseWith(THIS_YEAR, { prior: LAST_YEAR });
    const { disclosure, cells } = analysis.disclosure.links.prior!;
    const [cell] = disclosure.evaluation.cellsAt({ measure: '支出', members: {} });
    const place = { section: analysis.document.sections[0].id, start: 0, end: 2 };
    const related = [{ message: '8.00', place: placeOfCell(cells.get(cell.key)!) }];
    const diagnostic = diagnosticOf({ code: 'x', severity: 'warning', message: '', place, related }, analysis, (code) => code)!;
    assert.deepEqual(
      diagnostic.relatedInformation!.map(({ location: { uri, range } }) => [uri, range.start.line]),
      [['file:///prior.budget', 6]],
    );
  });

  test('is read once for a document and its links, and again for other links', () => {
    const session = service.createSession();
    const document = service.createDocument(URI, 1, withHead(THIS_YEAR));
    const links = linksTo({ prior: LAST_YEAR });
    const first = session.analyse(document, links);
    assert.equal(session.analyse(document, links), first);
    assert.notEqual(session.analyse(document), first);
  });

  test('is read by others once a version, section by section', () => {
    const reader = service.createLinkReader();
    const document = service.createDocument(URI, 1, withHead(`${THIS_YEAR}【收入决算表】\n合计  1.00\n`));
    const before = reader.read(document);
    assert.equal(reader.read(document), before);
    const range = { start: { line: 6, character: 4 }, end: { line: 6, character: 9 } };
    const after = reader.read(document.apply([{ range, text: '11.00' }], 2));
    assert.notEqual(after.disclosure.tables[0], before.disclosure.tables[0]);
    assert.equal(after.disclosure.tables[1], before.disclosure.tables[1]);
  });
});
