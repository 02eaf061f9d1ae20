import type { Store } from '../../../../shared-services/kit/store/store.ts';
import type { AeoStatus, AeoType, Operator } from '../domain/operator.ts';

interface Row {
  readonly eori: string;
  readonly name: string;
  readonly country: string;
  readonly valid_from: string;
  readonly valid_to: string | null;
  readonly aeo_type: AeoType | null;
  readonly aeo_status: AeoStatus | null;
  readonly aeo_valid_from: string | null;
}

/** The three columns of an authorisation are there together, or not at all: the table says so. */
const aeoOf = ({ aeo_type: type, aeo_status: status, aeo_valid_from: validFrom }: Row) =>
  type === null || status === null || validFrom === null ? {} : { aeo: { type, status, validFrom } };

const operatorOf = (row: Row): Operator => ({
  EORI: row.eori,
  name: row.name,
  country: row.country,
  validFrom: row.valid_from,
  ...(row.valid_to === null ? {} : { validTo: row.valid_to }),
  ...aeoOf(row),
});

export const currentRevision = async (store: Store): Promise<string> => {
  const [row] = await store.query<{ revision: string }>('select revision from operator_revision');
  return row?.revision ?? '0';
};

export const readOperators = async (store: Store): Promise<readonly Operator[]> => {
  const rows = await store.query<Row>(
    `select eori, name, country, valid_from::text, valid_to::text, aeo_type, aeo_status, aeo_valid_from::text from operator`,
  );
  return rows.map(operatorOf);
};

/** Writes operators into an empty table; where there is one already, nothing happens. */
export const seedWhenEmpty = async (store: Store, operators: readonly Operator[]): Promise<void> => {
  await store.query(
    `insert into operator (eori, name, country, valid_from, valid_to, aeo_type, aeo_status, aeo_valid_from)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::date[], $5::date[], $6::text[], $7::text[], $8::date[])
     where not exists (select from operator)
     on conflict do nothing`,
    [
      operators.map(({ EORI }) => EORI),
      operators.map(({ name }) => name),
      operators.map(({ country }) => country),
      operators.map(({ validFrom }) => validFrom),
      operators.map(({ validTo }) => validTo ?? null),
      operators.map(({ aeo }) => aeo?.type ?? null),
      operators.map(({ aeo }) => aeo?.status ?? null),
      operators.map(({ aeo }) => aeo?.validFrom ?? null),
    ],
  );
};
