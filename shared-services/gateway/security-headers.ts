/** Headers that tell a browser to do as little as possible with what a gateway answers. */
import type { ServerResponse } from 'node:http';

const always: readonly (readonly [string, string])[] = [
  ['Cache-Control', 'no-store'],
  ['Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'"],
  ['Referrer-Policy', 'no-referrer'],
  ['X-Content-Type-Options', 'nosniff'],
];

/** @param secure the connection is TLS: the browser shall remember that */
export const setSecurityHeaders = (response: ServerResponse, secure: boolean): void => {
  for (const [name, value] of always) response.setHeader(name, value);
  if (secure) response.setHeader('Strict-Transport-Security', 'max-age=31536000');
};
