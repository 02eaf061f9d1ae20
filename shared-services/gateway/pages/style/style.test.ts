import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { loadAssets } from '../assets.ts';
import { eclClassesIn, pageSources } from './used-classes.ts';

const root = resolve(import.meta.dirname, '../../../..');
const sources = globSync([...pageSources], { cwd: root }).map((path) => readFileSync(join(root, path), 'utf8'));
const sheet = readFileSync(join(import.meta.dirname, 'ecl.css'), 'utf8');
const own = readFileSync(join(import.meta.dirname, 'portorium.css'), 'utf8');
const classesOf = (css: string) =>
  new Set([...css.replaceAll(/:not\([^)]*\)/g, '').matchAll(/\.(ecl-[a-z_-]+)/g)].map(([, name = '']) => name));

describe('the style sheet of the pages', () => {
  it('holds of the component library what the templates name, and nothing else', () => {
    const used = new Set(eclClassesIn(sources));
    assert.ok(used.size > 25, [...used].join(' '));
    const idle = [...classesOf(sheet)].filter((name) => !used.has(name));
    assert.deepEqual(idle, [], 'Run `npm run pages:style`: a class that no template names is carried for nobody.');
  });

  it('lacks nothing of the library that the templates name', () => {
    const known = new Set([...classesOf(sheet), ...classesOf(own)]);
    const missing = eclClassesIn(sources).filter((name) => !known.has(name));
    assert.deepEqual(missing, [], 'Run `npm run pages:style`: the class has no form.');
  });

  it('loads nothing from elsewhere, and no mark of the Commission', () => {
    assert.doesNotMatch(sheet + own, /@import|url\(|logo/i);
  });

  it('is light', () => {
    const [asset] = loadAssets('/assets').all;
    const bytes = gzipSync(asset?.content ?? '', { level: 9 }).length;
    assert.ok(bytes < 9_000, `${bytes} bytes compressed`);
  });

  it('has another name when it has another content', () => {
    const { style, all } = loadAssets('/assets');
    assert.match(style, /^\/assets\/style-[0-9a-f]{16}\.css$/);
    assert.equal(`/assets/${all[0]?.name}`, style);
  });
});
