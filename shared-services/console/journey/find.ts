/** From what somebody has of a message to the conversations on the audit trail. */
import { contract as audit } from '../../audit/contract.ts';
import type { Visit } from '../../gateway/pages/site/visit.ts';
import type { TrailRecord } from '../pages/journey.ts';

/** A conversation that nobody had has no records. */
export const trailOf = async ({ calls }: Visit, conversationId: string): Promise<readonly TrailRecord[]> =>
  (await calls.to(audit).consultTrail({ conversationId })).record ?? [];

/** @param reference an MRN, an LRN, the name of a message, or a conversation */
export const conversationsOf = async (visit: Visit, reference: string): Promise<string[]> => {
  if (reference.length <= 64 && (await trailOf(visit, reference)).length > 0) return [reference];
  return [];
};
