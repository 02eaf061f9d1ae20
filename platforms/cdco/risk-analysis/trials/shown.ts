/** What of a trial's figures a reader is shown: profiles that it may know of, declarations that concern it. */
import type { Store } from '../../../../shared-services/kit/store/store.ts';
import type { Sample } from '../domain/trials/sampling.ts';
import { isVisibleTo, mayConsult, type Reader } from '../domain/visibility.ts';

export interface Shown {
  readonly profile: (profileId: string) => boolean;
  readonly sample: (sample: Sample) => boolean;
}

interface Row {
  readonly id: string;
  readonly member_state: string;
}

export const shownTo = async (store: Pick<Store, 'query'>, reader: Reader): Promise<Shown> => {
  const rows = await store.query<Row>('select distinct id, member_state from profile where member_state is not null');
  const hidden = new Set(rows.filter((row) => !isVisibleTo(row.member_state, reader.memberState)).map(({ id }) => id));
  return { profile: (id) => !hidden.has(id), sample: ({ memberStates }) => mayConsult(memberStates, reader) };
};
