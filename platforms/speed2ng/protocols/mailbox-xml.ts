/** The one reply whose content the contract leaves open: a message of the mailbox, written by its own schema. */
import type { Application } from '../../../reference-architecture/contract/language.ts';
import { createXmlCodec, type XmlCodec } from '../../../reference-architecture/contract/xml/codec.ts';
import { MailboxMessage } from '../contract.ts';

export type WriteReply = (codec: XmlCodec, operationId: string, reply: unknown) => string;

const codecsByName = (catalogue: readonly Application[]): ReadonlyMap<string, XmlCodec> => {
  const codecs = new Map<string, XmlCodec>();
  for (const { name, notifications } of catalogue) {
    for (const { message, audience } of Object.values(notifications)) {
      if (audience.circle !== 'untrusted') continue;
      if (codecs.has(message.name))
        throw new Error(`two notifications to traders are called ${message.name}; one is of ${name}`);
      codecs.set(message.name, createXmlCodec(message));
    }
  }
  return codecs;
};

/** The contract says that the content is an element without saying which: the codec leaves it empty, here it is filled. */
const empty = '<content/>';

export const createReplyWriter = (catalogue: readonly Application[]): WriteReply => {
  const codecs = codecsByName(catalogue);
  const whole = createXmlCodec(MailboxMessage);
  const writeMailboxMessage = (reply: { readonly content: Readonly<Record<string, unknown>> }): string => {
    const [[name, content] = ['', undefined]] = Object.entries(reply.content);
    const codec = codecs.get(name);
    if (codec === undefined) throw new Error(`a message ${name} is in a mailbox, but in no contract`);
    // Text of the message cannot look like the empty element: it is escaped.
    return whole.write({ ...reply, content: {} }).replace(empty, () => `<content>${codec.write(content)}</content>`);
  };
  return (codec, operationId, reply) =>
    operationId === 'speed2ng.fetchMessage' ? writeMailboxMessage(reply as never) : codec.write(reply);
};
