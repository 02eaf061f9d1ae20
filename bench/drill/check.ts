/** What is there after a restore, of what was acknowledged before. */
import type { Client } from './installation.ts';
import type { Acknowledged } from './load.ts';

const atOnce = 16;

/** Those of which `isThere` says no. */
const missing = async (
  of: readonly Acknowledged[],
  isThere: (one: Acknowledged) => Promise<boolean>,
): Promise<Acknowledged[]> => {
  const gone: Acknowledged[] = [];
  let next = 0;
  const worker = async () => {
    for (let one = of[next++]; one !== undefined; one = of[next++]) if (!(await isThere(one))) gone.push(one);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return gone;
};

/** The trader asks for each of its filings by its MRN. */
export const lostOf = (trader: Client, acknowledged: readonly Acknowledged[]): Promise<Acknowledged[]> =>
  missing(acknowledged, async ({ MRN }) => {
    const answer = await trader.get(`/rest/v1/entry/filings/${MRN}`);
    if (answer.status !== 200 && answer.status !== 404) throw new Error(`asked for ${MRN}: answered ${answer.status}`);
    return answer.status === 200;
  });

/** The last ones are those that a restore would miss first. */
const trailsLookedAt = 200;

export interface AuditVerdict {
  readonly consistent: boolean;
  readonly records: number;
  readonly withoutRecord: number;
}

/** The chain is recomputed whole, has no fewer records than before, and has the acceptance of what was acknowledged last. */
export const auditAfter = async (
  auditor: Client,
  acknowledged: readonly Acknowledged[],
  recordsBefore: number,
): Promise<AuditVerdict> => {
  const without = await missing(acknowledged.slice(-trailsLookedAt), async ({ conversationId }) => {
    const { body } = await auditor.get(`/rest/v1/audit/conversations/${conversationId}`);
    const events = (body?.record ?? []) as readonly { readonly event: string; readonly outcome: string }[];
    return events.some(({ event, outcome }) => event.startsWith('entry.') && outcome === 'accepted');
  });
  const proof = await auditor.get('/rest/v1/audit/chain');
  const records = Number(proof.body?.records ?? 0);
  const consistent = proof.body?.holds === true && records >= recordsBefore && without.length === 0;
  return { consistent, records, withoutRecord: without.length };
};
