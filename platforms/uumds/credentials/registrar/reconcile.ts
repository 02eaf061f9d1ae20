/**
 * Holds the whole register against the whole realm: what differs is carried over anew; clients of this register that it does not
 * know are closed, and stay there to be looked at. Of all others nothing is read but the name.
 */
import type { Store } from '../../../../shared-services/kit/store/store.ts';
import { clientsAfter, wishCarried } from '../storage/carried.ts';
import { type CarryParts, isOfRegister } from './carry.ts';
import { isAsWished, type KnownClient } from './comparison.ts';
import { readWished } from './wished.ts';

export interface ReconcileParts extends CarryParts {
  readonly store: Store;
  readonly nowMs: () => number;
}

export interface Reconciled {
  /** To be carried over anew. */
  readonly differing: number;
  /** Not in the register. */
  readonly closed: number;
}

const pageSize = 100;

const close = async ({ ask }: CarryParts, known: KnownClient): Promise<boolean> => {
  if (known.enabled !== true) return false;
  await ask('PUT', `/clients/${known.id}`, { ...known, enabled: false });
  return true;
};

const wishAgain = ({ store, nowMs }: ReconcileParts, clientId: string): Promise<void> =>
  store.transaction(async (transaction) => wishCarried(transaction, clientId, nowMs()));

type Judged = 'same' | 'differing' | 'closed';

const judge = async (parts: ReconcileParts, known: KnownClient): Promise<Judged> => {
  const { store, mark, nowMs } = parts;
  const wished = await readWished(store, known.clientId, { mark, nowMs: nowMs() });
  if (wished === undefined) return (await close(parts, known)) ? 'closed' : 'same';
  const { representation } = wished;
  if (representation !== undefined && isAsWished(known, representation)) return 'same';
  await wishAgain(parts, known.clientId);
  return 'differing';
};

const pages = async function* ({ ask }: CarryParts): AsyncGenerator<KnownClient[]> {
  for (let first = 0; ; first += pageSize) {
    const { body } = await ask('GET', `/clients?clientId=api-&search=true&first=${first}&max=${pageSize}`);
    const page = body as KnownClient[];
    yield page;
    if (page.length < pageSize) return;
  }
};

const wishMissing = async (parts: ReconcileParts, seen: ReadonlySet<string>): Promise<number> => {
  let missing = 0;
  for (let after = ''; ; ) {
    const ids = await clientsAfter(parts.store, after);
    for (const id of ids.filter((one) => !seen.has(one))) {
      await wishAgain(parts, id);
      missing += 1;
    }
    const last = ids.at(-1);
    if (last === undefined) return missing;
    after = last;
  }
};

/** @throws AdministrationUnavailable */
export const reconcile = async (parts: ReconcileParts): Promise<Reconciled> => {
  const seen = new Set<string>();
  const found = { same: 0, differing: 0, closed: 0 };
  for await (const page of pages(parts))
    for (const known of page.filter((one) => isOfRegister(one, parts.mark))) {
      seen.add(known.clientId);
      found[await judge(parts, known)] += 1;
    }
  return { differing: found.differing + (await wishMissing(parts, seen)), closed: found.closed };
};
