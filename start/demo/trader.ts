/** A trader's own software, as small as it can be: a token, filings by REST and SOAP, the mailbox. */
import { randomUUID } from 'node:crypto';
import { Agent as HttpsAgent } from 'node:https';
import { createClientAsync } from 'soap';
import { Agent, request } from 'undici';
import { loadDemoAccounts } from '../../platforms/uumds/provider/demo-accounts.ts';
import { describeRealm } from '../../platforms/uumds/realm.ts';

export interface TraderParts {
  /** https://127.0.0.1:8443 */
  readonly speed2ng: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** PEM. */
  readonly trustAnchor: string;
}

export interface Answer {
  readonly status: number;
  readonly conversationId: string;
  // The shapes of the answers are those of the published contracts.
  // biome-ignore lint/suspicious/noExplicitAny: what a client without types would see
  readonly body: any;
}

export interface Trader {
  get(path: string): Promise<Answer>;
  post(path: string, body: unknown, conversationId?: string): Promise<Answer>;
  /** Calls the operation of the service at `/soap/v1/<service>?wsdl`, with the `soap` package. */
  soap(service: string, operation: string, message: unknown): Promise<unknown>;
}

/** Secret of a demonstration client, from the data folder of the platform that runs on this machine. */
export const secretOf = async (dataDirectory: string, clientId: string): Promise<string> => {
  const { clients } = await loadDemoAccounts(`${dataDirectory}/uumds`, describeRealm());
  const secret = clients[clientId];
  if (secret === undefined) throw new Error(`there is no demonstration client ${clientId}`);
  return secret;
};

export const fetchToken = async ({ issuer, clientId, clientSecret }: TraderParts): Promise<string> => {
  const answer = await fetch(`${issuer}/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret }),
  });
  const { access_token: token, error_description: reason } = (await answer.json()) as Record<
    string,
    string | undefined
  >;
  if (token === undefined) throw new Error(`no token for ${clientId}: ${answer.status} ${reason ?? ''}`);
  return token;
};

const parsed = (text: string): unknown => (text === '' ? undefined : JSON.parse(text));

export const createTrader = async (parts: TraderParts): Promise<Trader & { close(): Promise<void> }> =>
  traderWith(await fetchToken(parts), parts);

/** With a token that is there already. */
export const traderWith = (
  token: string,
  parts: Pick<TraderParts, 'speed2ng' | 'trustAnchor'>,
): Trader & { close(): Promise<void> } => {
  const dispatcher = new Agent({ connect: { ca: parts.trustAnchor }, headersTimeout: 90_000 });
  const authorization = `Bearer ${token}`;

  const ask = async (method: 'GET' | 'POST', path: string, body: unknown, conversationId: string): Promise<Answer> => {
    const answer = await request(`${parts.speed2ng}${path}`, {
      dispatcher,
      method,
      headers: {
        authorization,
        'conversation-id': conversationId,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    return {
      status: answer.statusCode,
      conversationId: String(answer.headers['conversation-id']),
      body: parsed(await answer.body.text()),
    };
  };

  return {
    get: (path) => ask('GET', path, undefined, randomUUID()),
    post: (path, body, conversationId = randomUUID()) => ask('POST', path, body, conversationId),
    soap: async (service, operation, message) => {
      const httpsAgent = new HttpsAgent({ ca: parts.trustAnchor });
      const client = await createClientAsync(`${parts.speed2ng}/soap/v1/${service}?wsdl`, {
        wsdl_options: { httpsAgent },
        forceSoap12Headers: true,
      });
      client.addHttpHeader('authorization', authorization);
      const call = client[`${operation}Async`] as (message: unknown, options: object) => Promise<readonly unknown[]>;
      const [reply] = await call.call(client, message, { httpsAgent });
      httpsAgent.destroy();
      return reply;
    },
    close: () => dispatcher.close(),
  };
};
