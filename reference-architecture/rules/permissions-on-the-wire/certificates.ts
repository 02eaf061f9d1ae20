/** Proofs of those who come with a certificate: real ones, of the authority of the tests. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { authoritySettings, ourAuthority } from '../../../platforms/ccn2ng/test-support/certificates.ts';
import { type Authorities, ensureAuthorities } from '../../../platforms/uumds/certificate-authority/authorities.ts';
import { certificatesOf } from '../../../platforms/uumds/certificate-authority/bundle.ts';
import type { TlsMaterial } from '../../../platforms/uumds/certificate-authority/certificates.ts';
import { issueParty, type Use } from '../../../platforms/uumds/certificate-authority/issue.ts';
import { issueNamed, revoke } from '../../../platforms/uumds/certificate-authority/operations.ts';
import type { Settings } from '../../../platforms/uumds/certificate-authority/settings.ts';
import { newId } from '../../../shared-services/kit/call.ts';
import { systemClock } from '../../../shared-services/kit/clock.ts';
import type { PlacedOperation } from '../../contract/language.ts';
import { operations, profileFor } from './messages.ts';
import { noHandshake, type Proof } from './table.ts';

const hourMs = 3_600_000;

interface Wish {
  readonly profile: string;
  readonly use?: Use;
  /** When it ends, counted from now. */
  readonly endsInMs?: number;
}

/** One that was good when it was issued; the authority's list names it since. */
const issueAndRevoke = async (settings: Settings, ca: string, profile: string): Promise<TlsMaterial> => {
  const name = `member-states/BE-${newId()}`;
  await issueNamed(settings, { name, uri: `portorium://trusted/BE/${profile}`, hosts: ['127.0.0.1'] });
  const pem = await readFile(join(settings.directory, `${name}.pem`), 'utf8');
  await revoke(settings, name, 'keyCompromise');
  return { key: pem, cert: pem, ca };
};

/** A certificate of Belgium's in the trusted circle. */
const issue = async ({ trusted }: Authorities, ca: string, wish: Wish): Promise<TlsMaterial> => {
  const { profile, use = 'client', endsInMs = hourMs } = wish;
  const nowMs = systemClock.nowMs();
  const made = await issueParty(trusted, {
    commonName: profile,
    keyType: 'EC-P256',
    hosts: ['127.0.0.1'],
    uses: [use],
    uri: `portorium://trusted/BE/${profile}`,
    validity: { notBeforeMs: nowMs - 2 * hourMs, notAfterMs: nowMs + endsInMs },
  });
  return { key: made.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string, cert: certificatesOf(made), ca };
};

const trustedProfiles = (): string[] => [
  ...new Set(
    operations.flatMap(({ operation }) =>
      operation.audience.filter(({ circle }) => circle === 'trusted').flatMap(({ profiles }) => profiles),
    ),
  ),
];

export type TlsOfProof = (placed: PlacedOperation, proof: Proof) => Partial<TlsMaterial>;

/** What is shown in the handshake for each proof; for none, only the anchor by which the gateway is known. */
export const certificateProofs = async (): Promise<TlsOfProof> => {
  const authority = await ourAuthority();
  const { trustAnchor: ca } = authority;
  const settings = authoritySettings(authority.directory);
  const issuer = await ensureAuthorities(settings);
  const profiles = [...trustedProfiles(), 'nobody'];
  const right = new Map<string, TlsMaterial>();
  for (const profile of profiles) right.set(profile, await issue(issuer, ca, { profile }));
  const [profile] = profiles as [string];
  const others: Readonly<Partial<Record<Proof, Partial<TlsMaterial>>>> = {
    none: { ca },
    expired: await issue(issuer, ca, { profile, endsInMs: -hourMs }),
    'for another audience': await issue(issuer, ca, { profile, use: 'server' }),
    'of another circle': authority.tls(authority.service('cdco')),
    'a profile of nobody’s': right.get('nobody')!,
    revoked: await issueAndRevoke(settings, ca, profile),
  };
  return (placed, proof) =>
    proof === 'right' ? (right.get(profileFor(placed, 'trusted')) ?? right.get(profile)!) : (others[proof] ?? {});
};

export const certificateRefusals = {
  none: noHandshake,
  expired: noHandshake,
  'for another audience': noHandshake,
  'of another circle': 'CALLER_NOT_ADMITTED',
  'a profile of nobody’s': 'CALLER_NOT_ADMITTED',
  revoked: 'CERTIFICATE_REVOKED',
} as const;
