import type { Store, Transaction } from '../../../../shared-services/kit/store/store.ts';
import type { StoredSealState } from '../domain/seal.ts';

export interface StoredSeal {
  readonly fingerprint256: string;
  readonly keySha256: string;
  readonly eori: string;
  readonly certificate: Buffer;
  readonly subject: string;
  readonly issuer: string;
  readonly serialNumber: string;
  readonly keyAlgorithm: string;
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
  readonly usableUntilMs: number;
  readonly state: StoredSealState;
  readonly replaces?: string;
  readonly registeredAtMs: number;
  readonly registeredBy: string;
}

interface Row {
  readonly fingerprint256: string;
  readonly key_sha256: string;
  readonly eori: string;
  readonly certificate: Buffer;
  readonly subject: string;
  readonly issuer: string;
  readonly serial_number: string;
  readonly key_algorithm: string;
  readonly not_before: Date;
  readonly not_after: Date;
  readonly usable_until: Date;
  readonly state: StoredSealState;
  readonly replaces: string | null;
  readonly registered_at: Date;
  readonly registered_by: string;
}

type Reader = Pick<Store, 'query'>;

const columns = `fingerprint256, key_sha256, eori, certificate, subject, issuer, serial_number, key_algorithm, not_before,
  not_after, usable_until, state, replaces, registered_at, registered_by`;

const sealOf = (row: Row): StoredSeal => ({
  fingerprint256: row.fingerprint256,
  keySha256: row.key_sha256,
  eori: row.eori,
  certificate: row.certificate,
  subject: row.subject,
  issuer: row.issuer,
  serialNumber: row.serial_number,
  keyAlgorithm: row.key_algorithm,
  notBeforeMs: row.not_before.getTime(),
  notAfterMs: row.not_after.getTime(),
  usableUntilMs: row.usable_until.getTime(),
  state: row.state,
  ...(row.replaces === null ? {} : { replaces: row.replaces }),
  registeredAtMs: row.registered_at.getTime(),
  registeredBy: row.registered_by,
});

const oneOf = ([row]: readonly Row[]): StoredSeal | undefined => (row === undefined ? undefined : sealOf(row));

export const findSealRow = async (reader: Reader, fingerprint256: string): Promise<StoredSeal | undefined> =>
  oneOf(await reader.query<Row>(`select ${columns} from seal where fingerprint256 = $1`, [fingerprint256]));

export const findSealOf = async (
  reader: Reader,
  eori: string,
  fingerprint256: string,
): Promise<StoredSeal | undefined> =>
  oneOf(
    await reader.query<Row>(`select ${columns} from seal where fingerprint256 = $1 and eori = $2`, [
      fingerprint256,
      eori,
    ]),
  );

export const lockSeal = async (
  transaction: Transaction,
  eori: string,
  fingerprint256: string,
): Promise<StoredSeal | undefined> =>
  oneOf(
    await transaction.query<Row>(`select ${columns} from seal where fingerprint256 = $1 and eori = $2 for update`, [
      fingerprint256,
      eori,
    ]),
  );

export const listSealsOf = async (reader: Reader, eori: string, most: number): Promise<StoredSeal[]> => {
  const rows = await reader.query<Row>(
    `select ${columns} from seal where eori = $1 order by registered_at desc, fingerprint256 limit $2`,
    [eori, most],
  );
  return rows.map(sealOf);
};

export const countUsableSeals = async (reader: Reader, eori: string, nowMs: number): Promise<number> => {
  const [row] = await reader.query<{ count: number }>(
    `select count(*)::int as count from seal where eori = $1 and state <> 'revoked' and usable_until > $2`,
    [eori, new Date(nowMs)],
  );
  return row?.count ?? 0;
};

/** Whether the certificate is known, or its key belongs to another operator or was revoked. */
export const isTaken = async (
  transaction: Transaction,
  { fingerprint256, keySha256, eori }: Pick<StoredSeal, 'fingerprint256' | 'keySha256' | 'eori'>,
): Promise<boolean> => {
  // Two operators that register the same key at the same moment: the second waits for the first, and finds it.
  await transaction.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`seal ${keySha256}`]);
  const rows = await transaction.query(
    `select 1 from seal where fingerprint256 = $1 or (key_sha256 = $2 and (eori <> $3 or state = 'revoked')) limit 1`,
    [fingerprint256, keySha256, eori],
  );
  return rows.length > 0;
};

export const insertSeal = (transaction: Transaction, seal: StoredSeal): void =>
  transaction.execute(
    `insert into seal (${columns}, state_since)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $14)`,
    [
      seal.fingerprint256,
      seal.keySha256,
      seal.eori,
      seal.certificate,
      seal.subject,
      seal.issuer,
      seal.serialNumber,
      seal.keyAlgorithm,
      new Date(seal.notBeforeMs),
      new Date(seal.notAfterMs),
      new Date(seal.usableUntilMs),
      seal.state,
      seal.replaces ?? null,
      new Date(seal.registeredAtMs),
      seal.registeredBy,
    ],
  );

export const updateSealState = (
  transaction: Transaction,
  fingerprint256: string,
  state: StoredSealState,
  atMs: number,
): void =>
  transaction.execute('update seal set state = $2, state_since = $3 where fingerprint256 = $1', [
    fingerprint256,
    state,
    new Date(atMs),
  ]);

export const limitSeal = (transaction: Transaction, fingerprint256: string, usableUntilMs: number): void =>
  transaction.execute('update seal set usable_until = least(usable_until, $2) where fingerprint256 = $1', [
    fingerprint256,
    new Date(usableUntilMs),
  ]);
