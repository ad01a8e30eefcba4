/**
 * Writes each message at once, header and content together. The library's own writer writes the header first and waits for it;
 * that wakes the client for twenty bytes and lets it run before the content is there, which costs a keystroke more than many a check.
 */
import type { Writable } from 'node:stream';
import { AbstractMessageWriter, type Message, type MessageWriter } from 'vscode-languageserver/node';

export class WholeMessageWriter extends AbstractMessageWriter implements MessageWriter {
  readonly #stream: Writable;
  #failures = 0;

  constructor(stream: Writable) {
    super();
    this.#stream = stream;
    stream.on('error', (error) => this.fireError(error));
    stream.on('close', () => this.fireClose());
  }

  /** Resolves when the stream has taken the message; messages leave in the order in which they were given. */
  async write(message: Message): Promise<void> {
    const content = JSON.stringify(message);
    const whole = `Content-Length: ${Buffer.byteLength(content)}\r\n\r\n${content}`;
    try {
      await new Promise<void>((resolve, reject) => {
        this.#stream.write(whole, 'utf8', (error) => (error ? reject(error) : resolve()));
      });
    } catch (error) {
      this.fireError(error as Error, message, ++this.#failures);
      throw error;
    }
  }

  end(): void {
    this.#stream.end();
  }
}
