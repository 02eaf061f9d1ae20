/** One message of the caller's mailbox. Fetching changes nothing: a caller that crashes finds it again. */
import type { ReplyOf, RequestOf } from '../../reference-architecture/contract/language.ts';
import { standsFor } from '../../shared-services/kit/call.ts';
import type { Clock } from '../../shared-services/kit/clock.ts';
import type { Handler } from '../../shared-services/kit/host/module.ts';
import { Refusal } from '../../shared-services/kit/refusal.ts';
import type { Store } from '../../shared-services/kit/store/store.ts';
import { contract } from './contract.ts';
import { factsOf } from './facts.ts';
import { letter } from './storage/mailbox.ts';

type FetchMessage = (typeof contract)['services']['Mailbox']['operations']['fetchMessage'];

const { refusals } = contract.services.Mailbox.operations.fetchMessage;

const refuse = (code: 'MAILBOX_MESSAGE_UNKNOWN' | 'MAILBOX_MESSAGE_EXPIRED') =>
  new Refusal({ code, ...(refusals[code] as { status: 'notFound'; title: string }) });

export const fetchMessage =
  (store: Store, clock: Clock): Handler<RequestOf<FetchMessage>, ReplyOf<FetchMessage>> =>
  async ({ messageId }, call) => {
    const found = await letter(store, standsFor(call), messageId);
    if (found === undefined) throw refuse('MAILBOX_MESSAGE_UNKNOWN');
    const isExpired = found.acknowledgedAtMs === undefined && found.expiresAtMs <= clock.nowMs();
    if (isExpired) throw refuse('MAILBOX_MESSAGE_EXPIRED');
    return { ...factsOf(found), content: { [found.type]: JSON.parse(found.content) } };
  };
