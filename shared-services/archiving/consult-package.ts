import type { OperationCall } from '../kit/host/module.ts';
import type { Store } from '../kit/store/store.ts';
import { packageDetails } from './package-details.ts';
import { seesParties } from './who.ts';

export const consultPackage =
  (store: Store) =>
  ({ packageId }: { readonly packageId: string }, call: OperationCall) =>
    packageDetails(store, packageId, seesParties(call));
