/**
 * People of economic operators, with tokens as UUM&DS gives them when they have signed in: of the same realm, signed with its
 * key. Signing in itself has tests of its own.
 */
import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import { publishedKeys } from '../../platforms/uumds/keys/key-ring.ts';
import { readSigningKeys } from '../../platforms/uumds/keys/signing-keys.ts';
import type { Trader } from '../../start/demo/trader.ts';
import type { Constellation } from './constellation.ts';

export interface Employee {
  readonly eori: string;
  readonly profile: string;
}

const tokenSeconds = 600;

const tokenFor = async ({ dataDirectory, issuer }: Constellation, { eori, profile }: Employee): Promise<string> => {
  const [signing] = publishedKeys(await readSigningKeys(`${dataDirectory}/uumds`), Date.now());
  const key = signing!.jwk;
  const nowSeconds = Math.floor(Date.now() / 1000);
  return new SignJWT({
    ...{ typ: 'Bearer', azp: 'portorium-portal', circle: 'untrusted', eori, jti: randomUUID() },
    resource_access: { portorium: { roles: [profile] } },
  })
    .setProtectedHeader({ alg: 'RS256', kid: String(key.kid) })
    .setIssuer(issuer)
    .setAudience('speed2ng')
    .setSubject(`${profile} of ${eori}`)
    .setIssuedAt(nowSeconds)
    .setExpirationTime(nowSeconds + tokenSeconds)
    .sign(await importJWK(key, 'RS256'));
};

export const employeeOf = async (
  constellation: Constellation,
  employee: Employee,
  address?: string,
): Promise<Trader & { close(): Promise<void> }> =>
  constellation.clientWith(await tokenFor(constellation, employee), address);
