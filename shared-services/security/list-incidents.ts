import type { ReplyOf, RequestOf } from '../../reference-architecture/contract/language.ts';
import type { Store } from '../kit/store/store.ts';
import type { contract } from './contract.ts';
import { rankOf } from './domain/severity.ts';
import { findIncidents } from './storage/incidents.ts';
import { incidentView, listed } from './views.ts';

type List = (typeof contract)['services']['SecurityIncidents']['operations']['listIncidents'];

const statesOf = (state: string | undefined): readonly string[] | undefined => {
  if (state === 'all') return undefined;
  return state === undefined ? ['open', 'acknowledged'] : [state];
};

export const listIncidents =
  (store: Store) =>
  async (request: RequestOf<List>): Promise<ReplyOf<List>> => {
    const { state, severity, order = 'seen', page = 1, limit = 100, ...wanted } = request;
    const graver = severity === undefined ? {} : { severity: rankOf(severity) };
    const states = statesOf(state);
    const offset = (page - 1) * limit;
    const { rows, total } = await findIncidents(
      store,
      { ...wanted, ...graver, ...(states === undefined ? {} : { states }) },
      { order: order as 'seen' | 'severity' | 'opened', limit, offset },
    );
    return { ...listed('incident', rows.map(incidentView)), total, more: total > offset + rows.length };
  };
