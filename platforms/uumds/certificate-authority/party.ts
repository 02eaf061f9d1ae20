/** The certificate file of one party: kept while it is good, issued anew when it is not. */
import { appendFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { join, relative } from 'node:path';
import type { Clock } from '../../../shared-services/kit/clock.ts';
import { serialOf } from '../../../shared-services/kit/identity/revocation-list.ts';
import { readIfThere, replaceFile } from '../data-folder.ts';
import type { Authority } from './authorities.ts';
import { type Bundle, parseBundle } from './bundle.ts';
import { issueParty, type PartyRequest } from './issue.ts';
import { publicationOf } from './published-at.ts';
import type { Settings } from './settings.ts';
import { isFresh, validityOf } from './validity.ts';

export interface PartyFile {
  readonly path: string;
  readonly authority: Authority;
  readonly request: Omit<PartyRequest, 'validity' | 'publication'>;
}

const names = ({ certificate }: Bundle, { uri, hosts }: PartyFile['request']): boolean =>
  hosts.every((host) => (isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host)) !== undefined) &&
  (uri === undefined || (certificate.subjectAltName ?? '').split(', ').includes(`URI:${uri}`));

const keyNames = { 'EC-P256': 'ec', 'RSA-2048': 'rsa' } as const;

/** A file that cannot be read as a bundle is as good as none: it holds nothing that cannot be issued again. */
const readBundle = async (path: string): Promise<Bundle | undefined> => {
  const pem = await readIfThere(path);
  try {
    return pem === undefined ? undefined : parseBundle(pem);
  } catch {
    return undefined;
  }
};

const isUsable = (bundle: Bundle, { authority: issuer, request }: PartyFile, clock: Clock): boolean =>
  isFresh(bundle, clock) &&
  bundle.privateKey.asymmetricKeyType === keyNames[request.keyType] &&
  bundle.certificate.verify(issuer.certificate.publicKey) &&
  names(bundle, request);

/** One line of `issued.jsonl`. */
export interface IssueRecord {
  readonly serialNumber: string;
  /** Name of the authority, `trusted-1`. */
  readonly authority: string;
  readonly subjectAltName?: string;
  readonly notAfter: string;
  /** Below the folder of certificates. */
  readonly file: string;
}

/** One line for each certificate issued: what `list` shows, and `revoke` finds certificates by. */
const recordIssue = (
  { directory, log }: Settings,
  { path, authority }: PartyFile,
  { certificate }: Bundle,
): Promise<void> => {
  const { serialNumber, subjectAltName, validTo } = certificate;
  const record: IssueRecord = {
    serialNumber: serialOf(serialNumber),
    authority: authority.name,
    ...(subjectAltName && { subjectAltName }),
    notAfter: new Date(validTo).toISOString(),
    file: relative(directory, path),
  };
  log.info({ serialNumber, path, validTo }, 'development certificate issued');
  return appendFile(join(directory, 'issued.jsonl'), `${JSON.stringify(record)}\n`, { mode: 0o600 });
};

/** Issues anew, whatever is there: both certificates are good then, until the older one ends or is revoked. */
export const renewParty = async (settings: Settings, { path, authority, request }: PartyFile): Promise<Bundle> => {
  const validity = validityOf('party', settings.clock, authority);
  const publication = publicationOf(settings, authority);
  const made = await issueParty(authority, { ...request, validity, ...(publication && { publication }) });
  await replaceFile(path, made.pem);
  await recordIssue(settings, { path, authority, request }, made);
  return made;
};

export const ensureParty = async (settings: Settings, file: PartyFile): Promise<Bundle> => {
  const { clock } = settings;
  const existing = await readBundle(file.path);
  if (existing !== undefined && isUsable(existing, file, clock)) return existing;
  return renewParty(settings, file);
};
