import type { OperationCall } from '../kit/host/module.ts';
import type { Store } from '../kit/store/store.ts';
import { refuse } from './refusals.ts';
import { countPackages, findPackages, type Wanted } from './storage/search.ts';
import { summaryOf } from './views.ts';
import { seesParties } from './who.ts';

export const searchArchive =
  (store: Store) =>
  async ({ limit = 50, ...wanted }: Wanted & { readonly limit?: number }, call: OperationCall) => {
    if (wanted.EORI !== undefined && !seesParties(call)) throw refuse('ARCHIVE_EORI_SEARCH');
    const rows = await findPackages(store, wanted, limit);
    const shown = rows.slice(0, limit);
    return {
      ...(shown.length === 0 ? {} : { package: shown.map(summaryOf) }),
      ...(rows.length > limit ? { next: shown.at(-1)!.id } : {}),
      total: await countPackages(store, wanted),
    };
  };
