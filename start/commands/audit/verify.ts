/** `npx portorium audit verify`: what an export of the audit log proves, without asking the platform. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Command } from '../command.ts';
import { linesAt } from './verify/lines.ts';
import { type VerifierKey, verifierKeyIn } from './verify/notes.ts';
import type { Verdict } from './verify/verdict.ts';
import { verifyExport } from './verify/verify-export.ts';

export const verifyUsage = `npx portorium audit verify FILE|FOLDER [--key KEY] [--checkpoint FILE] [--settle-seconds N]
  FILE|FOLDER         an export, or a folder with its parts (.ndjson) in the order of their names
  --key KEY           verifier key as it is published (name+id+base64), or a file with one on each line; may be said several times;
                      without it the keys are those that the export names, and prove as much as whoever gave it
  --checkpoint FILE   a checkpoint that somebody else kept: a witness, you; may be said several times
  --settle-seconds N  how long a run of a component may go on before a number that is missing is missed; 120
Exit code: 0 proven, 1 not proven (the first bad record is named), 2 it could not be tried.`;

const keysIn = async (given: string): Promise<VerifierKey[]> => {
  const text = given.includes('+') ? given : await readFile(given, 'utf8');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(verifierKeyIn);
};

const words = (verdict: Verdict): string[] => {
  const { leaves, checkpoints, vouchedFor, root, open } = verdict;
  const facts = [
    `  records        ${leaves}, of which ${vouchedFor} stand under a signed checkpoint`,
    `  checkpoints    ${checkpoints}`,
    `  root           ${root.toString('base64')}`,
    ...open.slice(0, 20).map((one) => `  not there      ${one}: its process was under way, or killed`),
  ];
  if (verdict.proven) return ['PROVEN: nothing was changed, put in, taken out or moved.', ...facts];
  const { leaf, position, reason } = verdict.fault;
  const where = position === undefined ? '' : ` (record ${position})`;
  return [`NOT PROVEN: leaf ${leaf}${where}: ${reason}.`];
};

const many = { type: 'string', multiple: true } as const;

export const verifyAudit: Command['run'] = async (given, { tell }) => {
  const { values, positionals } = parseArgs({
    args: [...given],
    allowPositionals: true,
    options: { key: many, checkpoint: many, 'settle-seconds': { type: 'string', default: '120' } },
  });
  const [path, ...others] = positionals;
  if (path === undefined || others.length > 0) throw new Error(`say which export\n${verifyUsage}`);
  const kept = await Promise.all((values.checkpoint ?? []).map((file) => readFile(file, 'utf8')));
  const keys = values.key === undefined ? undefined : (await Promise.all(values.key.map(keysIn))).flat();
  const verdict = await verifyExport(linesAt(path), {
    kept,
    settleMs: Number(values['settle-seconds']) * 1000,
    ...(keys === undefined ? {} : { keys }),
  });
  for (const line of words(verdict)) tell(line);
  tell(keys === undefined ? 'Held against the keys that the export names.' : 'Held against the given keys.');
  return verdict.proven ? 0 : 1;
};
