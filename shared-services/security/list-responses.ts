import type { ReplyOf, RequestOf } from '../../reference-architecture/contract/language.ts';
import type { Store } from '../kit/store/store.ts';
import type { contract } from './contract.ts';
import { responseView } from './response-view.ts';
import { findResponses } from './storage/responses.ts';
import { listed } from './views.ts';

type List = (typeof contract)['services']['SecurityResponse']['operations']['listResponses'];

export const listResponses =
  (store: Store) =>
  async ({ page = 1, limit = 100, ...wanted }: RequestOf<List>): Promise<ReplyOf<List>> => {
    const offset = (page - 1) * limit;
    const { rows, total } = await findResponses(store, wanted, { limit, offset });
    return { ...listed('response', rows.map(responseView)), total, more: total > offset + rows.length };
  };
