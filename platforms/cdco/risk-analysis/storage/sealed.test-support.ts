/** The rows of an application under test, as the application sees them. */
import { openKeyRing } from '../../../../shared-services/kit/sealed/ring.ts';
import { type SealedStore, sealedStore } from '../../../../shared-services/kit/sealed/store.ts';
import { testSealingKey } from '../../../../shared-services/kit/sealed/test-support.ts';
import type { TestApplication } from '../../../../shared-services/kit/test-support/application.ts';
import { sealedPlaces } from './sealed-places.ts';

export const storeOf = ({ host }: Pick<TestApplication, 'host'>): SealedStore => {
  const store = host.storeOf('risk-analysis');
  return sealedStore(store, sealedPlaces, openKeyRing(store, testSealingKey));
};
