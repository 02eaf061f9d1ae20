/** `npm run catalogue` writes what is published of the contracts; `npm run catalogue -- --check` compares only. */
import { join, resolve } from 'node:path';
import { discoverContracts } from './discover.ts';
import { readFolder, staleFiles, writeFolder } from './folder.ts';
import { renderAll } from './publish.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = join(root, 'reference-architecture/published');

const applications = (await discoverContracts(root)).map(({ contract }) => contract);
const published = await readFolder(folder);
const rendered = renderAll(applications, published);
const stale = staleFiles(published, rendered);
const checkOnly = process.argv.includes('--check');

if (!checkOnly) await writeFolder(folder, published, rendered);
for (const line of stale) console.log(checkOnly ? line : line.replace(/ (is .*)$/, ' written ($1 before)'));
console.log(
  `${rendered.size} files of ${applications.length} applications, ${stale.length} ${checkOnly ? 'stale' : 'written'}`,
);
if (checkOnly && stale.length > 0) {
  console.log('Run `npm run catalogue`, and look at what changes for callers before you commit it.');
  process.exitCode = 1;
}
