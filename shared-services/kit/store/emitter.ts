/** Makes outgoing messages from what the contract declares: nothing leaves that the contract does not name. */
import type { Application } from '../../../reference-architecture/contract/language.ts';
import type { Content } from '../../../reference-architecture/contract/schema.ts';
import { type Call, newId } from '../call.ts';
import type { Outgoing } from './records.ts';

/** Names of the applications that subscribe to an event, from all contracts in the catalogue. */
export type SubscribersOf = (eventName: string) => readonly string[];

export type Cause = Pick<Call, 'conversationId' | 'traceparent'>;

export interface Emitter<A extends Application> {
  /** One message per subscriber. `orderingKey`: messages about the same thing (MRN) arrive in order. */
  event<Name extends keyof A['events'] & string>(
    name: Name,
    content: Content<A['events'][Name]['message']>,
    of: { readonly orderingKey: string; readonly cause: Cause },
  ): Outgoing[];
  /** For one party; its gateway puts it into the party's mailbox. */
  notify<Name extends keyof A['notifications'] & string>(
    name: Name,
    content: Content<A['notifications'][Name]['message']>,
    of: {
      readonly orderingKey: string;
      readonly cause: Cause;
      readonly recipient: string;
      readonly messageId?: string;
    },
  ): Outgoing;
}

const deliveringGateway = { untrusted: 'speed2ng', trusted: 'ccn2ng' } as const;

export const createEmitter = <A extends Application>(contract: A, subscribersOf: SubscribersOf): Emitter<A> => ({
  event: (name, content, { orderingKey, cause }) =>
    subscribersOf(`${contract.name}.${name}`).map((subscriber) => ({
      name: `${contract.name}.${name}`,
      subscriber,
      orderingKey,
      priority: 'B',
      messageId: newId(),
      conversationId: cause.conversationId,
      traceparent: cause.traceparent,
      content,
    })),
  notify: (name, content, { orderingKey, cause, recipient, messageId = newId() }) => {
    const declared = contract.notifications[name]!;
    const { circle } = declared.audience;
    if (circle !== 'untrusted' && circle !== 'trusted')
      throw new Error(`${contract.name}.${name} has no gateway: ${circle}`);
    return {
      name: `${contract.name}.${name}`,
      subscriber: deliveringGateway[circle],
      orderingKey,
      priority: declared.priority,
      recipient,
      messageId,
      conversationId: cause.conversationId,
      traceparent: cause.traceparent,
      content,
    };
  },
});
