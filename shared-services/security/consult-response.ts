import type { Store } from '../kit/store/store.ts';
import { wholeResponse } from './response-view.ts';

export const consultResponse =
  (store: Store) =>
  ({ responseId }: { readonly responseId: string }) =>
    wholeResponse(store, responseId);
