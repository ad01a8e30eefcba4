/** From a document to those it draws on: by a link in its head, or by unit, year and kind. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Analysis } from '../../server/src/service/analysis.ts';
import { service } from '../service/kit.ts';
import { Folder, fileOf, uriOf } from './folder.ts';

/** `code: marked text: message` of the findings on the head. */
const said = ({ findings, document }: Analysis): string[] =>
  findings
    .filter(({ place }) => place.section === document.sections[0].id)
    .map(({ code, message, place }) => `${code}: ${document.sections[0].text.slice(place.start, place.end)}: ${message}`);

const codes = ({ findings }: Analysis): string[] => findings.map(({ code }) => code);
const prior = ({ disclosure }: Analysis): string | undefined => disclosure.links.prior?.uri;

/** The text after the first fix of the first finding of a code. */
function mended(analysis: Analysis, code: string): string {
  const finding = analysis.findings.find((one) => one.code === code)!;
  const [action] = service.actions(analysis, analysis.document.rangeOf(finding.place)!);
  const edits = action.edit!.changes![analysis.document.uri].map(({ range, newText }) => ({ range, text: newText }));
  return analysis.document.apply(edits, 2).text;
}

describe('a link', () => {
  test('leads to a file beside the document or elsewhere in the workspace, with slashes of either kind', async () => {
    for (const [path, written] of [
      ['2022/决算 稿.budget', '2022/决算 稿.budget'],
      ['2022/决算.budget', '.\\2022\\决算.budget'],
      ['../旧/100%.budget', './../旧/100%.budget'],
    ]) {
      const folder = new Folder({
        [`a/${path}`.replace('a/../', '')]: fileOf({ year: 2022 }),
        'a/甲.budget': fileOf({}, `上年：${written}`),
      });
      const analysis = await folder.analyse('a/甲.budget');
      assert.equal(analysis.disclosure.links.prior?.disclosure.head.fiscalYear, 2022, written);
      assert.deepEqual(said(analysis), []);
    }
  });

  test('may name the budget of the year and the files of units, one behind the other or on lines of their own', async () => {
    const folder = new Folder({
      '预算.budget': fileOf({ kind: '预算' }),
      '甲.budget': fileOf({ unit: '甲' }),
      '乙.budget': fileOf({ unit: '乙' }),
      '丙.budget': fileOf({ unit: '丙' }),
      '局.budget': fileOf({}, '预算：./预算.budget\n所属单位：./甲.budget、 ./乙.budget\n所属单位：丙.budget'),
    });
    const analysis = await folder.analyse('局.budget');
    const { budget, units } = analysis.disclosure.links;
    assert.equal(budget?.disclosure.head.kind, '预算');
    assert.deepEqual(
      units.map(({ disclosure }) => disclosure.head.unit),
      ['甲', '乙', '丙'],
    );
    assert.deepEqual(said(analysis), []);
  });

  test('that leads nowhere is one warning with the files that may be meant', async () => {
    const folder = new Folder({
      '2022决算.budget': fileOf({ unit: '另一中心', year: 2022 }),
      '去年.budget': fileOf({ year: 2022 }),
      '甲.budget': fileOf({}, '上年：./2022决.budget'),
    });
    const analysis = await folder.analyse('甲.budget');
    assert.deepEqual(said(analysis), [
      'missing-link: ./2022决.budget: There is no file "./2022决.budget", or it cannot be read. Near: ./去年.budget、./2022决算.budget.',
    ]);
    folder.edit('甲.budget', mended(analysis, 'missing-link'));
    const after = await folder.analyse('甲.budget');
    assert.deepEqual(said(after), []);
    assert.equal(prior(after), uriOf('去年.budget'));
  });

  test('out of the workspace is not followed, however it is written', async () => {
    const roots = ['file:///w/a'];
    for (const path of ['../2022.budget', './b/../../2022.budget', '..\\2022.budget', '../../../../2022.budget']) {
      const folder = new Folder({ '2022.budget': fileOf({ year: 2022 }), 'a/甲.budget': fileOf({}, `上年：${path}`) }, roots);
      const analysis = await folder.analyse('a/甲.budget');
      assert.deepEqual(codes(analysis), ['link-outside'], path);
      assert.equal(prior(analysis), undefined);
      assert.deepEqual(
        folder.read.filter((uri) => uri === uriOf('2022.budget')),
        [],
        'nothing outside is read',
      );
    }
    for (const path of ['/w/2022.budget', 'https://example.org/2022.budget', 'file:///w/a/2022.budget', 'C:\\2022.budget']) {
      const folder = new Folder({ 'a/甲.budget': fileOf({}, `上年："${path}"`) }, roots);
      assert.deepEqual(codes(await folder.analyse('a/甲.budget')), ['link-outside'], path);
    }
    const alone = new Folder({ '2022.budget': fileOf({ year: 2022 }), 'a/甲.budget': fileOf({}, '上年：../2022.budget') }, []);
    assert.deepEqual(codes(await alone.analyse('a/甲.budget')), ['link-outside'], 'a file opened alone reads nothing beyond its folder');
  });

  test('to another unit, year or kind is one warning that says which, and is not used', async () => {
    const cases: [string, Parameters<typeof fileOf>[0], string][] = [
      ['上年', { year: 2021 }, 'its year is 2021, not 2022.'],
      ['上年', { year: 2022, unit: '另一中心' }, 'it is of 另一中心, not of 某中心.'],
      ['上年', { year: 2022, kind: '预算' }, 'it is a 预算, not a 决算.'],
      ['预算', { year: 2023 }, 'it is a 决算, not a 预算.'],
      ['所属单位', { year: 2022, unit: '甲' }, 'its year is 2022, not 2023.'],
    ];
    for (const [key, head, why] of cases) {
      const folder = new Folder({ '乙.budget': fileOf(head), '甲.budget': fileOf({}, `${key}：./乙.budget`) });
      const analysis = await folder.analyse('甲.budget');
      assert.deepEqual(said(analysis), [`link-mismatch: ./乙.budget: "./乙.budget" is not what ${key} asks for: ${why} It is not used.`]);
      const { prior: year, budget, units } = analysis.disclosure.links;
      assert.deepEqual([year, budget, units.length], [undefined, undefined, 0]);
    }
  });

  test('to a unit’s file that cannot be used leaves the department without a sum, not with that of the others', async () => {
    const rows = '【支出决算表】\n列：  基本支出\n2080101  3.00\n';
    const folder = new Folder({
      '甲.budget': fileOf({ unit: '甲' }, '', rows),
      '乙.budget': fileOf({ unit: '乙', year: 2021 }, '', rows),
      '局.budget': fileOf({ unit: '局' }, '所属单位：./甲.budget、./乙.budget', rows.replace('3.00', '6.00')),
    });
    const analysis = await folder.analyse('局.budget');
    assert.deepEqual(codes(analysis), ['link-mismatch']);
    assert.deepEqual(analysis.disclosure.links.units, []);
    folder.edit('乙.budget', fileOf({ unit: '乙' }, '', rows));
    assert.equal((await folder.analyse('局.budget')).disclosure.links.units.length, 2);
    assert.deepEqual(codes(await folder.analyse('局.budget')), []);
  });

  test('to a unit that bears another name is used once the author says that it is meant', async () => {
    const link = '上年：./乙.budget  // 忽略 link-mismatch：2023 年更名';
    const folder = new Folder({ '乙.budget': fileOf({ year: 2022, unit: '旧名中心' }), '甲.budget': fileOf({}, link) });
    const analysis = await folder.analyse('甲.budget');
    assert.deepEqual(said(analysis), []);
    assert.equal(prior(analysis), uriOf('乙.budget'));
    folder.files.set(uriOf('乙.budget'), fileOf({ year: 2020, unit: '旧名中心' }));
    folder.finder.changed(uriOf('乙.budget'));
    assert.equal(prior(await folder.analyse('甲.budget')), undefined, 'of another year it cannot be meant');
  });

  test('in a circle is one warning in each file, and the figures of a right link are still used', async () => {
    const folder = new Folder({
      '甲.budget': fileOf({ year: 2023 }, '上年：./乙.budget'),
      '乙.budget': fileOf({ year: 2022 }, '上年：./甲.budget'),
    });
    const first = await folder.analyse('甲.budget');
    assert.deepEqual(said(first), ['circular-link: ./乙.budget: The links run in a circle: 甲.budget → 乙.budget → 甲.budget.']);
    assert.equal(prior(first), uriOf('乙.budget'));
    const second = await folder.analyse('乙.budget');
    assert.deepEqual(codes(second), ['circular-link']);
    assert.equal(prior(second), undefined);
  });

  test('to the file itself, or in a circle through a third, is one warning', async () => {
    const own = new Folder({ '甲.budget': fileOf({}, '上年：甲.budget') });
    assert.deepEqual(said(await own.analyse('甲.budget')), ['circular-link: 甲.budget: 上年 names this file itself.']);
    const three = new Folder({
      '甲.budget': fileOf({ year: 2023 }, '上年：./乙.budget'),
      '乙.budget': fileOf({ year: 2022 }, '上年：./丙.budget'),
      '丙.budget': fileOf({ year: 2021 }, '上年：./甲.budget'),
    });
    assert.deepEqual(said(await three.analyse('甲.budget')), [
      'circular-link: ./乙.budget: The links run in a circle: 甲.budget → 乙.budget → 丙.budget → 甲.budget.',
    ]);
  });

  test('to a file that is too long says so', async () => {
    const folder = new Folder({ '乙.budget': '长'.repeat(12_000_001), '甲.budget': fileOf({}, '上年：./乙.budget') });
    assert.deepEqual(codes(await folder.analyse('甲.budget')), ['missing-link']);
  });

  test('with nothing behind it says that there is none, and none is looked for', async () => {
    const folder = new Folder({ '乙.budget': fileOf({ year: 2022 }), '甲.budget': fileOf({}, '上年：') });
    const analysis = await folder.analyse('甲.budget');
    assert.deepEqual(codes(analysis), []);
    assert.equal(prior(analysis), undefined);
  });
});

describe('any head', () => {
  test('is looked through without a fault', async () => {
    const pieces = [
      '上年：',
      '预算：',
      '所属单位：',
      './甲.budget',
      '、',
      '..',
      '/',
      '\\',
      '"',
      '%',
      '%E4%B8',
      '\ud800',
      '\u0000',
      '#?',
      ' ',
      '\n',
      '//',
      '：',
      '甲.budget',
      '  // 忽略 link-mismatch',
    ];
    let seed = 7;
    const next = (below: number): number => {
      seed = (seed * 48271) % 2147483647;
      return seed % below;
    };
    let linked = 0;
    for (let i = 0; i < 400; i++) {
      const head = pieces[next(3)] + Array.from({ length: 1 + next(6) }, () => pieces[next(pieces.length)]).join('');
      const folder = new Folder({ '甲.budget': fileOf({ unit: '甲', year: 2022 + next(2) }), '本.budget': fileOf({}, head) });
      const analysis = await folder.analyse('本.budget');
      for (const line of [4, 5]) for (const character of [3, 8]) service.hover(analysis, { line, character });
      service.completion(analysis, { line: 4, character: 4 });
      for (const { place } of analysis.findings) assert.ok(analysis.document.rangeOf(place));
      linked += service.links(analysis).length;
    }
    assert.ok(linked > 10, 'some of them lead somewhere');
  });
});

describe('documents of one workspace', () => {
  test('know each other by unit, year and kind, and one information writes the links', async () => {
    const folder = new Folder({
      '2022/决算.budget': fileOf({ year: 2022, unit: '某 中心' }),
      '2023/预算.budget': fileOf({ kind: '预算' }),
      '2023/别的/决算.budget': fileOf({ unit: '另一中心', year: 2022 }),
      '2023/决算.budget': fileOf(),
    });
    const analysis = await folder.analyse('2023/决算.budget');
    assert.deepEqual(said(analysis), [
      'linked-by-name: 某中心: Found by unit, year and kind, and used: 上年 ../2022/决算.budget、预算 ./预算.budget.',
    ]);
    assert.equal(prior(analysis), uriOf('2022/决算.budget'));
    assert.equal(analysis.disclosure.links.budget?.uri, uriOf('2023/预算.budget'));
    const text = mended(analysis, 'linked-by-name');
    assert.equal(text, fileOf({}, '上年：../2022/决算.budget\n预算：./预算.budget'));
    folder.edit('2023/决算.budget', text);
    const linked = await folder.analyse('2023/决算.budget');
    assert.deepEqual(said(linked), []);
    assert.equal(prior(linked), prior(analysis));
  });

  test('a budget knows the budget of the year before, and no budget of its own', async () => {
    const folder = new Folder({
      '2022.budget': fileOf({ year: 2022, kind: '预算' }),
      '决算.budget': fileOf({ year: 2022 }),
      '2023.budget': fileOf({ kind: '预算' }),
    });
    const { prior: before, budget } = (await folder.analyse('2023.budget')).disclosure.links;
    assert.equal(before?.uri, uriOf('2022.budget'));
    assert.equal(budget, undefined);
  });

  test('two that fit are both named, and none is used', async () => {
    const folder = new Folder({ 'a.budget': fileOf({ year: 2022 }), 'b.budget': fileOf({ year: 2022 }), 'c.budget': fileOf() });
    const analysis = await folder.analyse('c.budget');
    assert.equal(prior(analysis), undefined);
    assert.deepEqual(said(analysis), [
      'linked-by-name: 某中心: Several files could be the 上年 of this one, so none is used: ./a.budget、./b.budget. A line 上年： settles it.',
    ]);
    assert.match(mended(analysis, 'linked-by-name'), /\n上年：\.\/a\.budget\n/);
  });

  test('a document without unit or year looks for nothing', async () => {
    const folder = new Folder({ '2022.budget': fileOf({ year: 2022 }), 'a.budget': '年度：2023\n文种：决算\n版式：江西省单位决算\n' });
    assert.deepEqual(codes(await folder.analyse('a.budget')), []);
  });
});

describe('what was found', () => {
  const files = {
    '2022.budget': fileOf({ year: 2022 }, '', '【支出决算表】\n合计  8.00\n'),
    '甲.budget': fileOf({}, '上年：./2022.budget'),
  };

  test('is kept while nothing changes: typing elsewhere reads no file', async () => {
    const folder = new Folder(files);
    const first = await folder.analyse('甲.budget');
    const { length } = folder.read;
    folder.edit('甲.budget', `${files['甲.budget']}【概况】\n一、职责\n`);
    const second = await folder.analyse('甲.budget');
    assert.equal(second.disclosure.links, first.disclosure.links);
    assert.equal(folder.read.length, length);
  });

  test('an editor rules over the file, section by section, and the file again when it is closed', async () => {
    const folder = new Folder(files);
    await folder.analyse('甲.budget');
    const total = (analysis: Analysis) => analysis.disclosure.links.prior!.disclosure.tables[0].model.cells[0].value;
    folder.edit('2022.budget');
    const before = await folder.analyse('甲.budget');
    assert.equal(total(before), 80_000_000);
    folder.edit('2022.budget', files['2022.budget'].replace('8.00', '9.00'));
    assert.equal(total(await folder.analyse('甲.budget')), 90_000_000);
    folder.close('2022.budget');
    assert.equal(total(await folder.analyse('甲.budget')), 80_000_000);
  });

  test('follows a file that changes, goes and comes back', async () => {
    const folder = new Folder(files);
    assert.deepEqual(codes(await folder.analyse('甲.budget')), []);
    const text = folder.files.get(uriOf('2022.budget'))!;
    folder.files.set(uriOf('2022.budget'), text.replace('8.00', '7.00'));
    folder.finder.changed(uriOf('2022.budget'));
    assert.equal((await folder.analyse('甲.budget')).disclosure.links.prior!.disclosure.tables[0].model.cells[0].value, 70_000_000);
    folder.files.delete(uriOf('2022.budget'));
    folder.finder.moved([uriOf('2022.budget')]);
    assert.deepEqual(codes(await folder.analyse('甲.budget')), ['missing-link']);
    folder.files.set(uriOf('2022.budget'), text);
    folder.finder.moved([uriOf('2022.budget')]);
    assert.deepEqual(codes(await folder.analyse('甲.budget')), []);
  });

  test('follows the head of a document that is open and not yet saved', async () => {
    const folder = new Folder({ '甲.budget': fileOf() });
    assert.equal(prior(await folder.analyse('甲.budget')), undefined);
    folder.edit('新.budget', fileOf({ year: 2022 }));
    assert.equal(prior(await folder.analyse('甲.budget')), uriOf('新.budget'));
    folder.edit('新.budget', fileOf({ year: 2021 }));
    assert.equal(prior(await folder.analyse('甲.budget')), undefined);
  });
});

describe('looking for documents', () => {
  test('is bounded: the nearest folders first, hidden ones and node_modules not at all', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 600 }, (_, i) => [`x/${String(i).padStart(3, '0')}/a.budget`, fileOf({ unit: `${i}` })]),
    );
    const folder = new Folder({
      ...many,
      '.git/a.budget': fileOf({ year: 2022 }),
      'node_modules/a.budget': fileOf({ year: 2022 }),
      'near/2022/a.budget': fileOf({ year: 2022 }),
      'near/a.budget': fileOf(),
    });
    assert.equal(prior(await folder.analyse('near/a.budget')), uriOf('near/2022/a.budget'));
    assert.ok(folder.listed.length <= 200, `${folder.listed.length} folders`);
    assert.ok(folder.read.length <= 402, `${folder.read.length} files`);
  });

  test('reads the beginning of a file only', async () => {
    const folder = new Folder({ '2022.budget': fileOf({ unit: '另' }, '', '长'.repeat(1000)), '甲.budget': fileOf() });
    await folder.analyse('甲.budget');
    assert.deepEqual(folder.read, [uriOf('2022.budget')]);
  });
});

describe('a path in the head', () => {
  const files = {
    '2022/决算.budget': fileOf({ year: 2022 }, '', '【支出决算表】\n列：  基本支出\n2080101  8.00\n'),
    '旧.budget': fileOf({ year: 2021 }),
    '甲中心.budget': fileOf({ unit: '甲中心' }),
    '乙中心.budget': fileOf({ unit: '乙中心' }),
  };
  const at = async (line: string, character: number) => {
    const folder = new Folder({ ...files, '局.budget': fileOf({}, line) });
    return { analysis: await folder.analyse('局.budget'), position: { line: 4, character } };
  };
  const hover = async (line: string, character = 5) => {
    const { analysis, position } = await at(line, character);
    return (service.hover(analysis, position)?.contents as { value: string } | undefined)?.value;
  };

  test('says on hover what was found, and whether it is used', async () => {
    assert.equal(
      await hover('上年：./2022/决算.budget'),
      '**./2022/决算.budget**\n\n某中心 · 2022 决算 · 江西省单位决算\n\n1 figures in 1 tables; used as 上年.',
    );
    assert.match((await hover('上年：./旧.budget'))!, /2021 决算[\s\S]*not used/);
    assert.match((await hover('上年：./没有.budget'))!, /Nothing was read/);
  });

  test('is a link to click and to go to, if there is such a file', async () => {
    const line = '所属单位：./甲中心.budget、./丙.budget、./乙中心.budget';
    const { analysis, position } = await at(line, line.indexOf('乙'));
    assert.deepEqual(
      service.links(analysis).map(({ target, range }) => [target, line.slice(range.start.character, range.end.character)]),
      [
        [uriOf('甲中心.budget'), './甲中心.budget'],
        [uriOf('乙中心.budget'), './乙中心.budget'],
      ],
    );
    assert.deepEqual(
      service.definition(analysis, position).map(({ uri }) => uri),
      [uriOf('乙中心.budget')],
    );
    assert.deepEqual(service.definition(analysis, { line: 4, character: line.indexOf('丙') }), []);
    assert.deepEqual(service.definition(analysis, { line: 0, character: 1 }), []);
  });

  test('is completed with the files of the workspace, those that fit first', async () => {
    const offered = async (line: string) => {
      const { analysis, position } = await at(line.replace('|', ''), line.indexOf('|'));
      return service.completion(analysis, position).items.map((item) => {
        const { range, newText } = item.textEdit as {
          range: { start: { character: number }; end: { character: number } };
          newText: string;
        };
        return `${line.replace('|', '').slice(range.start.character, range.end.character)}→${newText}`;
      });
    };
    assert.deepEqual((await offered('上年：|')).slice(0, 2), ['→./2022/决算.budget', '→./乙中心.budget']);
    assert.deepEqual(await offered('上年：./2022/|决'), ['./2022/决→./2022/决算.budget']);
    assert.deepEqual(await offered('所属单位：./甲中心.budget、乙|'), ['乙→./乙中心.budget']);
    assert.deepEqual(await offered('所属单位：乙中|、./甲中心.budget'), ['乙中→./乙中心.budget']);
  });
});
