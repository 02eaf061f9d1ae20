/** Which of a party's messages were accepted, and when first: what a gateway needs to make their receipts again. */
import type { ReplyOf, RequestOf } from '../../reference-architecture/contract/language.ts';
import type { Handler } from '../kit/host/module.ts';
import type { Store } from '../kit/store/store.ts';
import type { contract } from './contract.ts';

type ListAcceptances = (typeof contract)['services']['Acceptances']['operations']['listAcceptances'];

interface Row {
  readonly component: string;
  readonly event: string;
  readonly message_id: string;
  readonly conversation_id: string;
  readonly reference: string | null;
  readonly subject: string;
  readonly content_sha256: string | null;
  readonly recorded_at: Date;
}

/** A gateway speaks for its own circle alone, also when it asks. */
const circleOf: Readonly<Record<string, string>> = { speed2ng: 'untrusted', ccn2ng: 'trusted' };

const acceptanceOf = (row: Row) => ({
  component: row.component,
  event: row.event,
  messageId: row.message_id,
  conversationId: row.conversation_id,
  subject: row.subject,
  acceptedAtMs: row.recorded_at.getTime(),
  ...(row.reference === null ? {} : { reference: row.reference }),
  ...(row.content_sha256 === null ? {} : { contentSha256: row.content_sha256 }),
});

/** `accepted` before `done`: of two that came at once, the one that had the effect, whichever transaction began first. */
const firstOfEach = `select distinct on (component, event, message_id)
    component, event, message_id, conversation_id, reference, subject, content_sha256, recorded_at
  from record where message_id = any($1::text[]) and outcome in ('accepted', 'done') and party = $2 and circle = $3
  order by component, event, message_id, outcome, recorded_at, sequence limit 1000`;

export const listAcceptances =
  (store: Store): Handler<RequestOf<ListAcceptances>, ReplyOf<ListAcceptances>> =>
  async ({ party, messageId }, { caller }) => {
    const rows = await store.query<Row>(firstOfEach, [messageId, party, circleOf[caller.party] ?? 'none']);
    return rows.length === 0 ? {} : { acceptance: rows.map(acceptanceOf) };
  };
