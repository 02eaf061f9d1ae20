/** Certificates of an authority made for the test, envelopes, and a verifier that trusts it. */
import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureDevelopmentCertificates } from '../../../../../platforms/uumds/certificate-authority/development.ts';
import { parseXml } from '../../../../../reference-architecture/contract/xml/parse.ts';
import { systemClock } from '../../../../kit/clock.ts';
import { silentLogger } from '../../../../kit/logging.ts';
import { writeAddressing } from '../../addressing.ts';
import type { SoapVersion } from '../../names.ts';
import { writeEnvelope } from '../../write.ts';
import { defaultFreshness } from '../timestamp.ts';
import { verifyEnvelope } from '../verify.ts';

export const makeAuthority = async (keyType: 'EC-P256' | 'RSA-2048') => {
  const directory = await mkdtemp(join(tmpdir(), 'portorium-security-test-'));
  const certificates = await ensureDevelopmentCertificates({
    directory,
    keyType,
    clock: systemClock,
    memberStates: ['BE', 'DE'],
    hosts: ['127.0.0.1'],
    services: ['ccn2ng'],
    log: silentLogger(),
  });
  return { certificates, remove: () => rm(directory, { recursive: true, force: true }) };
};

export const addressing = {
  to: 'urn:example:to',
  action: 'urn:example:submit',
  messageId: 'urn:uuid:7f6c9b3e-0d57-4b8e-9f62-000000000001',
};

export const envelope = (body = '<m:order xmlns:m="urn:m"><m:n>1</m:n></m:order>', version: SoapVersion = '1.2') =>
  writeEnvelope(version, { headers: writeAddressing(addressing), body });

export const verify = (text: string, more: { readonly peer?: string; readonly nowMs?: number } = {}) =>
  verifyEnvelope({
    root: parseXml(text),
    nowMs: more.nowMs ?? Date.now(),
    freshness: defaultFreshness,
    ...(more.peer === undefined ? {} : { peer: new X509Certificate(more.peer) }),
  });
