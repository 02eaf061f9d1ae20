/**
 * Whether a form that changes something is one of ours. Two proofs, either of which would do: the browser says where the form
 * came from (Origin, Sec-Fetch-Site), and the form holds the token of the session (OWASP: synchroniser token).
 */
import type { IncomingMessage } from 'node:http';
import { refuse } from './refusals.ts';
import { formTokenOf, isSame } from './session/secret.ts';

const single = (value: string | string[] | undefined) => (typeof value === 'string' ? value : undefined);

/** Why the request cannot be one from our own pages; nothing where it can. */
const strangeness = ({ headers }: IncomingMessage, ownOrigin: string): string | undefined => {
  const [site, origin] = [single(headers['sec-fetch-site']), headers.origin];
  if (site === undefined && origin === undefined) return 'neither Origin nor Sec-Fetch-Site';
  if (site !== undefined && site !== 'same-origin') return `Sec-Fetch-Site: ${site}`;
  return origin === undefined || origin === ownOrigin ? undefined : 'another origin';
};

/** @throws {Refusal} FORM_NOT_OURS */
export const assertOwnSite = (request: IncomingMessage, ownOrigin: string): void => {
  const found = strangeness(request, ownOrigin);
  if (found !== undefined) throw refuse('FORM_NOT_OURS', found);
};

/** @throws {Refusal} FORM_NOT_OURS */
export const assertFormToken = (sessionId: string, token: string): void => {
  if (!isSame(token, formTokenOf(sessionId))) throw refuse('FORM_NOT_OURS', 'token');
};
