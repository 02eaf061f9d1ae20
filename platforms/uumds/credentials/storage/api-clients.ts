import type { Store, Transaction } from '../../../../shared-services/kit/store/store.ts';
import type { StoredClientState } from '../domain/api-client.ts';
import type { ClientKey } from '../domain/client-keys.ts';

export type Authentication = 'private_key_jwt' | 'self_signed_tls_client_auth';
export type Profile = 'declarant' | 'representative' | 'carrier' | 'it-provider';

export interface StoredClient {
  readonly clientId: string;
  readonly eori: string;
  readonly name: string;
  readonly profiles: readonly Profile[];
  readonly authentication: Authentication;
  readonly dpopRequired: boolean;
  readonly networks: readonly string[];
  readonly validUntilMs: number;
  readonly state: StoredClientState;
  readonly tokensSinceMs?: number;
  readonly registeredAtMs: number;
  readonly registeredBy: string;
}

interface Row {
  readonly client_id: string;
  readonly eori: string;
  readonly name: string;
  readonly profiles: Profile[];
  readonly authentication: Authentication;
  readonly dpop_required: boolean;
  readonly networks: string[];
  readonly valid_until: Date;
  readonly state: StoredClientState;
  readonly tokens_since: Date | null;
  readonly registered_at: Date;
  readonly registered_by: string;
}

type Reader = Pick<Store, 'query'>;

const columns = `client_id, eori, name, profiles, authentication, dpop_required, networks, valid_until, state, tokens_since,
  registered_at, registered_by`;

const clientOf = (row: Row): StoredClient => ({
  clientId: row.client_id,
  eori: row.eori,
  name: row.name,
  profiles: row.profiles,
  authentication: row.authentication,
  dpopRequired: row.dpop_required,
  networks: row.networks,
  validUntilMs: row.valid_until.getTime(),
  state: row.state,
  ...(row.tokens_since === null ? {} : { tokensSinceMs: row.tokens_since.getTime() }),
  registeredAtMs: row.registered_at.getTime(),
  registeredBy: row.registered_by,
});

const oneOf = ([row]: readonly Row[]): StoredClient | undefined => (row === undefined ? undefined : clientOf(row));

export const findClient = async (reader: Reader, clientId: string): Promise<StoredClient | undefined> =>
  oneOf(await reader.query<Row>(`select ${columns} from api_client where client_id = $1`, [clientId]));

/** Locked until the commit: of two changes at once, the second sees what the first has made. */
export const lockClient = async (
  transaction: Transaction,
  eori: string,
  clientId: string,
): Promise<StoredClient | undefined> =>
  oneOf(
    await transaction.query<Row>(`select ${columns} from api_client where client_id = $1 and eori = $2 for update`, [
      clientId,
      eori,
    ]),
  );

export const clientOfMessage = async (reader: Reader, messageId: string): Promise<StoredClient | undefined> =>
  oneOf(await reader.query<Row>(`select ${columns} from api_client where message_id = $1`, [messageId]));

export const countClients = async (reader: Reader, eori: string): Promise<number> => {
  const [row] = await reader.query<{ count: number }>(
    `select count(*)::int as count from api_client where eori = $1 and state <> 'revoked'`,
    [eori],
  );
  return row?.count ?? 0;
};

/** The newest first; those revoked before `revokedSinceMs` are left out. */
export const listClients = async (reader: Reader, eori: string, revokedSinceMs: number, most: number) => {
  const rows = await reader.query<Row>(
    `select ${columns} from api_client where eori = $1 and (state <> 'revoked' or state_since > $2)
     order by registered_at desc, client_id desc limit $3`,
    [eori, new Date(revokedSinceMs), most],
  );
  return rows.map(clientOf);
};

export const insertClient = (transaction: Transaction, client: StoredClient, messageId: string): void =>
  transaction.execute(
    `insert into api_client (client_id, eori, name, profiles, authentication, dpop_required, networks, valid_until, state,
       state_since, registered_at, registered_by, message_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, $11, $12)`,
    [
      client.clientId,
      client.eori,
      client.name,
      client.profiles,
      client.authentication,
      client.dpopRequired,
      client.networks,
      new Date(client.validUntilMs),
      client.state,
      new Date(client.registeredAtMs),
      client.registeredBy,
      messageId,
    ],
  );

export interface ClientUpdate {
  readonly clientId: string;
  readonly state: StoredClientState;
  readonly atMs: number;
  /** From then on tokens are believed again. */
  readonly tokensSinceMs?: number | undefined;
}

export const updateClient = (transaction: Transaction, { clientId, state, atMs, tokensSinceMs }: ClientUpdate): void =>
  transaction.execute(
    `update api_client set state = $2, state_since = case when state = $2 then state_since else $3 end,
       tokens_since = coalesce($4, tokens_since) where client_id = $1`,
    [clientId, state, new Date(atMs), tokensSinceMs === undefined ? null : new Date(tokensSinceMs)],
  );

export interface StoredKey extends ClientKey {
  readonly addedAtMs: number;
  readonly retiresAtMs?: number;
}

interface KeyRow {
  readonly thumbprint: string;
  readonly kid: string;
  readonly kind: ClientKey['kind'];
  readonly algorithm: string;
  readonly jwk: Readonly<Record<string, unknown>>;
  readonly added_at: Date;
  readonly not_after: Date | null;
  readonly retires_at: Date | null;
}

const keyOf = ({ added_at, not_after, retires_at, thumbprint, kid, kind, algorithm, jwk }: KeyRow): StoredKey => ({
  ...{ thumbprint, kid, kind, algorithm, jwk },
  addedAtMs: added_at.getTime(),
  ...(not_after === null ? {} : { notAfterMs: not_after.getTime() }),
  ...(retires_at === null ? {} : { retiresAtMs: retires_at.getTime() }),
});

/** The newest first. */
export const readKeys = async (reader: Reader, clientId: string): Promise<StoredKey[]> => {
  const rows = await reader.query<KeyRow>(
    `select thumbprint, kid, kind, algorithm, jwk, added_at, not_after, retires_at from api_client_key
     where client_id = $1 order by added_at desc, kid limit 50`,
    [clientId],
  );
  return rows.map(keyOf);
};

/** Those that are not among the new ones retire, unless they would sooner. */
export const retireKeys = (
  transaction: Transaction,
  clientId: string,
  kept: readonly ClientKey[],
  retiresAtMs: number,
): void =>
  transaction.execute(
    `update api_client_key set retires_at = least(retires_at, $3) where client_id = $1 and thumbprint <> all($2::text[])`,
    [clientId, kept.map(({ thumbprint }) => thumbprint), new Date(retiresAtMs)],
  );

export const insertKeys = (
  transaction: Transaction,
  clientId: string,
  keys: readonly ClientKey[],
  addedAtMs: number,
): void => {
  for (const { thumbprint, kid, kind, algorithm, jwk, notAfterMs } of keys)
    transaction.execute(
      `insert into api_client_key (client_id, thumbprint, kid, kind, algorithm, jwk, added_at, not_after)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (client_id, thumbprint) do update set kid = excluded.kid, jwk = excluded.jwk`,
      [
        clientId,
        thumbprint,
        kid,
        kind,
        algorithm,
        JSON.stringify(jwk),
        new Date(addedAtMs),
        notAfterMs === undefined ? null : new Date(notAfterMs),
      ],
    );
};
