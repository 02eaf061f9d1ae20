/** As much of a Keycloak's administration as the registrar asks, in memory: a party outside the system, with the faults of one. */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeJwt } from 'jose';
import type { KnownClient } from './comparison.ts';

type Fault = 'down' | 'slow' | 'unauthorised' | 'conflict' | 'half-done' | 'refused';

interface DoubleEvent {
  readonly id: string;
  readonly time: number;
  readonly of: 'events' | 'admin-events';
}

const tokenPath = '/realms/portorium/protocol/openid-connect/token';
const clientsPath = '/admin/realms/portorium/clients';

export const startKeycloakDouble = async () => {
  const clients = new Map<string, KnownClient>();
  const asked: string[] = [];
  const events: DoubleEvent[] = [];
  const tokens = new Set<string>();
  let fault: Fault | undefined;
  let underWay = 0;
  let mostUnderWay = 0;
  const find = (clientId: string | null) => [...clients.values()].filter((one) => one.clientId === clientId);

  const list = (query: URLSearchParams): unknown => {
    if (query.get('search') !== 'true') return find(query.get('clientId'));
    const first = Number(query.get('first'));
    const named = [...clients.values()].filter(({ clientId }) => clientId.includes(query.get('clientId') ?? ''));
    return named.toSorted((a, b) => (a.clientId < b.clientId ? -1 : 1)).slice(first, first + Number(query.get('max')));
  };
  const eventsOf = (name: string | undefined, query: URLSearchParams) => {
    const since = events.filter(({ of, time }) => of === name && time >= Number(query.get('dateFrom')));
    const first = Number(query.get('first'));
    return since.toReversed().slice(first, first + Number(query.get('max')));
  };
  const read = (url: URL): unknown => {
    const name = url.pathname.split('/').at(-1);
    return name === 'clients' ? list(url.searchParams) : eventsOf(name, url.searchParams);
  };
  const write = (method: string, id: string, body: KnownClient): number => {
    if (method === 'POST' && find(body.clientId).length > 0) return 409;
    if (method !== 'POST' && !clients.has(id)) return 404;
    if (method === 'DELETE') clients.delete(id);
    else clients.set(method === 'POST' ? `id-of-${body.clientId}` : id, withOwn(body, id));
    return method === 'POST' ? 201 : 204;
  };
  /** What Keycloak adds to a client of its own accord, and leaves out. */
  const withOwn = (body: KnownClient, id: string): KnownClient => ({
    ...body,
    id: id === '' ? `id-of-${body.clientId}` : id,
    secret: 'drawn by Keycloak',
    defaultClientScopes: ['service_account'],
    attributes: {
      'client.secret.creation.time': '1',
      ...Object.fromEntries(Object.entries(body.attributes ?? {}).filter(([, value]) => value !== '')),
    },
  });

  const answer = (method: string, url: URL, text: string, authorization: string | undefined): [number, unknown] => {
    if (url.pathname === tokenPath) {
      const assertion = new URLSearchParams(text).get('client_assertion') ?? '';
      if (decodeJwt(assertion).sub !== 'portorium-registrar') return [401, { error: 'invalid_client' }];
      const token = `Bearer ${randomUUID()}`;
      tokens.add(token);
      return [200, { access_token: token.slice('Bearer '.length), expires_in: 300 }];
    }
    if (!tokens.has(authorization ?? '') || fault === 'unauthorised') return [401, { error: 'HTTP 401' }];
    if (method === 'GET') return [200, read(url)];
    if (fault === 'refused') return [400, { errorMessage: 'no' }];
    if (fault === 'conflict' && method === 'POST') return [409, { errorMessage: 'exists' }];
    return [
      write(method, url.pathname.slice(clientsPath.length + 1), text === '' ? ({} as never) : JSON.parse(text)),
      '',
    ];
  };

  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const url = new URL(request.url ?? '/', 'http://double');
    asked.push(`${request.method} ${url.pathname.split('/').at(-1)}`);
    underWay += 1;
    mostUnderWay = Math.max(mostUnderWay, underWay);
    response.on('close', () => {
      underWay -= 1;
    });
    if (fault === 'down') return void response.writeHead(503).end();
    if (fault === 'slow') return;
    const [status, body] = answer(request.method ?? '', url, text, request.headers.authorization);
    // It was done, and whoever asked never hears of it.
    if (fault === 'half-done' && request.method !== 'GET' && url.pathname !== tokenPath)
      return void request.socket.destroy();
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body === '' ? undefined : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}/realms/portorium`;
  return {
    issuer,
    asked,
    /** As it happens now, unless said. */
    happens: (of: DoubleEvent['of'], more: object) => events.push({ id: randomUUID(), time: Date.now(), of, ...more }),
    clientNamed: (clientId: string) => find(clientId)[0],
    clients,
    mostUnderWay: () => mostUnderWay,
    fail: (how: Fault | undefined) => {
      fault = how;
    },
    /** As after a change of Keycloak's keys. */
    forgetTokens: () => tokens.clear(),
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

export type KeycloakDouble = Awaited<ReturnType<typeof startKeycloakDouble>>;
