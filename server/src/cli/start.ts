/** Starts the command line with what V8 compiled when it last ran: reading and compiling the program is a fifth of a small file's time. */
import { keepCompiled } from '../lsp/compile-cache.ts';

keepCompiled();
await import('./main.ts');
