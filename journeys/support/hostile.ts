/** A gateway with TLS as strangers see it, and a client that sends exactly the bytes it is told to. */
import { createHash } from 'node:crypto';
import { connect, type TLSSocket } from 'node:tls';
import { ourAuthority } from '../../platforms/ccn2ng/test-support/certificates.ts';
import { startTestGateway, type TestGateway, trader } from '../../platforms/speed2ng/test-support/gateway.ts';

export interface Target extends TestGateway {
  readonly ca: string;
  readonly token: string;
}

export const startTarget = async (some: Parameters<typeof startTestGateway>[0] = {}): Promise<Target> => {
  const authority = await ourAuthority();
  const { key, certificate: cert } = authority.gateway('ccn2ng');
  const gateway = await startTestGateway({ certificates: { key, cert }, ...some });
  return { ...gateway, ca: authority.trustAnchor, token: await gateway.authorization() };
};

export const dial = ({ url, ca }: Target, more: object = {}): Promise<TLSSocket> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port), ca, servername: 'localhost', ...more }, () =>
      resolve(socket),
    );
    socket.once('error', reject);
  });

/** What comes back until the gateway closes, or says nothing for a while. */
export const sendBytes = async (
  target: Target,
  parts: readonly (string | Buffer)[],
  { pauseMs = 0, silenceMs = 1500 } = {},
): Promise<string> => {
  const socket = await dial(target);
  let text = '';
  const closed = new Promise<void>((resolve) => {
    socket.setTimeout(silenceMs, resolve);
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
    });
    socket.on('close', () => resolve()).on('error', () => resolve());
  });
  for (const part of parts) {
    if (socket.destroyed) break;
    socket.write(part);
    if (pauseMs > 0) await new Promise((go) => setTimeout(go, pauseMs));
  }
  await closed;
  socket.destroy();
  return text;
};

/** Status codes of the answers, in order. */
export const statusesIn = (text: string): number[] =>
  [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status));

export const codeIn = (text: string): string | undefined => /"code":"([A-Z0-9_]+)"/.exec(text)?.[1];

export const filing = (more: object = {}): string =>
  JSON.stringify({
    LRN: 'L1',
    declarant: { identificationNumber: trader },
    goodsItem: [{ goodsItemNumber: 1, grossMass: '12.5', country: 'BE' }],
    ...more,
  });

export const filingsPath = '/rest/v1/probe/filings';

/** A whole request, with whatever headers. */
export const post = (headers: readonly string[], body: string, path = filingsPath): string =>
  [`POST ${path} HTTP/1.1`, 'Host: localhost', ...headers, '', body].join('\r\n');

export const get = (path: string, headers: readonly string[] = []): string =>
  [`GET ${path} HTTP/1.1`, 'Host: localhost', ...headers, '', ''].join('\r\n');

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
