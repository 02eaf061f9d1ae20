/** What waits for the caller; an empty mailbox may be watched for a while. */
import type { ReplyOf, RequestOf } from '../../reference-architecture/contract/language.ts';
import { standsFor } from '../../shared-services/kit/call.ts';
import type { Clock } from '../../shared-services/kit/clock.ts';
import type { Handler } from '../../shared-services/kit/host/module.ts';
import type { Store } from '../../shared-services/kit/store/store.ts';
import type { contract } from './contract.ts';
import { factsOf } from './facts.ts';
import { waitingLetters } from './storage/mailbox.ts';
import type { Waiting } from './waiting.ts';

type ListMessages = (typeof contract)['services']['Mailbox']['operations']['listMessages'];

export interface ListMessagesParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly waiting: Waiting;
}

const defaultLimit = 20;

export const listMessages =
  ({ store, clock, waiting }: ListMessagesParts): Handler<RequestOf<ListMessages>, ReplyOf<ListMessages>> =>
  async ({ limit = defaultLimit, waitSeconds = 0, after }, call) => {
    const recipient = standsFor(call);
    // A mandate may end while somebody waits: for another nobody waits.
    const waits = after === undefined && call.actingFor === undefined;
    const giveUpAtMs = clock.nowMs() + (waits ? waitSeconds * 1000 : 0);
    const page = { recipient, limit: limit + 1, ...(after === undefined ? {} : { after }) };
    for (;;) {
      const nowMs = clock.nowMs();
      const letters = await waitingLetters(store, { ...page, nowMs });
      const remainingMs = giveUpAtMs - nowMs;
      if (letters.length > 0 || remainingMs <= 0 || waiting.stopped) {
        const listed = letters.slice(0, limit).map(factsOf);
        return { ...(listed.length === 0 ? {} : { message: listed }), more: letters.length > limit };
      }
      await waiting.wait(recipient, remainingMs);
    }
  };
