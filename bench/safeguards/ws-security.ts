/** WS-Security: one SOAP message with WS-Addressing signed, and verified; and the signature of its digest alone. */
import { sign, verify, X509Certificate } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureDevelopmentCertificates } from '../../platforms/uumds/certificate-authority/development.ts';
import { parseXml } from '../../reference-architecture/contract/xml/parse.ts';
import { writeAddressing } from '../../shared-services/gateway/soap/addressing.ts';
import { decryptEnvelope } from '../../shared-services/gateway/soap/security/decrypt.ts';
import { encryptBody } from '../../shared-services/gateway/soap/security/encrypt.ts';
import { signEnvelope } from '../../shared-services/gateway/soap/security/sign.ts';
import { type SigningKey, signingKeyOf } from '../../shared-services/gateway/soap/security/signing-key.ts';
import { defaultFreshness } from '../../shared-services/gateway/soap/security/timestamp.ts';
import { verifyEnvelope } from '../../shared-services/gateway/soap/security/verify.ts';
import { writeEnvelope } from '../../shared-services/gateway/soap/write.ts';
import { systemClock } from '../../shared-services/kit/clock.ts';
import { certificatesIn, createChainTrust } from '../../shared-services/kit/identity/chain.ts';
import { silentLogger } from '../../shared-services/kit/logging.ts';
import { soapFiling } from '../filings/messages.ts';
import type { Contest, Safeguard } from './measure.ts';

type KeyType = 'EC-P256' | 'RSA-2048';

const credentialOf = async (keyType: KeyType) => {
  const directory = await mkdtemp(join(tmpdir(), 'portorium-bench-'));
  const common = { directory, keyType, clock: systemClock, log: silentLogger() };
  const parties = { memberStates: ['BE'], hosts: ['127.0.0.1'], services: [] };
  const made = await ensureDevelopmentCertificates({ ...common, ...parties });
  const { key, certificate: cert } = made.memberState('BE');
  await rm(directory, { recursive: true, force: true });
  const { trustAnchor } = made;
  return { signing: signingKeyOf({ key, cert }), certificate: new X509Certificate(cert), cert, trustAnchor };
};

/** The filing of the other benchmark, as often as the size wants it. */
const envelopeOf = (copies: number): string => {
  const [, filing = ''] = /<env:Body>(.*)<\/env:Body>/s.exec(soapFiling('bench', 1))!;
  const headers = writeAddressing({ to: 'urn:to', action: 'urn:action', messageId: 'urn:uuid:1' });
  return writeEnvelope('1.2', { headers, body: `<all>${filing.repeat(copies)}</all>` });
};

const encoded = { dsaEncoding: 'ieee-p1363' } as const;
/** Of the length of a SignedInfo with six references. */
const octets = Buffer.alloc(2000, 'x');

const bareOf = (key: SigningKey['key'], { publicKey }: X509Certificate) => {
  const value = sign('sha256', octets, { key, ...encoded });
  return {
    sign: () => sign('sha256', octets, { key, ...encoded }),
    verify: () => verify('sha256', octets, { key: publicKey, ...encoded }, value),
  };
};

const contestsOf = async (keyType: KeyType, copies: number): Promise<Contest[]> => {
  const { signing: key, certificate } = await credentialOf(keyType);
  const text = envelopeOf(copies);
  const signed = signEnvelope(text, { key, nowMs: Date.now() });
  // A gateway reads every message once, signed or not: that is not counted here, its second reading is.
  const root = parseXml(signed);
  const what = `${(text.length / 1024).toFixed(0)} KB, ${keyType}`;
  const bare = bareOf(key.key, certificate);
  const check = () => verifyEnvelope({ root, nowMs: Date.now(), freshness: defaultFreshness });
  return [
    { safeguard: `WS-Security verify, ${what}`, share: 1 / copies, run: check, bare: 'verify', runBare: bare.verify },
    {
      safeguard: `WS-Security sign, ${what}`,
      share: 1 / copies,
      run: () => signEnvelope(text, { key, nowMs: Date.now() }),
      bare: 'sign',
      runBare: bare.sign,
    },
  ];
};

/** Whether the certificate in a message leads to the authority: once in the life of a process, and from then on. */
const pathContests = async (): Promise<Contest[]> => {
  const { signing, certificate, cert, trustAnchor } = await credentialOf('EC-P256');
  const [leaf, ...chain] = certificatesIn(cert).map(({ raw }) => raw);
  const open = () => createChainTrust({ trustAnchor, clock: systemClock });
  const known = open();
  const bare = { bare: 'verify', runBare: bareOf(signing.key, certificate).verify };
  return [
    { safeguard: 'path of a signing certificate, first seen', run: () => open()(leaf!, chain), ...bare },
    { safeguard: 'path of a signing certificate, seen before', run: () => known(leaf!, chain), ...bare },
  ];
};

const encryptionOf = async (): Promise<Contest[]> => {
  const { signing, certificate } = await credentialOf('RSA-2048');
  const signed = signEnvelope(envelopeOf(1), { key: signing, nowMs: Date.now() });
  const encrypted = encryptBody(signed, certificate);
  const root = parseXml(encrypted);
  const bare = bareOf(signing.key, certificate);
  return [
    {
      safeguard: 'WS-Security decrypt, 4 KB, RSA-2048',
      run: () => decryptEnvelope(encrypted, root, signing.key),
      bare: 'sign (the same private operation)',
      runBare: bare.sign,
    },
  ];
};

export const wsSecurity: Safeguard = async () => ({
  contests: [
    ...(await contestsOf('EC-P256', 1)),
    ...(await contestsOf('RSA-2048', 1)),
    ...(await contestsOf('EC-P256', 20)),
    ...(await pathContests()),
    ...(await encryptionOf()),
  ],
});
