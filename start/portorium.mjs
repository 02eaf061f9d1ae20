#!/usr/bin/env node
// `npx portorium <command>`, also where an older Node is installed: the commands are TypeScript, and run by the Node that npm
// brings with the project.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const brought = () => {
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('node/package.json'));
    return ['bin/node', 'bin/node.exe'].map((name) => join(folder, name)).find((path) => existsSync(path));
  } catch {
    return undefined;
  }
};

const program = join(dirname(fileURLToPath(import.meta.url)), 'portorium.ts');
const { status, signal } = spawnSync(brought() ?? process.execPath, [program, ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exitCode = signal === null ? (status ?? 2) : 2;
