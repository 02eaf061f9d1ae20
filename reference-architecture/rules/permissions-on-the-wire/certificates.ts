/** Proofs of those who come with a certificate: real ones, of the authority of the tests. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ourAuthority } from '../../../platforms/ccn2ng/test-support/certificates.ts';
import { type Authorities, ensureAuthorities } from '../../../platforms/uumds/certificate-authority/authorities.ts';
import { certificatesOf } from '../../../platforms/uumds/certificate-authority/bundle.ts';
import type { TlsMaterial } from '../../../platforms/uumds/certificate-authority/certificates.ts';
import { issueParty, type Use } from '../../../platforms/uumds/certificate-authority/issue.ts';
import { systemClock } from '../../../shared-services/kit/clock.ts';
import { silentLogger } from '../../../shared-services/kit/logging.ts';
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

const issuerFor = async (): Promise<Authorities> => {
  const { directory } = await ourAuthority();
  await mkdir(join(directory, 'authorities'), { recursive: true });
  const nobody = { memberStates: [], hosts: [], services: [] };
  return ensureAuthorities({ ...nobody, directory, clock: systemClock, keyType: 'EC-P256', log: silentLogger() });
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
  const issuer = await issuerFor();
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
} as const;
