/**
 * `npm run contracts`: whether every caller of what was promised can go on unchanged. `-- --freeze [NAME...]` promises what has
 * been added since, and what the applications named offer; it refuses what would break somebody.
 */
import { resolve } from 'node:path';
import { discoverContracts } from '../catalogue/discover.ts';
import { breaksBetween } from './compare.ts';
import { readFrozen, writeFrozen } from './frozen.ts';
import { isEmpty, surfaceOf } from './surface.ts';

const root = resolve(import.meta.dirname, '../..');
const nothing = (application: string) => ({ application, services: {}, notifications: {} });

const current = (await discoverContracts(root))
  .map(({ contract }) => surfaceOf(contract))
  .filter((one) => !isEmpty(one));
const frozen = await readFrozen();
const gone = [...frozen.keys()].filter((name) => !current.some(({ application }) => application === name)).map(nothing);
const breaks = [...current, ...gone].flatMap((one) =>
  breaksBetween(frozen.get(one.application) ?? nothing(one.application), one),
);

for (const { at, what } of breaks) console.log(`${at}: ${what}`);
if (breaks.length > 0) {
  console.log(`${breaks.length} changes break callers. Add a service of the next version beside the old one instead.`);
  process.exitCode = 1;
} else if (process.argv.includes('--freeze')) {
  const named = process.argv.slice(2);
  const promised = current.filter(({ application: name }) => frozen.has(name) || named.includes(name));
  for (const one of promised) await writeFrozen(one);
  console.log(`${promised.length} of ${current.length} applications are promised as they are now`);
} else {
  console.log(`nothing that was promised of ${frozen.size} applications is broken`);
}
