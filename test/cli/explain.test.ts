/** `budget explain`: what is said of the figure at a place. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { HEAD } from '../service/kit.ts';
import { folder } from './run.ts';

const TABLE = `${HEAD}【支出决算表】
列：  本年支出合计  基本支出  项目支出
合计     30.00  20.00  10.00
208      30.00  20.00  10.00
20801    30.00  20.00  10.00
2080101  30.00  20.00  10.00
`;
const LEAVES = `${HEAD}【收入决算表】
列：  财政拨款收入  其他收入
2080101  183.24  0.02
`;

describe('budget explain', { concurrency: true }, () => {
  const { budget } = folder({ 'all.budget': TABLE, 'leaves.budget': LEAVES });

  test('a figure with the sums in which it stands; lines and columns count from 1', async () => {
    assert.deepEqual(await budget(['explain', 'all.budget', '9:18']), {
      code: 0,
      out: `支出决算表“208”基本支出

20.00 万元 · typed

stands for 199950.00 to 200050.00 元

- ✓ “合计”基本支出 20.00 = “208”基本支出 20.00
- ✓ “208”基本支出 20.00 = “20801”基本支出 20.00
- ✓ “208”本年支出合计 30.00 = “208”基本支出 20.00 + “208”项目支出 10.00
`,
      err: '',
    });
  });

  test('a row on its code: the figures typed there, and what follows', async () => {
    const { code, out } = await budget(['explain', 'leaves.budget', '8:1']);
    assert.equal(code, 0);
    assert.match(out, /^收入决算表“2080101”财政拨款收入\n/);
    assert.ok(
      out.endsWith('- “2080101”本年收入合计 183.26 = “2080101”财政拨款收入 183.24 + “2080101”其他收入 0.02 (between 183.25 and 183.27)\n'),
    );
  });

  test('a table on its title: what follows in it', async () => {
    const { code, out } = await budget(['explain', 'leaves.budget', '6:3']);
    assert.equal(code, 0);
    assert.match(out, /^收入决算表 公开02表\n\n2 figures typed, \d+ derived; unit: 万元\.\n\nNot typed, but follows:\n\n- /);
  });

  test('where no figure stands, one line says so', async () => {
    for (const place of ['1:1', '7:3', '99:1'])
      assert.deepEqual(await budget(['explain', 'all.budget', place]), {
        code: 2,
        out: '',
        err: `budget: No figure stands at ${place}.\n`,
      });
  });

  test('a place that is none', async () => {
    const err = 'budget: explain takes one file and a place in it, such as 12:20 (line and column, from 1).\n';
    for (const words of [['all.budget'], ['all.budget', '9'], ['all.budget', '0:1'], ['all.budget', 'x:1'], ['all.budget', '1:1', '2:2']])
      assert.deepEqual(await budget(['explain', ...words]), { code: 2, out: '', err });
    assert.deepEqual(await budget(['explain', 'none.budget', '1:1']), {
      code: 2,
      out: '',
      err: 'budget: none.budget is not there or cannot be read.\n',
    });
  });
});
