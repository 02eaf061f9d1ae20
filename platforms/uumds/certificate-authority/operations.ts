/** What a person does at the development authority: list, issue, renew, revoke. The lists follow at once. */
import type { X509Certificate } from 'node:crypto';
import { join, relative, resolve } from 'node:path';
import { partyOfUri } from '../../../shared-services/kit/identity/certificate.ts';
import { readIfThere } from '../data-folder.ts';
import { ensureAuthorities } from './authorities.ts';
import { parseBundle } from './bundle.ts';
import type { Use } from './issue.ts';
import { issuedOf } from './issued.ts';
import { type IssueRecord, type PartyFile, renewParty } from './party.ts';
import { ensureRevocationLists } from './revocation-lists.ts';
import { noteRevoked, type RevocationReason, readRevoked } from './revoked.ts';
import type { Settings } from './settings.ts';

export type ListedState = 'good' | 'ended' | `revoked: ${RevocationReason}`;

export interface Listed extends IssueRecord {
  readonly state: ListedState;
}

/** Everything that was issued, oldest first. */
export const listIssued = async (settings: Settings): Promise<readonly Listed[]> => {
  const lines = ((await readIfThere(join(settings.directory, 'issued.jsonl'))) ?? '').split('\n');
  const revoked = await readRevoked(settings);
  const stateOf = (one: IssueRecord): ListedState => {
    const found = revoked.find((other) => other.serialNumber === one.serialNumber && other.authority === one.authority);
    if (found !== undefined) return `revoked: ${found.reason}`;
    return Date.parse(one.notAfter) > settings.clock.nowMs() ? 'good' : 'ended';
  };
  return lines
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as IssueRecord)
    .map((one) => ({ ...one, state: stateOf(one) }));
};

/** `member-states/BE` is a file of the folder, and nothing outside of it. */
const pathOf = ({ directory }: Settings, name: string): string => {
  const path = resolve(directory, `${name.replace(/\.pem$/, '')}.pem`);
  if (!/^(services|gateways|member-states|authorities)\/[\w.-]+$/.test(relative(directory, path)))
    throw new Error(`${name}: say services/<name>, gateways/<name>, member-states/<name> or authorities/<name>`);
  return path;
};

const readNamed = async (settings: Settings, name: string) => {
  const path = pathOf(settings, name);
  const pem = await readIfThere(path);
  if (pem === undefined) throw new Error(`there is no certificate ${name} in ${settings.directory}`);
  return { path, ...parseBundle(pem) };
};

const usagesByOid: Readonly<Record<string, Use>> = { '1.3.6.1.5.5.7.3.1': 'server', '1.3.6.1.5.5.7.3.2': 'client' };

const hostsOf = ({ subjectAltName = '' }: X509Certificate): string[] =>
  subjectAltName.split(', ').flatMap((name) => /^(?:DNS|IP Address):(.+)$/.exec(name)?.[1] ?? []);

/** A request for the same again. */
const requestOf = (certificate: X509Certificate): PartyFile['request'] => {
  const uri = /URI:(\S+?)(?:,|$)/.exec(certificate.subjectAltName ?? '')?.[1];
  return {
    commonName: /CN=(.+)/.exec(certificate.subject)?.[1] ?? 'party',
    keyType: certificate.publicKey.asymmetricKeyType === 'rsa' ? 'RSA-2048' : 'EC-P256',
    hosts: hostsOf(certificate),
    uses: (certificate.keyUsage ?? []).flatMap((oid) => usagesByOid[oid] ?? []),
    ...(uri === undefined ? {} : { uri }),
  };
};

/** A new key and certificate for the same party. The old certificate stays good until it ends, or is revoked. */
export const renew = async (settings: Settings, name: string): Promise<X509Certificate> => {
  const { path, certificate } = await readNamed(settings, name);
  const { trusted, central } = await ensureAuthorities(settings);
  const { authority } = await issuedOf(settings, certificate);
  const file = {
    path,
    authority: authority.startsWith('trusted-') ? trusted : central,
    request: requestOf(certificate),
  };
  return (await renewParty(settings, file)).certificate;
};

export interface IssueRequest {
  /** File below the folder, `member-states/FR-transit`. */
  readonly name: string;
  /** Identity: `portorium://trusted/FR/national-transit-system`. */
  readonly uri: string;
  readonly hosts: readonly string[];
}

/** @throws {Error} there is such a file already; Refusal where the URI is that of no party */
export const issueNamed = async (settings: Settings, { name, uri, hosts }: IssueRequest): Promise<X509Certificate> => {
  const path = pathOf(settings, name);
  if ((await readIfThere(path)) !== undefined)
    throw new Error(`${name} is there already: renew it, or say another name`);
  const { circle } = partyOfUri(uri);
  const authorities = await ensureAuthorities(settings);
  const request = { commonName: name, keyType: settings.keyType, hosts, uses: ['server', 'client'], uri } as const;
  return (await renewParty(settings, { path, authority: authorities[circle], request })).certificate;
};

/**
 * Revokes by file or by serial number, and makes the lists anew: whoever reads them knows at once.
 * @throws {Error} nothing of that name or number was issued here
 */
export const revoke = async (settings: Settings, what: string, reason: RevocationReason): Promise<void> => {
  const bySerial = (await listIssued(settings)).find(({ serialNumber }) => serialNumber === what.toUpperCase());
  const issued = bySerial ?? (await issuedOf(settings, (await readNamed(settings, what)).certificate));
  await noteRevoked(settings, issued, reason);
  await ensureRevocationLists(settings);
};
