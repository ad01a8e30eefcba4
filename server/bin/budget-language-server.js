#!/usr/bin/env node
// A committed launcher: npm links it before anything is built. What it starts is build output.
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

const target = fileURLToPath(new URL('../dist/server.js', import.meta.url));
if (existsSync(target)) await import(pathToFileURL(target).href);
else {
  console.error('budget-language-server: not built yet: run npm run build');
  process.exitCode = 2;
}
