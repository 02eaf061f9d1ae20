/** With what systems prove themselves: API clients, seals, and the standing of both. Found by its name like every contract. */
import { application, notification } from '../../../reference-architecture/contract/language.ts';
import { ApiClients } from './contract/api-clients.ts';
import { CredentialRegister } from './contract/register.ts';
import { SealCertificates } from './contract/seals.ts';
import { CredentialEnding } from './messages/ending.ts';

const dayMs = 86_400_000;

export const contract = application({
  name: 'credentials',
  platform: 'uumds',
  title: 'Credentials',
  description:
    'API clients and seal certificates of operators, registered by the operator’s own administrator; who may no longer be believed.',
  owner: 'Platforms: UUM&DS',
  version: '1.0.0',
  services: { ApiClients, SealCertificates, CredentialRegister },
  events: {},
  notifications: {
    CredentialEnding: notification({
      summary: 'To the operator: one of its credentials ends in 30 days, and again in 7 days and in one.',
      message: CredentialEnding,
      audience: { circle: 'untrusted', profiles: ['administrator'] },
      priority: 'B',
      retention: 'record',
      expiresAfterMs: 90 * dayMs,
    }),
  },
  subscribes: ['security.barChanged'],
});
