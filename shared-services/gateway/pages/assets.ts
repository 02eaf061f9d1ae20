/**
 * What pages load beside themselves: one style sheet and one picture, served from here under names that hold their hash, so
 * that a browser keeps them for a year and never shows an old one.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { type Request, type Response, type Router } from 'express';
import { sha256Hex } from '../../kit/call.ts';

export interface Asset {
  readonly name: string;
  readonly mediaType: string;
  readonly content: string;
}

export interface Assets {
  /** Path of the style sheet, as pages name it. */
  readonly style: string;
  readonly icon: string;
  /** Pages are better with them, and work without. */
  readonly scripts: readonly string[];
  readonly all: readonly Asset[];
}

const fileOf = (folder: 'style' | 'script', name: string): string =>
  readFileSync(join(import.meta.dirname, folder, name), 'utf8');

const named = (name: string, extension: string, mediaType: string, content: string): Asset => ({
  name: `${name}-${sha256Hex(content).slice(0, 16)}.${extension}`,
  mediaType,
  content,
});

/** What a site has beside what all have: paths of files. */
export interface OwnAssets {
  readonly style?: string;
  readonly script?: string;
}

/** @param root path below which they are served, `/assets` */
export const loadAssets = (root: string, own: OwnAssets = {}): Assets => {
  const sheets = [
    fileOf('style', 'ecl.css'),
    fileOf('style', 'portorium.css'),
    ...(own.style ? [readFileSync(own.style, 'utf8')] : []),
  ];
  const style = named('style', 'css', 'text/css; charset=utf-8', sheets.join('\n'));
  const icon = named('icon', 'svg', 'image/svg+xml', fileOf('style', 'icon.svg'));
  const scripts = own.script
    ? [named('script', 'js', 'text/javascript; charset=utf-8', readFileSync(own.script, 'utf8'))]
    : [];
  return {
    style: `${root}/${style.name}`,
    icon: `${root}/${icon.name}`,
    scripts: scripts.map(({ name }) => `${root}/${name}`),
    all: [style, icon, ...scripts],
  };
};

const packaged = (path: string): string =>
  readFileSync(fileURLToPath(import.meta.resolve('uplot')).replace(/[^/]+$/, path), 'utf8');

/** What pages with figures load beside the rest: parts that change by themselves, and charts by uPlot (MIT). */
export interface LiveAssets extends Assets {
  readonly wideStyle: string;
}

/** @param root path below which they are served, `/assets` */
export const loadLiveAssets = (root: string): LiveAssets => {
  const assets = loadAssets(root);
  const sheet = `${fileOf('style', 'wide.css')}\n${packaged('uPlot.min.css')}`;
  const wide = named('wide', 'css', 'text/css; charset=utf-8', sheet);
  const code = [
    packaged('uPlot.iife.min.js'),
    ...['live.js', 'charts.js', 'proof.js'].map((name) => fileOf('script', name)),
  ];
  const live = named('live', 'js', 'text/javascript; charset=utf-8', code.join('\n'));
  return {
    ...assets,
    wideStyle: `${root}/${wide.name}`,
    scripts: [`${root}/${live.name}`],
    all: [...assets.all, wide, live],
  };
};

/** Mounted at the root of `loadAssets`. */
export const assetsRouter = ({ all }: Pick<Assets, 'all'>): Router => {
  const router = express.Router({ caseSensitive: true, strict: true });
  for (const { name, mediaType, content } of all) {
    router.get(`/${name}`, (_request: Request, response: Response) => {
      response.set('Cache-Control', 'public, max-age=31536000, immutable');
      response.set('Content-Type', mediaType).send(content);
    });
  }
  return router;
};
