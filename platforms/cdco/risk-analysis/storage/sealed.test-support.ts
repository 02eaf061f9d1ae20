/** The rows of an application under test, as the application sees them. */
import { openKeyRing } from '../../../../shared-services/kit/sealed/ring.ts';
import { type SealedStore, sealedStore } from '../../../../shared-services/kit/sealed/store.ts';
import { testSealingKey } from '../../../../shared-services/kit/sealed/test-support.ts';
import { toSeal } from '../../../../shared-services/kit/sealed/values.ts';
import type { TestApplication } from '../../../../shared-services/kit/test-support/application.ts';
import { sealedPlaces } from './sealed-places.ts';

export const storeOf = ({ host }: Pick<TestApplication, 'host'>): SealedStore => {
  const store = host.storeOf('risk-analysis');
  return sealedStore(store, sealedPlaces, openKeyRing(store, testSealingKey));
};

interface Plain {
  readonly id: string;
  readonly version: number;
  readonly definition: string;
}

/** Profiles put in by a statement that writes them plain: sealed in the same transaction, so that nobody sees them otherwise. */
export const putProfiles = (
  running: Pick<TestApplication, 'host'>,
  statement: string,
  values: readonly unknown[],
): Promise<void> =>
  storeOf(running).transaction(async (transaction) => {
    await transaction.query(statement, values);
    const plain = await transaction.query<Plain>(
      `select id, version, definition from profile where not starts_with(definition, 'sealed:')`,
    );
    await transaction.query(
      `update profile set definition = given.definition
       from unnest($1::text[], $2::integer[], $3::text[]) as given (id, version, definition)
       where profile.id = given.id and profile.version = given.version`,
      [
        plain.map(({ id }) => id),
        plain.map(({ version }) => version),
        plain.map(({ id, version, definition }) => toSeal('profile.definition', [id, version], definition)),
      ],
    );
  });
