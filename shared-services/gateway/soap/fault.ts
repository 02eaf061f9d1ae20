/** A refusal in the words of SOAP: a Fault whose detail says code, conversation and all that is wrong. */
import { faultMessage, faultNamespace } from '../../../reference-architecture/contract/render/problem.ts';
import { createXmlCodec } from '../../../reference-architecture/contract/xml/codec.ts';
import { escapeText } from '../../../reference-architecture/contract/xml/escape.ts';
import { type Refusal, xPath } from '../../kit/refusal.ts';
import type { Answer } from '../answer.ts';
import { problemOf, refusalHeaders } from '../problem.ts';
import type { SoapVersion } from './names.ts';
import { wsse } from './security/names.ts';
import { wsseFaultCodeOf } from './security/refusals.ts';
import { soapHeaders, writeEnvelope } from './write.ts';

export interface FaultFacts {
  readonly version: SoapVersion;
  readonly conversationId: string;
  /** Root element of the refused message: where the XPaths begin. */
  readonly root?: string;
  /** Elements of the detail before ours, as XML: the fault that an official contract declares. */
  readonly declared?: string;
  /** Further elements of the detail, as XML: an error document of the business. */
  readonly moreDetail?: string;
  /** Header elements, as XML (see `writeAddressing`). */
  readonly headers?: readonly string[];
  readonly challenge?: string;
}

/** Refusals that HTTP itself pronounces: the message was not even read as SOAP. */
const ofHttp: ReadonlySet<number> = new Set([405, 408, 413, 414, 415, 431]);

const fromSender: ReadonlySet<Refusal['status']> = new Set([
  'invalid',
  'unauthenticated',
  'forbidden',
  'notFound',
  'notAllowed',
  'notAcceptable',
  'conflict',
  'tooLarge',
  'unsupportedType',
  'throttled',
]);

type Kind = 'VersionMismatch' | 'MustUnderstand' | 'Sender' | 'Receiver';

const kindOf = ({ code, status }: Refusal): Kind => {
  if (code === 'SOAP_VERSION_MISMATCH') return 'VersionMismatch';
  if (code === 'SOAP_MUST_UNDERSTAND') return 'MustUnderstand';
  return fromSender.has(status) || code === 'MESSAGE_TOO_SLOW' ? 'Sender' : 'Receiver';
};

/** The words of version 1.1 for the two that are called otherwise there. */
const faultCode11: Readonly<Record<Kind, string>> = {
  VersionMismatch: 'VersionMismatch',
  MustUnderstand: 'MustUnderstand',
  Sender: 'Client',
  Receiver: 'Server',
};

const codec = createXmlCodec(faultMessage);

/** What is wrong with the security of a message has a code of WS-Security beside ours (1.1.1, section 12). */
const faultCodeOf = (kind: Kind, code: string): string => {
  const known = wsseFaultCodeOf(code);
  return known === undefined
    ? `<faultcode>soap:${faultCode11[kind]}</faultcode>`
    : `<faultcode xmlns:wsse="${wsse}">wsse:${known}</faultcode>`;
};

const fault11 = (kind: Kind, code: string, title: string, detail: string): string =>
  `<soap:Fault>${faultCodeOf(kind, code)}<faultstring xml:lang="en">${title}</faultstring>` +
  `<detail>${detail}</detail></soap:Fault>`;

const subcodeOf = (code: string): string => {
  const ours = `<soap:Subcode><soap:Value xmlns:f="${faultNamespace}">f:${code}</soap:Value></soap:Subcode>`;
  const known = wsseFaultCodeOf(code);
  if (known === undefined) return ours;
  return `<soap:Subcode><soap:Value xmlns:wsse="${wsse}">wsse:${known}</soap:Value>${ours}</soap:Subcode>`;
};

const fault12 = (kind: Kind, code: string, title: string, detail: string): string =>
  `<soap:Fault><soap:Code><soap:Value>soap:${kind}</soap:Value>${subcodeOf(code)}</soap:Code>` +
  `<soap:Reason><soap:Text xml:lang="en">${title}</soap:Text></soap:Reason>` +
  `<soap:Detail>${detail}</soap:Detail></soap:Fault>`;

/**
 * SOAP 1.1 section 6.2: always 500. SOAP 1.2 part 2, table 20, has 400 where the sender is to blame; but Apache CXF and
 * Spring-WS read a fault in an answer of 500 only (WS-I Basic Profile 1.2, R1126), and with 400 would tell nobody why.
 */
const statusOf = (status: number): number => (ofHttp.has(status) ? status : 500);

export const faultAnswer = (refusal: Refusal, facts: FaultFacts): Answer => {
  const { version, conversationId, root, declared = '', moreDetail = '', headers = [], challenge } = facts;
  const kind = kindOf(refusal);
  const pointerOf = root === undefined ? undefined : (path: readonly (string | number)[]) => xPath(root, path);
  const { retryAfter: _, ...problem } = problemOf(refusal, conversationId, pointerOf);
  const detail = declared + codec.write(problem) + moreDetail;
  const title = escapeText(refusal.title, 'title');
  const body =
    version === '1.1' ? fault11(kind, refusal.code, title, detail) : fault12(kind, refusal.code, title, detail);
  return {
    status: statusOf(problem.status),
    headers: { ...refusalHeaders(refusal, challenge), ...soapHeaders(version) },
    body: writeEnvelope(version, { headers, body }),
  };
};
