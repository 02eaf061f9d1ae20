/**
 * Two cookies, both opaque. The prefix `__Host-` has the browser itself insist on TLS, on this host alone and on the whole
 * path (RFC 6265bis, 4.1.3.2). Lax: the answer of the sign-in comes from another site, and must find them.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isSecret } from './secret.ts';

const guarded = 'Path=/; Secure; HttpOnly; SameSite=Lax';

/** The value of a cookie; nothing where it is absent, malformed or there twice. */
export const cookieOf = ({ headers }: IncomingMessage, name: string): string | undefined => {
  const values = (headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  const [value] = values;
  return values.length === 1 && value !== undefined && isSecret(value) ? value : undefined;
};

const add = (response: ServerResponse, line: string) => void response.appendHeader('Set-Cookie', line);

/** Without `maxAgeSeconds` it ends with the browser. */
export const setCookie = (response: ServerResponse, name: string, value: string, maxAgeSeconds?: number): void =>
  add(response, `${name}=${value}; ${guarded}${maxAgeSeconds === undefined ? '' : `; Max-Age=${maxAgeSeconds}`}`);

export const clearCookie = (response: ServerResponse, name: string): void =>
  add(response, `${name}=; ${guarded}; Max-Age=0`);
