import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import type { State } from './domain/profile-life/life.ts';
import { type LifeParts, type RequestOf, summaryOf } from './life-of-profiles.ts';
import { readerOf } from './reader.ts';
import { readDrafts } from './storage/profile-drafts.ts';

const most = 1000;

/** The last step that drafts in a state have had. */
const lastSteps: Readonly<Record<State, string>> = {
  draft: 'drafted',
  checked: 'checked',
  approved: 'approved',
  active: 'approved',
  retired: 'approved',
  rejected: 'rejected',
};

export const listDrafts =
  ({ store, clock, tables }: LifeParts) =>
  async ({ state }: RequestOf<'listDrafts'>, call: OperationCall) => {
    const last = state === undefined ? Object.values(lastSteps) : [lastSteps[state as State]];
    const found = (await readDrafts(store, last, readerOf(call).memberState, tables)).map((draft) =>
      summaryOf(draft, clock.nowMs()),
    );
    const drafts = found.filter((one) => state === undefined || one.state === state).slice(0, most);
    return drafts.length === 0 ? {} : { drafts };
  };
