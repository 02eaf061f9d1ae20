/** What a trader's seal on JSON costs: a detached JWS over the body, verified; the register's answer is not counted. */
import { createPrivateKey, sign, verify, X509Certificate } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyDetached } from '../../platforms/speed2ng/seal/detached.ts';
import { ensureDevelopmentCertificates } from '../../platforms/uumds/certificate-authority/development.ts';
import type { Caller } from '../../shared-services/kit/call.ts';
import { systemClock } from '../../shared-services/kit/clock.ts';
import { silentLogger } from '../../shared-services/kit/logging.ts';
import { jsonFiling } from '../filings/messages.ts';
import type { Safeguard } from './measure.ts';

const eori = 'BE0000000001';

const credentialOf = async () => {
  const directory = await mkdtemp(join(tmpdir(), 'portorium-bench-'));
  const common = { directory, keyType: 'EC-P256' as const, clock: systemClock, log: silentLogger() };
  const made = await ensureDevelopmentCertificates({ ...common, memberStates: ['BE'], hosts: [], services: [] });
  await rm(directory, { recursive: true, force: true });
  const { key, certificate } = made.memberState('BE');
  return { key: createPrivateKey(key), certificate: new X509Certificate(certificate) };
};

export const seal: Safeguard = async () => {
  const { key, certificate } = await credentialOf();
  const text = jsonFiling('bench', 1);
  const iat = Math.floor(systemClock.nowMs() / 1000);
  const header = { alg: 'ES256', b64: false, crit: ['b64', 'iat'], iat, x5c: [certificate.raw.toString('base64')] };
  const shielded = Buffer.from(JSON.stringify(header)).toString('base64url');
  const input = Buffer.from(`${shielded}.${text}`);
  const signing = { key, dsaEncoding: 'ieee-p1363' as const };
  const value = sign('sha256', input, signing);
  const registered = { eori, state: 'active' as const, notAfter: certificate.validToDate.toISOString() };
  const parts = {
    seals: { find: async () => registered },
    assertFirst: async () => undefined,
    clock: { nowMs: () => iat * 1000 },
  };
  const request = { method: 'POST', url: '/rest/v1/entry/filings/F32' } as IncomingMessage;
  const sealed = { request, caller: { party: eori } as Caller, text };
  const jws = `${shielded}..${value.toString('base64url')}`;
  const verifying = { key: certificate.publicKey, dsaEncoding: 'ieee-p1363' as const };
  return {
    contests: [
      {
        safeguard: `seal on JSON (detached JWS) verified, ${(text.length / 1024).toFixed(1)} KB`,
        run: () => verifyDetached(jws, sealed, parts),
        bare: 'ECDSA P-256 verify',
        runBare: () => verify('sha256', input, verifying, value),
      },
    ],
  };
};
