/** From what somebody has of a message to the conversations on the audit trail. */
import { contract as audit } from '../../audit/contract.ts';
import type { Visit } from '../../gateway/pages/site/visit.ts';
import type { TrailRecord } from './hops.ts';

/** A conversation that nobody had has no records. */
export const trailOf = async ({ calls }: Visit, conversationId: string): Promise<readonly TrailRecord[]> =>
  (await calls.to(audit).consultTrail({ conversationId })).record ?? [];

/** What a conversation is about, for those that a reference leads to. */
export interface FoundConversation {
  readonly conversationId: string;
  readonly records: number;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
  readonly events: readonly string[];
}

const gathered = (records: readonly TrailRecord[]): FoundConversation[] =>
  [...Map.groupBy(records, (one) => one.conversationId)].map(([conversationId, own]) => ({
    conversationId,
    records: own.length,
    firstAtMs: Math.min(...own.map(({ recordedAtMs }) => recordedAtMs)),
    lastAtMs: Math.max(...own.map(({ recordedAtMs }) => recordedAtMs)),
    events: [...new Set(own.map(({ event }) => event))],
  }));

const most = 500;

/**
 * A conversation is one already; anything else is what records are about.
 * @param reference an MRN, a message, a conversation
 */
export const conversationsOf = async (visit: Visit, reference: string): Promise<FoundConversation[]> => {
  const search = visit.calls.to(audit);
  const named = reference.length <= 64 && !/\s/.test(reference) ? await trailOf(visit, reference) : [];
  if (named.length > 0) return gathered(named);
  const { record = [] } = await search.searchTrail({ reference, limit: most });
  return gathered(record).sort((one, other) => other.lastAtMs - one.lastAtMs);
};
