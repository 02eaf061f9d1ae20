/**
 * The SOAP header `MessageHeader` of CCN2 (CCN2.Service.Platform.Common.Schema): read and checked where a Member State sends
 * it, written on every push.
 */
import {
  type Content,
  dateTime,
  element,
  flag,
  message,
  optional,
  text,
} from '../../../reference-architecture/contract/schema.ts';
import { compileValidator } from '../../../reference-architecture/contract/validate.ts';
import { createXmlCodec } from '../../../reference-architecture/contract/xml/codec.ts';
import type { XmlElement } from '../../../reference-architecture/contract/xml/parse.ts';
import { refuseOne } from '../../../shared-services/gateway/refusals.ts';
import { refuseHeader } from '../refusals.ts';

export const ccn2Namespace = 'http://ccn2.ec.eu/CCN2.Service.Platform.Common.Schema';

/** Any xs:dateTime with a time zone: without one nobody knows when a message expires. */
const anyDateTime = dateTime({
  pattern: '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?:Z|[+-]\\d\\d:\\d\\d)',
});

export const Ccn2MessageHeader = message(
  'MessageHeader',
  ccn2Namespace,
  'What CCN2 has to know of a message',
  element(
    {
      Version: text({ pattern: '1\\.0', description: 'Of this header.' }),
      CorrelationId: optional(text({ maxLength: 255 })),
      SendingDateAndTime: optional(anyDateTime),
      MessageType: text({ maxLength: 255, description: 'Official message id: IE4S01.' }),
      MessageExpirationTimestamp: optional(anyDateTime),
      RequestCoD: optional(flag({ description: 'Whether a confirmation of delivery is wished for.' })),
    },
    { typeName: 'MessageHeaderType' },
  ),
);

export type Ccn2Header = Content<typeof Ccn2MessageHeader>;

const codec = createXmlCodec(Ccn2MessageHeader);
const validate = compileValidator(Ccn2MessageHeader, { has: () => true });

export const writeMessageHeader = (header: Ccn2Header): string => codec.write(header);

const isMessageHeader = ({ name, namespace }: XmlElement): boolean =>
  name === Ccn2MessageHeader.name && namespace === ccn2Namespace;

/** Without what SOAP and WS-Security write at any header: `mustUnderstand`, `role`, the `wsu:Id` by which it is signed. */
const ownOf = (header: XmlElement): XmlElement => ({
  ...header,
  attributes: header.attributes.filter(({ namespace }) => namespace === ''),
});

/** @throws {Refusal} the header stands twice, or is not what its schema says */
export const readMessageHeader = (headers: readonly XmlElement[]): Ccn2Header | undefined => {
  const [first, second] = headers.filter(isMessageHeader);
  if (first === undefined) return undefined;
  if (second !== undefined) throw refuseOne('HEADER_REPEATED', 'MessageHeader stands more than once');
  const { content, faults } = codec.read(ownOf(first));
  const all = [...faults, ...validate(content, '2000-01-01')];
  if (all.length > 0) throw refuseHeader('CCN2_HEADER_INVALID', all);
  return content as Ccn2Header;
};

/** @throws {Refusal} nobody waits for the message any more */
export const assertNotExpired = (header: Ccn2Header | undefined, nowMs: number): void => {
  const expiresAt = header?.MessageExpirationTimestamp;
  if (expiresAt === undefined) return;
  const expiresAtMs = Date.parse(expiresAt);
  if (!(expiresAtMs > nowMs)) {
    const message = Number.isNaN(expiresAtMs) ? 'is no point in time' : `was ${expiresAt}`;
    const path = ['MessageExpirationTimestamp'];
    throw refuseHeader('CCN2_MESSAGE_EXPIRED', [
      { code: 'CCN2_MESSAGE_EXPIRED', path, message: `MessageExpirationTimestamp ${message}.` },
    ]);
  }
};
