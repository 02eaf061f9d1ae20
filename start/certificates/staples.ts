/**
 * Answers of the authority about our own server certificates, to be shown to clients in the handshake (RFC 6066, 8): they
 * need not ask themselves. Fetched from the address in the certificate; without one, or without an answer, none is shown.
 */
import type { X509Certificate } from 'node:crypto';
import { readOcspAnswer, writeOcspRequest } from '../../shared-services/kit/identity/ocsp/ask.ts';
import { certificatesIn } from '../../shared-services/kit/identity/trust.ts';
import type { CertificateOptions, Pem } from '../certificates.ts';

export interface Staples {
  /** DER; undefined where none is at hand. */
  readonly of: (pem: Pem) => Buffer | undefined;
  /** Fetches those that are missing or half over. Never fails. */
  readonly fetchFor: (pems: readonly Pem[]) => Promise<void>;
}

interface Staple {
  readonly answer: Buffer;
  readonly renewAtMs: number;
  readonly nextUpdateMs: number;
}

const timeoutMs = 5000;
const maxBytes = 64 * 1024;

const addressIn = ({ infoAccess }: X509Certificate): string | undefined =>
  /^OCSP - URI:(https?:\/\/\S+)$/m.exec(infoAccess ?? '')?.[1];

const fetchAnswer = async (url: string, request: Buffer): Promise<Buffer> => {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/ocsp-request' },
    body: new Uint8Array(request),
    signal: AbortSignal.timeout(timeoutMs),
    redirect: 'error',
  });
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  if (bytes.length > maxBytes) throw new Error(`is longer than ${maxBytes} bytes`);
  return bytes;
};

export const createStaples = ({ clock, log }: Pick<CertificateOptions, 'clock' | 'log'>): Staples => {
  const kept = new Map<string, Staple>();

  const fetchOne = async ({ cert }: Pem): Promise<void> => {
    const nowMs = clock.nowMs();
    const [own, issuer] = certificatesIn(cert);
    const url = own === undefined ? undefined : addressIn(own);
    if (own === undefined || issuer === undefined || url === undefined) return;
    if ((kept.get(cert)?.renewAtMs ?? 0) > nowMs) return;
    try {
      const answer = await fetchAnswer(url, writeOcspRequest(own, issuer));
      const { nextUpdateMs, is } = readOcspAnswer(answer, own, issuer, nowMs);
      if (is !== 'good')
        log.error({ url, state: is, serialNumber: own.serialNumber }, 'our own certificate is not good');
      kept.set(cert, { answer, nextUpdateMs, renewAtMs: nowMs + (nextUpdateMs - nowMs) / 2 });
    } catch (error) {
      log.info({ url, err: error }, 'no answer about our own certificate: none is shown to clients');
    }
  };

  return {
    of: ({ cert }) => {
      const staple = kept.get(cert);
      return staple !== undefined && staple.nextUpdateMs > clock.nowMs() ? staple.answer : undefined;
    },
    fetchFor: async (pems) => {
      const wanted = new Set(pems.map(({ cert }) => cert));
      for (const cert of kept.keys()) if (!wanted.has(cert)) kept.delete(cert);
      await Promise.all(pems.map(fetchOne));
    },
  };
};
