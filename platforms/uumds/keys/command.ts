/**
 * `npm run identity-keys -- list|rotate|replace [data folder]`: the signing keys of the embedded identity provider. A
 * provider that runs takes up what was changed within a minute.
 */
import { join } from 'node:path';
import { systemClock } from '../../../shared-services/kit/clock.ts';
import { defaultRotationPolicy, publishedKeys } from './key-ring.ts';
import { addSigningKey, readSigningKeys, removeSigningKey } from './signing-keys.ts';

const [wish = 'list', folder = process.env['PORTORIUM_DATA'] ?? 'data'] = process.argv.slice(2);
const dataDirectory = join(folder, 'uumds');

const list = async () => {
  const nowMs = systemClock.nowMs();
  const keys = await readSigningKeys(dataDirectory);
  if (keys.every(({ signsFromMs }) => signsFromMs > nowMs))
    return console.log(`No key in ${dataDirectory} signs yet: the first one is made when the platform starts.`);
  for (const [index, { jwk, signsFromMs }] of publishedKeys(keys, nowMs).entries()) {
    const state = index === 0 ? 'signs' : signsFromMs > nowMs ? 'is published, and signs later' : 'is published still';
    console.log(`${jwk.kid}  ${new Date(signsFromMs).toISOString()}  ${state}`);
  }
};

/** After a key was lost to somebody: a new one signs at once, and none of before is believed any more. */
const replace = async () => {
  const { jwk } = await addSigningKey(dataDirectory, systemClock.nowMs());
  for (const key of await readSigningKeys(dataDirectory))
    if (key.jwk.kid !== jwk.kid) await removeSigningKey(dataDirectory, key);
  await list();
};

const wishes: Readonly<Record<string, () => Promise<void>>> = {
  list,
  rotate: async () => {
    await addSigningKey(dataDirectory, systemClock.nowMs() + defaultRotationPolicy.publishedBeforeMs);
    await list();
  },
  replace,
};

const act = wishes[wish];
if (act === undefined) {
  console.error(`what to do: ${Object.keys(wishes).join(', ')}`);
  process.exitCode = 2;
} else await act();
