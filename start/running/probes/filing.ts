/** What a probe files: the smallest complete F32 of the examples, in the probe's name. */
import { readFileSync } from 'node:fs';
import { IE3F32 } from '../../../platforms/cdco/entry/messages/filings.ts';
import { createXmlCodec } from '../../../reference-architecture/contract/xml/codec.ts';
import { probeEori } from '../../../shared-services/kit/probe.ts';

const example = new URL(
  '../../../platforms/cdco/entry/examples/fileIE3F32/valid-official-minimum.json',
  import.meta.url,
);

const load = (): Record<string, unknown> & { readonly declarant: object } =>
  (JSON.parse(readFileSync(example, 'utf8')) as { message: ReturnType<typeof load> }).message;

/**
 * The same filing all hour long: the first of the hour is registered, the others get the answer of the first. So the whole
 * way is walked every minute, and a day leaves 24 filings of each kind behind.
 */
export const probeFiling = (kind: 'REST' | 'SOAP', nowMs: number): Record<string, unknown> => {
  const { representative: _, ...message } = load();
  const hour = new Date(nowMs).toISOString().slice(0, 13).replaceAll(/\D/g, '');
  return {
    ...message,
    LRN: `PROBE-${kind}-${hour}`,
    declarant: { ...message.declarant, identificationNumber: probeEori },
  };
};

const codec = createXmlCodec(IE3F32);
const soap12 = 'http://www.w3.org/2003/05/soap-envelope';

export const envelope = (body: string): string =>
  `<env:Envelope xmlns:env="${soap12}"><env:Body>${body}</env:Body></env:Envelope>`;

export const soapFiling = (nowMs: number): string => envelope(codec.write(probeFiling('SOAP', nowMs)));
