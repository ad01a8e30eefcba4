/** Official tables as people paste and type them, and what is read: every figure in its cell, every doubt said once. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyse, HEAD } from '../service/kit.ts';
import { readCases } from './cases.ts';
import { showDisclosure } from './show.ts';

for (const file of ['pasted', 'typed', 'unknown'])
  describe(file, () => {
    for (const { name, source, expected } of readCases(`disclosure/${file}.txt`))
      test(name, () => {
        const whole = /^[^【\n]+：/.test(source) ? source : HEAD + source;
        assert.equal(showDisclosure(analyse(whole)), expected);
      });
  });
