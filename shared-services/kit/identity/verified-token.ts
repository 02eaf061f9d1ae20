/** What a token proves of its holder, read from the claims that Keycloak writes. */
import type { JWTPayload } from 'jose';
import { type Confirmation, readConfirmation } from './confirmation.ts';

export interface VerifiedToken {
  readonly subject: string;
  /** EORI of the organisation for which the holder acts. */
  readonly eori?: string;
  /** Member State for which an official acts; whoever is of the trusted circle has one. */
  readonly memberState?: string;
  readonly circle: 'untrusted' | 'trusted' | 'administrators';
  /** How sure it is who the person is, where a national sign-in vouched: the claim `acr`, an eIDAS level. */
  readonly assurance?: string;
  /** Business profiles. */
  readonly profiles: readonly string[];
  readonly realmRoles: readonly string[];
  /** Milliseconds since the epoch. */
  readonly expiresAtMs: number;
  /** Milliseconds since the epoch, of a whole second. */
  readonly issuedAtMs: number;
  /** The application or system that asked for the token. */
  readonly clientId: string;
  /** Sign-in to which a person's token belongs. */
  readonly sessionId?: string;
  /** To which key or certificate the token is bound. */
  readonly confirmation?: Confirmation;
  /** Networks from which the system may come; from anywhere where there are none. */
  readonly networks?: readonly string[];
}

/** Country code and up to 15 characters (Commission Delegated Regulation (EU) 2015/2446, Annex 12-01). */
const eoriShape = /^[A-Z]{2}[A-Z0-9]{1,15}$/;

const textOf = (value: unknown, name: string): string => {
  if (typeof value !== 'string' || value === '') throw new Error(`claim ${name} is missing or not a text`);
  return value;
};

const rolesOf = (access: unknown, name: string): string[] => {
  if (access === undefined) return [];
  const { roles = [] } = (access ?? {}) as { roles?: unknown };
  if (!Array.isArray(roles) || roles.some((role) => typeof role !== 'string')) throw new Error(`claim ${name} is odd`);
  return roles as string[];
};

const tokenCircles: readonly unknown[] = ['untrusted', 'trusted', 'administrators'];

/** A token never opens the central circle; the trusted one to nobody but an official of a Member State that it names. */
const circleOf = ({ circle, member_state: memberState }: JWTPayload): Pick<VerifiedToken, 'circle' | 'memberState'> => {
  if (!tokenCircles.includes(circle)) throw new Error('claim circle is missing or unknown');
  if (circle !== 'trusted') return { circle: circle as 'untrusted' | 'administrators' };
  if (typeof memberState !== 'string' || !/^[A-Z]{2}$/.test(memberState))
    throw new Error('claim member_state is missing or no country');
  return { circle, memberState };
};

const eoriOf = (eori: unknown): { eori?: string } => {
  if (eori === undefined) return {};
  if (typeof eori !== 'string' || !eoriShape.test(eori)) throw new Error('claim eori is not an EORI');
  return { eori };
};

const networksOf = (networks: unknown): { networks?: readonly string[] } => {
  if (networks === undefined) return {};
  if (!Array.isArray(networks) || networks.length === 0 || networks.some((one) => typeof one !== 'string'))
    throw new Error('claim allowed_networks is odd');
  return { networks: networks as string[] };
};

/**
 * Keycloak knows systems by the name in their certificate; which certificates are registered, whoever registered them says in the
 * token. One that is bound to another was got by somebody with the same name.
 */
const assertRegistered = (registered: unknown, confirmation: Confirmation | undefined): void => {
  if (registered === undefined) return;
  const { certificateThumbprint } = confirmation ?? {};
  if (!Array.isArray(registered) || certificateThumbprint === undefined || !registered.includes(certificateThumbprint))
    throw new Error('the certificate to which the token is bound is not registered');
};

/** Keycloak gives other kinds of levels too, of its own; only those of a national sign-in are names with an address. */
const assuranceOf = (acr: unknown): { assurance?: string } =>
  typeof acr === 'string' && /^https?:\/\//.test(acr) ? { assurance: acr } : {};

/**
 * @param clientId the client whose roles are the business profiles.
 * @throws Error that says which claim is wrong: for the log.
 */
export const readClaims = (claims: JWTPayload, clientId: string): VerifiedToken => {
  const confirmation = readConfirmation(claims.cnf);
  assertRegistered(claims['registered_certificates'], confirmation);
  // Keycloak says DPoP of a token that is bound so.
  if (claims.typ !== 'Bearer' && !(claims.typ === 'DPoP' && confirmation?.keyThumbprint !== undefined))
    throw new Error('not an access token');
  const access = (claims.resource_access ?? {}) as Record<string, unknown>;
  return {
    subject: textOf(claims.sub, 'sub'),
    ...eoriOf(claims.eori),
    ...assuranceOf(claims.acr),
    ...circleOf(claims),
    profiles: rolesOf(Object.hasOwn(access, clientId) ? access[clientId] : undefined, 'resource_access'),
    realmRoles: rolesOf(claims.realm_access, 'realm_access'),
    expiresAtMs: (claims.exp ?? 0) * 1000,
    issuedAtMs: (claims.iat ?? 0) * 1000,
    clientId: textOf(claims.azp, 'azp'),
    ...(claims.sid === undefined ? {} : { sessionId: textOf(claims.sid, 'sid') }),
    ...(confirmation === undefined ? {} : { confirmation }),
    ...networksOf(claims.allowed_networks),
  };
};
