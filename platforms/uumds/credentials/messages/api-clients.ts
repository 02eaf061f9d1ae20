/** What is said of API clients: systems that ask for tokens in the name of an operator (RFC 6749, 4.4). */
import {
  dateTime,
  element,
  flag,
  integer,
  many,
  optional,
  text,
  token,
} from '../../../../reference-architecture/contract/schema.ts';
import { by, certificate, historyEntry, oneOf, overlapHours, reason } from './common.ts';

export const namespace = 'urn:portorium:credentials:api-clients:1';

export const maxKeys = 5;
export const maxApiClients = 100;

export const clientId = token({
  maxLength: 80,
  pattern: '[a-z0-9-]+',
  description: 'The client_id at the token endpoint.',
});

const name = text({ maxLength: 100, description: 'What the operator calls the system.' });

/** Business profiles that a system may hold: never that of the administrator, who registers systems. */
const profile = oneOf('Business profile.', 'declarant', 'representative', 'carrier', 'it-provider');

const authentication = oneOf(
  'How the system proves itself: an assertion signed with its key (RFC 7523), or a registered certificate in mutual TLS (RFC 8705, 2.2).',
  'private_key_jwt',
  'self_signed_tls_client_auth',
);

const network = token({
  maxLength: 43,
  pattern: '[0-9a-fA-F.:]+(/\\d{1,3})?',
  description: 'Address or network (CIDR) from which the system may come: 192.0.2.0/24, 2001:db8::/32.',
});

const coordinate = (description: string) =>
  optional(token({ maxLength: 1400, pattern: '[A-Za-z0-9_-]+', description }));

/** A public key as RFC 7517 writes it; members of private keys are not known here, and are refused. */
const jsonWebKey = element(
  {
    kty: oneOf('Kind of key.', 'RSA', 'EC', 'OKP'),
    kid: optional(
      token({ maxLength: 100, description: 'Name of the key; its SHA-256 thumbprint (RFC 7638) unless said.' }),
    ),
    alg: optional(oneOf('What it signs with.', 'ES256', 'ES384', 'PS256', 'RS256', 'EdDSA', 'Ed25519')),
    use: optional(oneOf('Signatures, and nothing else.', 'sig')),
    crv: optional(oneOf('Curve of an EC or OKP key.', 'P-256', 'P-384', 'Ed25519')),
    x: coordinate('First coordinate of an EC key, or an OKP key.'),
    y: coordinate('Second coordinate of an EC key.'),
    n: coordinate('Modulus of an RSA key.'),
    e: coordinate('Exponent of an RSA key.'),
  },
  { typeName: 'JsonWebKeyType' },
);

const jwks = element(
  { keys: many(jsonWebKey, 1, maxKeys) },
  { description: 'Public keys, as a JSON Web Key Set (RFC 7517).' },
);

/** What the system will prove itself with: one of the two, as `authentication` says. */
const proof = { jwks: optional(jwks), certificate: optional(certificate) };

export const registration = element({
  name,
  profiles: many(profile, 1, 4),
  authentication,
  ...proof,
  dpopRequired: optional(
    flag({
      description:
        'Whether tokens must be bound to a key by DPoP (RFC 9449). Tokens got by mutual TLS are bound to its certificate.',
    }),
  ),
  networks: optional(many(network, 1, 20)),
  validUntil: optional(dateTime({ description: 'Until when; a year unless said otherwise, three years at most.' })),
});

const key = element(
  {
    kid: token({ maxLength: 100, description: 'Name of the key.' }),
    kind: oneOf('What it is.', 'key', 'certificate'),
    thumbprint: token({
      maxLength: 43,
      description: 'SHA-256, base64url: of the key (RFC 7638), or of the certificate (x5t#S256, RFC 8705).',
    }),
    algorithm: token({ maxLength: 20, description: 'Kind and strength: EC P-256, RSA 3072.' }),
    addedAt: dateTime(),
    notAfter: optional(dateTime({ description: 'End of the certificate.' })),
    retiresAt: optional(dateTime({ description: 'Since when, or from when, it is no longer believed.' })),
  },
  { typeName: 'ClientKeyType' },
);

const facts = {
  clientId,
  name,
  state: oneOf('Whether it gets tokens: only an active one does.', 'active', 'suspended', 'expired', 'revoked'),
  profiles: many(profile, 1, 4),
  authentication,
  dpopRequired: flag({ description: 'Whether its tokens must be bound by DPoP.' }),
  networks: optional(many(network, 1, 20)),
  validUntil: dateTime({ description: 'Until when it may get tokens.' }),
  registeredAt: dateTime(),
};

export const apiClient = element(
  { ...facts, registeredBy: by, keys: many(key, 1, 50), history: many(historyEntry, 1, 1000) },
  { typeName: 'ApiClientType' },
);

export const clientList = element({
  client: optional(many(element(facts, { typeName: 'ListedApiClientType' }), 1, maxApiClients)),
});

export const clientQuery = element({ clientId });

export const clientChange = element({ clientId, reason: optional(reason) });

export const keyRotation = element({
  clientId,
  ...proof,
  overlapHours: optional(integer(overlapHours)),
  reason: optional(reason),
});
