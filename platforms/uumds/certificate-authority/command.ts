/** `npm run certificates -- ...`: the development authority in the hands of a person. */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../../../shared-services/kit/clock.ts';
import { createLogger } from '../../../shared-services/kit/logging.ts';
import { ensureAuthorities } from './authorities.ts';
import { issueNamed, listIssued, renew, revoke } from './operations.ts';
import { ensureRevocationLists } from './revocation-lists.ts';
import { revocationReasons } from './revoked.ts';
import type { Settings } from './settings.ts';

const usage = `npm run certificates -- <what> [options]
  list                                  what was issued, and its state
  issue <file> --uri <identity> [--host <name>]...
                                        member-states/FR-transit --uri portorium://trusted/FR/national-transit-system
  renew <file> [--revoke-old]           a new key and certificate for the same party; the old one stays good meanwhile
  revoke <file or serial number> [--reason <reason>]
  lists                                 makes the revocation lists that are missing or will soon be late
Options
  --folder <folder>                     of the certificates; certificates in PORTORIUM_DATA if not said
  --publication <address>               of UUM&DS' lists; http://127.0.0.1:8180/pki if not said
Files: services/<platform>, services/ccn2ng-push, gateways/<platform>, member-states/<country>
Reasons: ${revocationReasons.join(', ')}
A running platform takes up what has changed within a minute, mostly at once.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    uri: { type: 'string' },
    host: { type: 'string', multiple: true, default: ['localhost', '127.0.0.1', '::1'] },
    reason: { type: 'string', default: 'unspecified' },
    'revoke-old': { type: 'boolean', default: false },
    folder: { type: 'string' },
    publication: { type: 'string', default: 'http://127.0.0.1:8180/pki' },
  },
});

const settings: Settings = {
  directory: resolve(values.folder ?? join(process.env['PORTORIUM_DATA'] ?? 'data', 'certificates')),
  clock: systemClock,
  memberStates: [],
  hosts: values.host,
  services: [],
  keyType: 'EC-P256',
  publicationUrl: values.publication,
  log: createLogger({ level: 'silent', platform: 'certificates' }),
};

const needed = (value: string | undefined): string => {
  if (value === undefined) throw new Error(usage);
  return value;
};

const reasonOf = (given: string) => {
  const found = revocationReasons.find((one) => one === given);
  if (found === undefined) throw new Error(`a reason is one of ${revocationReasons.join(', ')}`);
  return found;
};

const list = async (): Promise<void> => {
  for (const { serialNumber, authority, state, notAfter, file, subjectAltName = '' } of await listIssued(settings)) {
    const identity = /URI:(\S+?)(?:,|$)/.exec(subjectAltName)?.[1] ?? 'no caller';
    console.log([serialNumber, authority, state, notAfter.slice(0, 10), file, identity].join('  '));
  }
};

const renewNamed = async (file: string): Promise<void> => {
  const before = (await listIssued(settings)).findLast((one) => one.file === `${file.replace(/\.pem$/, '')}.pem`);
  const { serialNumber, validTo } = await renew(settings, file);
  console.log(`${file}: renewed, ${serialNumber}, until ${validTo}`);
  if (values['revoke-old'] && before !== undefined) await revokeWhat(before.serialNumber, 'superseded');
};

const revokeWhat = async (what: string, reason: string): Promise<void> => {
  await revoke(settings, what, reasonOf(reason));
  console.log(`${what}: revoked (${reason}); the lists are in ${join(settings.directory, 'crl')}`);
};

const issue = async (name: string): Promise<void> => {
  const { serialNumber, validTo } = await issueNamed(settings, { name, uri: needed(values.uri), hosts: values.host });
  console.log(`${name}: issued, ${serialNumber}, until ${validTo}`);
};

const main = async (): Promise<void> => {
  const [what, name] = positionals;
  const known = new Map<string | undefined, () => Promise<void>>([
    ['list', list],
    ['issue', () => issue(needed(name))],
    ['renew', () => renewNamed(needed(name))],
    ['revoke', () => revokeWhat(needed(name), values.reason)],
    ['lists', () => ensureRevocationLists(settings)],
  ]);
  const work = known.get(what);
  if (work === undefined) throw new Error(usage);
  await ensureAuthorities(settings);
  await work();
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});
