/** The peers' journals are what they pretend to be: as long as is said, in balance, with sums that are true. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { generateJournal } from './journal.ts';

const fenOf = (text: string): number => Math.round(Number(text) * 100);

for (const format of ['ledger', 'beancount'] as const)
  test(`a journal for ${format} has the lines and figures that it says, balances, and states true sums`, () => {
    const { text, lines, figures } = generateJournal(format, 3000);
    assert.equal(text.split('\n').length - 1, lines);
    assert.equal(lines, 3000);
    assert.equal(text.match(/ CNY$/gm)!.length, figures);
    const balances = new Map<string, number>();
    let open = 0;
    let asserted = 0;
    for (const line of text.split('\n')) {
      const posting = /^ {2}(\S+) {2}(-?[\d.]+) CNY(?: = ([\d.]+) CNY)?$/.exec(line);
      const balance = /^\S+ balance (\S+) {2}(-?[\d.]+) CNY$/.exec(line);
      if (posting) {
        const [, account, amount] = posting;
        balances.set(account, (balances.get(account) ?? 0) + fenOf(amount));
        open += fenOf(amount);
      } else assert.equal(open, 0, 'a transaction is in balance when it ends');
      const [account, sum] = balance ? [balance[1], balance[2]] : posting?.[3] ? [posting[1], posting[3]] : [];
      if (account === undefined) continue;
      asserted++;
      assert.equal(balances.get(account), fenOf(sum!), line);
    }
    assert.ok(asserted > 500, `${asserted}`);
  });
