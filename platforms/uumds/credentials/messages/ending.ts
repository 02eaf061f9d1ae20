/** What an operator is told before one of its credentials ends. */
import {
  dateTime,
  element,
  message,
  optional,
  personal,
  text,
} from '../../../../reference-architecture/contract/schema.ts';
import { clientId } from './api-clients.ts';
import { fingerprint256, oneOf } from './common.ts';

export const namespace = 'urn:portorium:credentials:endings:1';

export const CredentialEnding = message(
  'CredentialEnding',
  namespace,
  'A seal, an API client or its certificate ends soon: put another one in its place',
  element({
    kind: oneOf('What ends.', 'seal', 'apiClient', 'apiClientCertificate'),
    name: personal(text({ maxLength: 2000, description: 'Of a seal whose it is; else what the system is called.' })),
    clientId: optional(clientId),
    fingerprint256: optional(fingerprint256),
    endsAt: dateTime({ description: 'From when on it is not believed any more.' }),
    at: dateTime({ description: 'When this was told.' }),
  }),
);
