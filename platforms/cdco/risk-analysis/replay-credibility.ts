/** What the credibility checks said then, made anew with the checks and the bands of then. */
import type { Store } from '../../../shared-services/kit/store/store.ts';
import { type Checked, type Credibility, judgeCredibility } from './domain/credibility/judge.ts';
import { readCheckSet } from './storage/check-sets.ts';
import { readBandSet } from './storage/value-bands.ts';

/** Throws where the set of checks was never used here. */
export const replayCredibility = async (
  store: Pick<Store, 'query'>,
  checked: Checked,
  { checkSet, bandsVersion }: Pick<Credibility, 'checkSet' | 'bandsVersion'>,
): Promise<Credibility> => {
  const set = await readCheckSet(store, checkSet);
  if (set === undefined) throw new Error(`no set of credibility checks is called ${checkSet}`);
  return judgeCredibility(checked, set, await readBandSet(store, bandsVersion));
};
