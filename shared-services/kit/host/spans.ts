/** What is told of calls and deliveries as spans: identifiers, never content. */
import type { Call } from '../call.ts';
import type { Delivered } from '../store/records.ts';
import type { SpanFacts, Tracing } from '../tracing.ts';

/** The part of a gateway in a call from outside: the span that it has named to its caller. */
export const gatewaySpan =
  (operation: string, gateway: string, { traceparent, conversationId, protocol, caller }: Call) =>
  (): SpanFacts => ({
    name: `${gateway} ${operation}`,
    kind: 'received',
    traceparent,
    isOwn: true,
    attributes: { 'portorium.platform': gateway, conversationId, protocol, circle: caller.circle },
  });

export const operationSpan =
  (operation: string, platform: string, { traceparent, conversationId }: Call) =>
  (): SpanFacts => ({
    name: operation,
    kind: 'internal',
    traceparent,
    attributes: { 'portorium.platform': platform, conversationId },
  });

const messageSpan = (subscriber: string, { name, traceparent, conversationId, messageId }: Delivered): SpanFacts => ({
  name: `${name} to ${subscriber}`,
  kind: 'delivered',
  traceparent,
  attributes: { conversationId, messageId, subscriber },
});

/** A span for each message of the batch; what follows from it goes on under that. */
export const tracedDelivery = async (
  tracing: Tracing | undefined,
  subscriber: string,
  messages: readonly Delivered[],
  deliver: (messages: readonly Delivered[]) => Promise<void>,
): Promise<void> => {
  if (tracing === undefined) return deliver(messages);
  const open = messages.map((message) => tracing.begin(messageSpan(subscriber, message)));
  let failed = true;
  try {
    await deliver(messages.map((message, at) => ({ ...message, traceparent: open[at]!.traceparent })));
    failed = false;
  } finally {
    for (const span of open) span.end(failed);
  }
};
