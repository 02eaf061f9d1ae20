import type { Store, Transaction } from '../../../../shared-services/kit/store/store.ts';

export interface Challenge {
  readonly id: string;
  readonly eori: string;
  readonly challenge: string;
  readonly certificate: Buffer;
  readonly replaces?: string;
  readonly expiresAtMs: number;
  readonly failedAttempts: number;
  readonly completedAs?: string;
}

interface Row {
  readonly id: string;
  readonly eori: string;
  readonly challenge: string;
  readonly certificate: Buffer;
  readonly replaces: string | null;
  readonly expires_at: Date;
  readonly failed_attempts: number;
  readonly completed_as: string | null;
}

const columns = 'id, eori, challenge, certificate, replaces, expires_at, failed_attempts, completed_as';

const challengeOf = (row: Row): Challenge => ({
  id: row.id,
  eori: row.eori,
  challenge: row.challenge,
  certificate: row.certificate,
  ...(row.replaces === null ? {} : { replaces: row.replaces }),
  expiresAtMs: row.expires_at.getTime(),
  failedAttempts: row.failed_attempts,
  ...(row.completed_as === null ? {} : { completedAs: row.completed_as }),
});

const oneOf = ([row]: readonly Row[]): Challenge | undefined => (row === undefined ? undefined : challengeOf(row));

export const challengeOfMessage = async (
  reader: Pick<Store, 'query'>,
  messageId: string,
): Promise<Challenge | undefined> =>
  oneOf(await reader.query<Row>(`select ${columns} from seal_challenge where message_id = $1`, [messageId]));

export const lockChallenge = async (
  transaction: Transaction,
  eori: string,
  id: string,
): Promise<Challenge | undefined> =>
  oneOf(
    await transaction.query<Row>(`select ${columns} from seal_challenge where id = $1 and eori = $2 for update`, [
      id,
      eori,
    ]),
  );

export const countOpenChallenges = async (
  reader: Pick<Store, 'query'>,
  eori: string,
  nowMs: number,
): Promise<number> => {
  const [row] = await reader.query<{ count: number }>(
    'select count(*)::int as count from seal_challenge where eori = $1 and expires_at > $2 and completed_as is null',
    [eori, new Date(nowMs)],
  );
  return row?.count ?? 0;
};

export const insertChallenge = (transaction: Transaction, one: Challenge, messageId: string): void =>
  transaction.execute(
    `insert into seal_challenge (id, eori, challenge, certificate, replaces, expires_at, message_id)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [one.id, one.eori, one.challenge, one.certificate, one.replaces ?? null, new Date(one.expiresAtMs), messageId],
  );

/** Its own statement, so that it stays when what follows is refused. */
export const countFailure = (store: Store, id: string) =>
  store.query('update seal_challenge set failed_attempts = failed_attempts + 1 where id = $1', [id]);

export const completeChallenge = (transaction: Transaction, id: string, fingerprint256: string): void =>
  transaction.execute('update seal_challenge set completed_as = $2 where id = $1', [id, fingerprint256]);

/** Challenges that nobody can answer any more. */
export const forgetChallenges = (store: Store, expiredBeforeMs: number) =>
  store.query('delete from seal_challenge where expires_at < $1', [new Date(expiredBeforeMs)]);
