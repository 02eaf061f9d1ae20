/**
 * An API client of the register as a client of Keycloak. All that its tokens say stands in the client itself, as claims that are
 * written out: one request makes it whole, and whoever carries it needs no right to change accounts or roles.
 */
import { audiences, circleRole, profileClient } from '../../realm.ts';
import type { StoredClient, StoredKey } from '../storage/api-clients.ts';
import { claim, type Mapper, mapper } from './claims.ts';

export type { Mapper } from './claims.ts';

export interface Registered {
  readonly client: StoredClient;
  /** The newest first. */
  readonly keys: readonly StoredKey[];
  /** By the operators of the platform; it may end by itself. */
  readonly bar?: { readonly untilMs?: number } | undefined;
}

export interface ClientRepresentation {
  readonly clientId: string;
  readonly enabled: boolean;
  readonly attributes: Readonly<Record<string, string>>;
  readonly protocolMappers: readonly Mapper[];
  readonly [other: string]: unknown;
}

/** By which a client is known as one of this register. */
export const markAttribute = 'portorium.register';

const isBelieved = ({ retiresAtMs, notAfterMs }: StoredKey, nowMs: number): boolean =>
  (retiresAtMs ?? Number.POSITIVE_INFINITY) > nowMs && (notAfterMs ?? Number.POSITIVE_INFINITY) > nowMs;

/** Keycloak finds a key by its name: of two with one name, the newer counts. */
const oncePerName = (keys: readonly StoredKey[]): StoredKey[] => [
  ...new Map(keys.toReversed().map((key) => [key.kid, key])).values(),
];

/** RFC 7523, by keys; RFC 8705, by a certificate that Keycloak's door trusts, and that gateways hold to those registered. */
const proofOf = (
  { authentication }: StoredClient,
  keys: readonly StoredKey[],
  subjectOf: (key: StoredKey) => string,
) => {
  if (authentication === 'private_key_jwt') {
    const jwks = { keys: oncePerName(keys).map(({ jwk }) => jwk) };
    return {
      clientAuthenticatorType: 'client-jwt',
      attributes: { 'use.jwks.string': 'true', 'jwks.string': JSON.stringify(jwks) },
      mappers: [],
    };
  }
  const [newest] = keys;
  return {
    clientAuthenticatorType: 'client-x509',
    attributes: {
      'x509.subjectdn': newest === undefined ? '' : subjectOf(newest),
      'x509.allow.regex.pattern.comparison': 'false',
      'tls.client.certificate.bound.access.tokens': 'true',
    },
    mappers: [
      claim(
        'registered_certificates',
        keys.map(({ thumbprint }) => thumbprint),
      ),
    ],
  };
};

const claimsOf = ({ eori, profiles, networks }: StoredClient): Mapper[] => [
  mapper('subject', 'oidc-sub-mapper', {}),
  claim('eori', eori),
  claim('circle', 'untrusted'),
  claim('realm_access.roles', [circleRole.untrusted]),
  claim(`resource_access.${profileClient}.roles`, profiles),
  ...(networks.length === 0 ? [] : [claim('allowed_networks', networks)]),
  ...audiences.untrusted.map((audience) =>
    mapper(`audience ${audience}`, 'oidc-audience-mapper', { 'included.custom.audience': audience }),
  ),
];

/** A system and nothing else: no pages, no passwords, no roles beyond those that are written out. */
const systemOnly = {
  protocol: 'openid-connect',
  publicClient: false,
  bearerOnly: false,
  serviceAccountsEnabled: true,
  standardFlowEnabled: false,
  implicitFlowEnabled: false,
  directAccessGrantsEnabled: false,
  fullScopeAllowed: false,
  redirectUris: [],
  webOrigins: [],
} as const;

export interface RepresentationParts {
  readonly nowMs: number;
  readonly mark: string;
  /** Name of the holder in a certificate, as RFC 2253 writes it. */
  readonly subjectOf: (key: StoredKey) => string;
}

/** What Keycloak should have now; undefined where it should have nothing, since the client was revoked. */
export const representationOf = (
  { client, keys, bar }: Registered,
  { nowMs, mark, subjectOf }: RepresentationParts,
): ClientRepresentation | undefined => {
  if (client.state === 'revoked') return undefined;
  const believed = keys.filter((key) => isBelieved(key, nowMs));
  const { clientAuthenticatorType, attributes, mappers } = proofOf(client, believed, subjectOf);
  return {
    ...systemOnly,
    clientId: client.clientId,
    name: client.name,
    description: 'Of the register of credentials. It is changed there: what is changed here is put back.',
    enabled: client.state === 'active' && client.validUntilMs > nowMs && believed.length > 0 && bar === undefined,
    clientAuthenticatorType,
    defaultClientScopes: [],
    optionalClientScopes: [],
    attributes: {
      [markAttribute]: mark,
      'dpop.bound.access.tokens': String(client.dpopRequired),
      ...attributes,
    },
    protocolMappers: [...claimsOf(client), ...mappers],
  };
};

/** When time itself changes the client next; undefined where it does not. */
export const changesAtMs = ({ client, keys, bar }: Registered, nowMs: number): number | undefined => {
  if (client.state === 'revoked') return undefined;
  const times = [
    client.validUntilMs,
    bar?.untilMs,
    ...keys.flatMap(({ retiresAtMs, notAfterMs }) => [retiresAtMs, notAfterMs]),
  ];
  const next = Math.min(...times.filter((ms): ms is number => ms !== undefined && ms > nowMs));
  return Number.isFinite(next) ? next : undefined;
};
