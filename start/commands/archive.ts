/** `npx portorium archive verify`: what a package of the archive proves, without asking the platform. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { verifyPackage } from '../../shared-services/archiving/package/verify.ts';
import type { NoteKey } from '../../shared-services/audit/domain/note.ts';
import type { Command } from './command.ts';

const usage = `npx portorium archive verify FILE.tar [--key NAME+ID+BASE64]
  FILE.tar   a package as the archive gave it out
  --key      key of the audit log's checkpoints that you trust, as /.well-known/portorium-audit-keys has it;
             without it the one in the package is taken for true
Exit code: 0 everything holds, 1 something does not, 2 it could not be tried.`;

/** `name+id+base64` as C2SP signed-note writes keys: one byte for the kind, then the key. */
const keyIn = (verifierKey: string): NoteKey => {
  const [, name, keyId, base64] = verifierKey.match(/^(.+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/) ?? [];
  if (name === undefined || keyId === undefined || base64 === undefined) throw new Error(`that is no key\n${usage}`);
  return { name, keyId, verifierKey, publicKey: Buffer.from(base64, 'base64').subarray(1).toString('base64') };
};

const optionsIn = (given: readonly string[]) => {
  const { values, positionals } = parseArgs({
    args: [...given],
    allowPositionals: true,
    options: { key: { type: 'string' } },
  });
  const [what, file, ...others] = positionals;
  if (what !== 'verify' || file === undefined || others.length > 0) throw new Error(`say which file\n${usage}`);
  return { file, ...values };
};

export const archive: Command = {
  summary: 'a package of the archive, verified by the file alone',
  usage,
  run: async (given, { tell }) => {
    const { file, key } = optionsIn(given);
    const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
      throw new Error(`${file} cannot be read (${error.code})`);
    });
    const { files, records, faults } = await verifyPackage(bytes, key === undefined ? [] : [keyIn(key)]);
    for (const fault of faults) tell(`DOES NOT HOLD: ${fault}`);
    tell(`${files} files, ${records} audit records${faults.length === 0 ? ': everything holds' : ''}.`);
    if (key === undefined)
      tell('The key of the audit log was taken from the package itself; --key gives one that you trust.');
    return faults.length === 0 ? 0 : 1;
  },
};
