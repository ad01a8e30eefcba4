/** Official tables of another province's form set as people paste them. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse } from '../service/kit.ts';
import { readCases } from './cases.ts';
import { showDisclosure } from './show.ts';

const HEAD = '单位：某中心\n年度：2022\n文种：决算\n版式：湖北省部门决算\n\n';

describe('hubei', () => {
  for (const { name, source, expected } of readCases('disclosure/hubei.txt'))
    test(name, () => {
      assert.equal(showDisclosure(analyse(HEAD + source)), expected);
    });
});
