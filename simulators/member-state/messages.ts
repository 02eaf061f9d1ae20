/** What CCN2ng brings to a Member State, read and validated by its schema, whatever protocol it came by. */
import { IE4N03, IE4S01 } from '../../platforms/cdco/entry/messages/risk-analysis.ts';
import type { Content, Message } from '../../reference-architecture/contract/schema.ts';
import { compileValidator } from '../../reference-architecture/contract/validate.ts';
import { createXmlCodec } from '../../reference-architecture/contract/xml/codec.ts';
import type { XmlElement } from '../../reference-architecture/contract/xml/parse.ts';
import { refuse } from '../../shared-services/gateway/refusals.ts';

export interface Arrived {
  /** The same in every repetition. */
  readonly messageId: string;
  /** `IE4N03`, `IE4S01updateEScreeningResult` */
  readonly type: string;
  readonly conversationId: string;
  readonly xml: XmlElement;
}

export type Received = Pick<Arrived, 'messageId' | 'conversationId'> &
  (
    | { readonly kind: 'request'; readonly content: Content<typeof IE4N03> }
    | { readonly kind: 'assessment'; readonly content: Content<typeof IE4S01> }
  );

/** Code lists are the repository's affair: a message with a code that we do not know is read all the same. */
const anyCode = { has: () => true };

const readerOf = <M extends Message>(message: M) => {
  const codec = createXmlCodec(message);
  const validate = compileValidator(message, anyCode);
  return (xml: XmlElement, onDate: string): Content<M> => {
    const { content, faults } = codec.read(xml);
    const all = [...faults, ...validate(content, onDate)];
    if (all.length > 0) throw refuse('MESSAGE_INVALID', { faults: all });
    return content as Content<M>;
  };
};

const readRequest = readerOf(IE4N03);
const readAssessment = readerOf(IE4S01);

/**
 * @param onDate 2026-11-21
 * @throws {Refusal} every fault of the message, or a type that national entry systems do not take
 */
export const readArrived = ({ messageId, conversationId, type, xml }: Arrived, onDate: string): Received => {
  const common = { messageId, conversationId };
  if (type === 'IE4N03') return { ...common, kind: 'request', content: readRequest(xml, onDate) };
  if (type === 'IE4S01updateEScreeningResult') {
    return { ...common, kind: 'assessment', content: readAssessment(xml, onDate) };
  }
  throw refuse('OPERATION_UNKNOWN', { detail: `no national entry system takes ${type}` });
};
