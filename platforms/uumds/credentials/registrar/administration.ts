/** Keycloak's administration, asked by a service account that proves itself with a key: a deadline and a breaker before all. */
import { createPrivateKey, createPublicKey, type KeyObject, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { calculateJwkThumbprint, type JWK, SignJWT } from 'jose';
import { createBreaker } from '../../../../shared-services/kit/breaker.ts';
import type { Clock } from '../../../../shared-services/kit/clock.ts';

export interface AdministrationSettings {
  /** Issuer of the realm's tokens, `https://keycloak.example/realms/portorium`. */
  readonly issuer: string;
  /** Where this process reaches Keycloak, without a path; that of the issuer, unless there is a network of our own. */
  readonly url?: string;
  /** File of the private key (PKCS #8, PEM), read anew for each token. */
  readonly keyFile: string;
}

export interface AdministrationParts extends AdministrationSettings {
  readonly clock: Clock;
  readonly fetch?: typeof fetch;
  readonly deadlineMs?: number;
  readonly breakerResetMs?: number;
}

/** Keycloak cannot be asked now, or does not let us: nobody's fault who waits. */
export class AdministrationUnavailable extends Error {}

export interface Answer {
  /** Of 2xx, 400, 404, 409: of the others nothing is learnt. */
  readonly status: number;
  readonly body: unknown;
}

/** @param path below `/admin/realms/<realm>` */
export type AskAdministration = (method: string, path: string, body?: unknown) => Promise<Answer>;

/** Client of the realm whose service account may manage clients, and read events. */
export const registrarClientId = 'portorium-registrar';

const usualDeadlineMs = 5000;
const usualBreakerResetMs = 5000;
const maxUnderWay = 8;
const answers = [400, 404, 409];
/** A token is not used in its last seconds. */
const marginMs = 10_000;

const algorithmOf = (key: KeyObject) => {
  const { asymmetricKeyType: kind, asymmetricKeyDetails: details } = key;
  if (kind === 'ed25519') return 'EdDSA';
  if (kind === 'rsa') return 'PS256';
  return details?.namedCurve === 'secp384r1' ? 'ES384' : 'ES256';
};

/** RFC 7523: no secret is shared with Keycloak. */
const assertionBy = async (pem: string, audience: string, nowMs: number): Promise<string> => {
  const key = createPrivateKey(pem);
  const kid = await calculateJwkThumbprint(createPublicKey(key).export({ format: 'jwk' }) as JWK);
  const seconds = Math.floor(nowMs / 1000);
  return new SignJWT({ jti: randomUUID() })
    .setProtectedHeader({ alg: algorithmOf(key), kid })
    .setIssuer(registrarClientId)
    .setSubject(registrarClientId)
    .setAudience(audience)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + 60)
    .sign(key);
};

const reading = async (response: Response): Promise<unknown> => {
  const text = await response.text();
  return text === '' ? undefined : JSON.parse(text);
};

const unavailable = (error: unknown): AdministrationUnavailable =>
  error instanceof AdministrationUnavailable
    ? error
    : new AdministrationUnavailable(error instanceof Error ? error.message : String(error), { cause: error });

/** @throws AdministrationUnavailable from all that it gives */
export const createAdministration = (parts: AdministrationParts): AskAdministration => {
  const { issuer, keyFile, clock, deadlineMs = usualDeadlineMs } = parts;
  const send = parts.fetch ?? fetch;
  const { origin, pathname } = new URL(issuer);
  const at = parts.url === undefined ? origin : new URL(parts.url).origin;
  const breaker = createBreaker({
    ...{ name: 'administration of Keycloak', maxUnderWay },
    resetTimeoutMs: parts.breakerResetMs ?? usualBreakerResetMs,
  });
  let token: { readonly text: string; readonly untilMs: number } | undefined;

  const request = (url: string, init: RequestInit) =>
    send(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(deadlineMs) });

  const tokenNow = async (): Promise<string> => {
    if (token !== undefined && token.untilMs > clock.nowMs()) return token.text;
    const body = new URLSearchParams({
      ...{ grant_type: 'client_credentials', client_id: registrarClientId },
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await assertionBy(await readFile(keyFile, 'utf8'), issuer, clock.nowMs()),
    });
    const response = await request(`${at}${pathname}/protocol/openid-connect/token`, { method: 'POST', body });
    const said = (await reading(response)) as { access_token?: string; expires_in?: number; error?: string };
    if (said.access_token === undefined)
      throw new AdministrationUnavailable(`no token for ${registrarClientId}: ${response.status} ${said.error}`);
    token = { text: said.access_token, untilMs: clock.nowMs() + (said.expires_in ?? 0) * 1000 - marginMs };
    return said.access_token;
  };

  const once = async (method: string, path: string, body: unknown): Promise<Response> =>
    request(`${at}/admin${pathname}${path}`, {
      method,
      headers: { authorization: `Bearer ${await tokenNow()}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  /** A token may have ended with Keycloak's keys, or its rights changed: once more, with a new one. */
  const twice = async (method: string, path: string, body: unknown): Promise<Answer> => {
    let response = await once(method, path, body);
    if (response.status === 401 || response.status === 403) {
      token = undefined;
      await response.body?.cancel();
      response = await once(method, path, body);
    }
    const { status } = response;
    if (!response.ok && !answers.includes(status)) {
      await response.body?.cancel();
      throw new AdministrationUnavailable(`${method} ${path.split('?')[0]}: ${status}`);
    }
    return { status, body: await reading(response) };
  };

  return async (method, path, body) => {
    try {
      return await breaker.run(() => twice(method, path, body));
    } catch (error) {
      throw unavailable(error);
    }
  };
};
