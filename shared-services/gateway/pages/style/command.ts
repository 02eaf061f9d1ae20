/**
 * Cuts what the pages use out of the published style sheet of the Europa Component Library (European Commission, EUPL-1.2),
 * and writes `ecl.css` beside this file: `npm run pages:style`. The library and the knife come from the registry for this
 * moment only: nothing else needs them.
 */
import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { eclClassesIn, pageSources } from './used-classes.ts';

const version = '5.3.1';
const purgeVersion = '8.0.0';
const root = resolve(import.meta.dirname, '../../../..');

interface Purge {
  readonly PurgeCSS: new () => { purge(options: object): Promise<readonly { readonly css: string }[]> };
}

const fetchInto = async (directory: string): Promise<{ css: string; purge: Purge }> => {
  const run = (program: string, ...options: string[]) => execFileSync(program, options, { cwd: directory });
  run('npm', 'pack', `@ecl/preset-eu@${version}`, '--silent');
  run('tar', 'xzf', `ecl-preset-eu-${version}.tgz`, 'package/dist/styles/ecl-eu.css');
  run('npm', 'install', '--prefix', directory, '--no-save', '--ignore-scripts', '--silent', `purgecss@${purgeVersion}`);
  const found = createRequire(join(directory, 'here.js')).resolve;
  const purge = (await import(pathToFileURL(found('purgecss')).href)) as Purge;
  return { css: readFileSync(join(directory, 'package/dist/styles/ecl-eu.css'), 'utf8'), purge };
};

const cut = async ({ PurgeCSS }: Purge, css: string, used: readonly string[]): Promise<string> => {
  const [result] = await new PurgeCSS().purge({
    content: [{ raw: used.join(' '), extension: 'names' }],
    css: [{ raw: css }],
    extractors: [{ extensions: ['names'], extractor: (names: string) => names.split(' ') }],
    variables: true,
  });
  // Of a condition on a class that no template names, nothing can come.
  const lines = (result?.css ?? '').replace('@charset "UTF-8";\n', '').replaceAll('}', '}\n').split('\n');
  return lines.filter((line) => !/:has\(\.ecl-/.test(line)).join('\n');
};

const directory = mkdtempSync(join(tmpdir(), 'portorium-ecl-'));
try {
  const texts = globSync([...pageSources], { cwd: root }).map((path) => readFileSync(join(root, path), 'utf8'));
  const used = eclClassesIn(texts);
  const { css, purge } = await fetchInto(directory);
  const kept = await cut(purge, css, used);
  const notice = `/* What is used here of @ecl/preset-eu ${version}, European Commission, EUPL-1.2. Written by command.ts. */\n`;
  writeFileSync(join(import.meta.dirname, 'ecl.css'), notice + kept);
  console.log(`${used.length} classes, ${kept.length} bytes`);
} finally {
  rmSync(directory, { recursive: true });
}
