/** What operators may do, and so at most their systems. */
import type { Store } from '../../../../shared-services/kit/store/store.ts';

export interface OperatorProfiles {
  readonly eori: string;
  readonly profiles: readonly string[];
}

export const profilesOf = async (reader: Pick<Store, 'query'>, eori: string): Promise<string[]> => {
  const rows = await reader.query<{ profile: string }>('select profile from operator_profile where eori = $1', [eori]);
  return rows.map(({ profile }) => profile);
};

/** Makes the rows of these operators say exactly this; those of others stay. */
export const putOperatorProfiles = (store: Store, operators: readonly OperatorProfiles[]): Promise<void> =>
  store.transaction(async (transaction) => {
    const rows = operators.flatMap(({ eori, profiles }) => profiles.map((profile) => ({ eori, profile })));
    transaction.execute('delete from operator_profile where eori = any($1)', [operators.map(({ eori }) => eori)]);
    transaction.execute(
      `insert into operator_profile (eori, profile) select * from unnest($1::text[], $2::text[]) on conflict do nothing`,
      [rows.map(({ eori }) => eori), rows.map(({ profile }) => profile)],
    );
  });
