/** What gateways and the sign-in ask: whose a seal is, who a client is, and who may no longer be believed. */
import {
  binary,
  dateTime,
  element,
  flag,
  integer,
  many,
  optional,
  text,
  token,
} from '../../../../reference-architecture/contract/schema.ts';
import { clientId } from './api-clients.ts';
import { fingerprint256, oneOf } from './common.ts';

export const namespace = 'urn:portorium:credentials:register:1';

export const sealLookUp = element({ fingerprint256 });

export const foundSeal = element({
  seal: optional(
    element({
      eori: token({ maxLength: 17, description: 'Operator whose seal it is.' }),
      state: oneOf(
        'Only what an active one seals is believed.',
        'registered',
        'active',
        'suspended',
        'expired',
        'revoked',
      ),
      notAfter: dateTime({ description: 'Until when it is usable.' }),
      certificate: binary({ description: 'The certificate, DER.' }),
    }),
  ),
});

const change = element({
  kind: oneOf(
    'Of what kind it is.',
    'client',
    'subject',
    'session',
    'seal',
    'party',
    'certificate',
    'barred-client',
    'barred-account',
  ),
  id: token({
    maxLength: 255,
    description: 'client_id; subject of a person; sid of a session; SHA-256 of a certificate; EORI or Member State.',
  }),
  believed: flag({ description: 'False: nothing of it is believed.' }),
  issuedBefore: optional(dateTime({ description: 'Tokens of it that were issued before are not believed.' })),
  until: optional(dateTime({ description: 'It ends by itself then: of what operators have barred.' })),
});

export const standingQuery = element({
  since: optional(
    token({ maxLength: 20, pattern: '\\d+', description: 'Revision up to which the asker knows; absent: nothing.' }),
  ),
  waitMs: optional(integer({ maximum: 30_000, description: 'How long to wait for news, in milliseconds.' })),
});

export const standingNews = element({
  revision: token({ maxLength: 20, pattern: '\\d+', description: 'To be said as `since` in the next question.' }),
  whole: flag({ description: 'This is everything: what is not listed is believed.' }),
  change: optional(many(change, 1, 100_000)),
});

export const clientLookUp = element({ clientId });

export const foundClient = element({
  client: optional(
    element({
      clientId,
      eori: token({ maxLength: 17, description: 'Operator for whom the system acts.' }),
      profiles: many(token({ maxLength: 40 }), 1, 4),
      authentication: oneOf('How it proves itself.', 'private_key_jwt', 'self_signed_tls_client_auth'),
      jwks: text({
        maxLength: 65_536,
        description: 'Keys that are believed now, as JSON (RFC 7517); certificates as x5c.',
      }),
      dpopRequired: flag(),
      validUntil: dateTime({ description: 'Until when its tokens may live.' }),
      networks: optional(many(token({ maxLength: 43 }), 1, 20)),
    }),
  ),
});

export const signInEnd = element({
  kind: oneOf('What has ended.', 'subject', 'session'),
  id: token({ maxLength: 255, description: 'Subject of a person, or sid of a session.' }),
});

export const signInEnded = element({ revision: token({ maxLength: 20, pattern: '\\d+' }) });
