/** Receives by the stream `ccn2ng.Exchange.ReceiveMessages`; opens it again when it ends. */
import { parseXml } from '../../../reference-architecture/contract/xml/parse.ts';
import { failureOf, type GrpcService } from '../ccn2ng/grpc.ts';
import { reasonOf, untilDone } from '../retry.ts';
import type { Voice } from '../voice.ts';
import type { Inbox } from './inbox.ts';

export interface PullGrpcParts {
  readonly exchange: GrpcService;
  readonly inbox: Inbox;
  readonly voice: Voice;
  readonly signal: AbortSignal;
  /** After the first answer of CCN2ng. */
  readonly ready: () => void;
}

interface Whole {
  readonly messageId: string;
  readonly type: string;
  readonly conversationId: string;
  readonly xml: string;
}

interface Batch {
  readonly message?: readonly Whole[];
}

/** Not acknowledged, a message comes again: what fails here is made good then. */
const takeOne = async (
  { messageId, type, conversationId, xml }: Whole,
  { exchange, inbox, voice, signal }: PullGrpcParts,
) => {
  try {
    await inbox.take({ messageId, type, conversationId, xml: parseXml(xml) }).handled;
    await exchange.call('AcknowledgeMessage', { messageId });
  } catch (error) {
    if (!signal.aborted)
      voice.complain(`message ${messageId} is not acknowledged (${reasonOf(error)}); it comes again`);
  }
};

/** One stream, to its end. @throws {Error} how it ended; `connected` says whether CCN2ng had answered */
const receive = (parts: PullGrpcParts, connected: () => void): Promise<never> =>
  new Promise((_, reject) => {
    const stream = parts.exchange.stream('ReceiveMessages', {});
    const cancel = () => stream.cancel();
    parts.signal.addEventListener('abort', cancel, { once: true });
    stream.on('metadata', connected);
    stream.on('data', ({ message = [] }: Batch) => {
      for (const one of message) void takeOne(one, parts);
    });
    const end = (error: Error) => {
      parts.signal.removeEventListener('abort', cancel);
      reject(error);
    };
    stream.on('error', (error) => end(failureOf(error as Parameters<typeof failureOf>[0])));
    stream.on('end', () => end(new Error('the stream ended')));
  });

export const pullByGrpc = async (parts: PullGrpcParts): Promise<void> => {
  const { voice, signal, ready } = parts;
  let first = true;
  const failed = (error: unknown, againInMs: number) =>
    voice.complain(`cannot receive from CCN2ng (${reasonOf(error)}); is it running? Trying again in ${againInMs} ms`);
  while (!signal.aborted) {
    // A stream that was open begins the back-off anew.
    let wasOpen = false;
    const once = async () => {
      try {
        await receive(parts, () => {
          wasOpen = true;
          if (first) ready();
          first = false;
        });
      } catch (error) {
        if (!wasOpen || signal.aborted) throw error;
        failed(error, 0);
      }
    };
    await untilDone(once, { signal, failed });
  }
};
