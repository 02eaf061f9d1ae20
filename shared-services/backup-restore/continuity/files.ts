/** The kept drill and the page that is made of it, beside each other in this folder's parent. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DrillRecord } from './drill-record.ts';
import { continuityPage } from './page.ts';

const folder = join(import.meta.dirname, '..');
export const recordFile = join(folder, 'last-drill.json');
export const pageFile = join(folder, 'continuity.md');

/** Undefined: none was kept. */
export const readDrill = async (): Promise<DrillRecord | undefined> => {
  const text = await readFile(recordFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? undefined : (JSON.parse(text) as DrillRecord);
};

/** With a new drill: keeps it too. */
export const writeContinuityPage = async (record?: DrillRecord): Promise<void> => {
  if (record !== undefined) await writeFile(recordFile, `${JSON.stringify(record, null, 2)}\n`);
  const kept = record ?? (await readDrill());
  if (kept === undefined) throw new Error('no drill was kept: npm run drill -- --record');
  await writeFile(pageFile, continuityPage(kept));
};
