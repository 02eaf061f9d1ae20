import type { ReplyOf, RequestOf } from '../../reference-architecture/contract/language.ts';
import type { Store } from '../kit/store/store.ts';
import type { contract } from './contract.ts';
import { rankOf } from './domain/severity.ts';
import { findEvents } from './storage/events.ts';
import { eventView, listed } from './views.ts';

type Export = (typeof contract)['services']['SecurityEvents']['operations']['exportSecurityEvents'];

/** The same cursor gives the same lines: whoever stops in between goes on where it was. */
export const exportSecurityEvents =
  (store: Store) =>
  async ({ limit = 100, severity, after = '0' }: RequestOf<Export>): Promise<ReplyOf<Export>> => {
    const graver = severity === undefined ? {} : { severity: rankOf(severity) };
    const rows = await findEvents(store, { after, ...graver }, 'asc', limit + 1);
    const told = rows.slice(0, limit);
    const lines = told.map((row) => JSON.stringify(eventView(row)));
    return { ...listed('line', lines), next: told.at(-1)?.id ?? after, more: rows.length > limit };
  };
