/** What the server writes to a client, and how it ends when the client has gone. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { describe, test } from 'node:test';
import { type Message, StreamMessageReader } from 'vscode-languageserver/node';
import { WholeMessageWriter } from '../../server/src/lsp/message-writer.ts';
import { start } from './client.ts';

const message = (id: number, result: unknown): Message => ({ jsonrpc: '2.0', id, result }) as Message;

describe('a message', () => {
  test('leaves in one piece, its length in bytes', { timeout: 60_000 }, async () => {
    const chunks: Buffer[] = [];
    const writer = new WholeMessageWriter(
      new Writable({
        write(chunk, _, done) {
          chunks.push(chunk);
          done();
        },
      }),
    );
    const sent = [message(1, '合计 120.00 万元 𠀀'), message(2, null), message(3, ['一'.repeat(2_000)])];
    await Promise.all(sent.map((one) => writer.write(one)));
    assert.equal(chunks.length, sent.length);
    const back = new PassThrough();
    const read: Message[] = [];
    const complete = new Promise<void>((resolve) => {
      new StreamMessageReader(back).listen((one) => {
        if (read.push(one) === sent.length) resolve();
      });
    });
    for (const chunk of chunks) back.write(chunk);
    await complete;
    assert.deepEqual(read, sent);
  });

  test('that cannot be written is told of and rejected', async () => {
    const writer = new WholeMessageWriter(
      new Writable({
        write(_, __, done) {
          done(new Error('gone'));
        },
      }),
    );
    const told: unknown[] = [];
    writer.onError(([error]) => told.push(error.message));
    await assert.rejects(writer.write(message(1, '合计')), /gone/);
    assert.ok(told.includes('gone'));
  });
});

describe('a server whose client has gone', () => {
  const server = path.resolve(import.meta.dirname, '../../server/src/lsp/node.ts');

  test('ends, and says that nobody took leave', { timeout: 60_000 }, async () => {
    const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'ignore', 'inherit'] });
    child.stdin.end();
    const [code] = await once(child, 'exit');
    assert.equal(code, 1);
  });

  test('ends in peace after its leave was taken', { timeout: 60_000 }, async () => {
    const client = await start();
    assert.equal(await client.stop(), 0);
  });
});
