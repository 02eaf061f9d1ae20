import type { ReplyOf, RequestOf } from '../../reference-architecture/contract/language.ts';
import type { Store } from '../kit/store/store.ts';
import type { contract } from './contract.ts';
import { rankOf } from './domain/severity.ts';
import { findEvents } from './storage/events.ts';
import { eventView, listed } from './views.ts';

type List = (typeof contract)['services']['SecurityEvents']['operations']['listSecurityEvents'];

export const listSecurityEvents =
  (store: Store) =>
  async ({ limit = 100, severity, ...wanted }: RequestOf<List>): Promise<ReplyOf<List>> => {
    const graver = severity === undefined ? {} : { severity: rankOf(severity) };
    const rows = await findEvents(store, { ...wanted, ...graver }, 'desc', limit + 1);
    return { ...listed('event', rows.slice(0, limit).map(eventView)), more: rows.length > limit };
  };
