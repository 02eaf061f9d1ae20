/** Fetches what waits by REST: a long poll, then each message, and its acknowledgement once it was answered. */
import { parseXml } from '../../../reference-architecture/contract/xml/parse.ts';
import type { Rest } from '../ccn2ng/rest.ts';
import { reasonOf, untilDone } from '../retry.ts';
import type { Voice } from '../voice.ts';
import type { Inbox } from './inbox.ts';

export interface PullRestParts {
  readonly rest: Rest;
  readonly inbox: Inbox;
  readonly voice: Voice;
  readonly signal: AbortSignal;
  /** After the first answer of CCN2ng. */
  readonly ready: () => void;
}

const waitSeconds = 25;
/** The long poll, and time to answer it. */
const pollTimeoutMs = (waitSeconds + 10) * 1000;
const limit = 20;

interface Listed {
  readonly message?: readonly { readonly messageId: string }[];
}

interface Whole {
  readonly messageId: string;
  readonly type: string;
  readonly conversationId: string;
  readonly xml: string;
}

/** Messages of one list are each about another MRN: they are worked on together. */
const takeOne = async (messageId: string, { rest, inbox, signal }: PullRestParts): Promise<void> => {
  const path = `/exchange/messages/${encodeURIComponent(messageId)}`;
  const { type, conversationId, xml } = await rest.get<Whole>(path, { signal });
  await inbox.take({ messageId, type, conversationId, xml: parseXml(xml) }).handled;
  await rest.post(`${path}/acknowledgement`, {});
};

export const pullByRest = async (parts: PullRestParts): Promise<void> => {
  const { rest, voice, signal, ready } = parts;
  let seconds = 0;
  const turn = async () => {
    const path = `/exchange/messages?limit=${limit}&waitSeconds=${seconds}`;
    const { message = [] } = await rest.get<Listed>(path, { signal, timeoutMs: pollTimeoutMs });
    if (seconds === 0) ready();
    seconds = waitSeconds;
    const ends = await Promise.allSettled(message.map(({ messageId }) => takeOne(messageId, parts)));
    const failure = ends.find((end) => end.status === 'rejected');
    if (failure !== undefined) throw failure.reason;
  };
  const failed = (error: unknown, againInMs: number) =>
    voice.complain(`cannot fetch from CCN2ng (${reasonOf(error)}); is it running? Trying again in ${againInMs} ms`);
  while (!signal.aborted) await untilDone(turn, { signal, failed });
};
