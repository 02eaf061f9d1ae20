/**
 * Cuts what the pages use out of the published style sheet of the Europa Component Library (European Commission, EUPL-1.2),
 * and writes `ecl.css` beside this file: `npm run pages:style`. The package comes from the registry for this moment only.
 */
import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PurgeCSS } from 'purgecss';
import { eclClassesIn, pageSources } from './used-classes.ts';

const version = '5.3.1';
const root = resolve(import.meta.dirname, '../../../..');

const fetched = (): string => {
  const directory = mkdtempSync(join(tmpdir(), 'portorium-ecl-'));
  try {
    execFileSync('npm', ['pack', `@ecl/preset-eu@${version}`, '--silent'], { cwd: directory });
    execFileSync('tar', ['xzf', `ecl-preset-eu-${version}.tgz`, 'package/dist/styles/ecl-eu.css'], { cwd: directory });
    return readFileSync(join(directory, 'package/dist/styles/ecl-eu.css'), 'utf8');
  } finally {
    rmSync(directory, { recursive: true });
  }
};

const cut = async (css: string, used: readonly string[]): Promise<string> => {
  const [result] = await new PurgeCSS().purge({
    content: [{ raw: used.join(' '), extension: 'names' }],
    css: [{ raw: css }],
    extractors: [{ extensions: ['names'], extractor: (names) => names.split(' ') }],
    variables: true,
  });
  // Of a condition on a class that no template names, nothing can come.
  const lines = (result?.css ?? '').replace('@charset "UTF-8";\n', '').replaceAll('}', '}\n').split('\n');
  return lines.filter((line) => !/:has\(\.ecl-/.test(line)).join('\n');
};

const used = eclClassesIn(
  globSync([...pageSources], { cwd: root }).map((path) => readFileSync(join(root, path), 'utf8')),
);
const notice = `/* What is used here of @ecl/preset-eu ${version}, European Commission, EUPL-1.2. Written by command.ts. */\n`;
const css = await cut(fetched(), used);
writeFileSync(join(import.meta.dirname, 'ecl.css'), notice + css);
console.log(`${used.length} classes, ${css.length} bytes`);
