/** Official tables as people paste and type them, and what is read: every figure in its cell, every doubt said once. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse, withHead } from '../service/kit.ts';
import { readCases } from './cases.ts';
import { showDisclosure } from './show.ts';

for (const file of ['pasted', 'printed-otherwise', 'typed', 'unknown'])
  describe(file, () => {
    for (const { name, source, expected } of readCases(`disclosure/${file}.txt`))
      test(name, () => {
        assert.equal(showDisclosure(analyse(withHead(source))), expected);
      });
  });
