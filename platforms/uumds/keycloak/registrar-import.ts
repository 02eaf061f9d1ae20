/**
 * The account by which the platform carries its API clients over, and hears who has signed out: two rights of the administration of
 * this realm, and no others. It has no key until an administrator gives it one, so nobody can be it.
 */

import { registrarClientId } from '../credentials/registrar/administration.ts';
import { isSystem } from './client-kinds.ts';

const mapper = (name: string, protocolMapper: string, config: Record<string, string>) => ({
  ...{ name, protocol: 'openid-connect', protocolMapper },
  config: { 'access.token.claim': 'true', 'id.token.claim': 'false', ...config },
});

export const registrarClient = {
  clientId: registrarClientId,
  name: 'Registrar of API clients',
  description: 'Carries API clients of the register of credentials over, and hears who has signed out.',
  ...isSystem,
  clientAuthenticatorType: 'client-jwt',
  attributes: { 'use.jwks.string': 'true' },
  protocolMappers: [
    mapper('subject', 'oidc-sub-mapper', {}),
    mapper('rights', 'oidc-usermodel-client-role-mapper', {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: Keycloak's own placeholder.
      'claim.name': 'resource_access.${client_id}.roles',
      'jsonType.label': 'String',
      multivalued: 'true',
    }),
  ],
};

export const registrarAccount = {
  username: `service-account-${registrarClientId}`,
  enabled: true,
  serviceAccountClientId: registrarClientId,
  clientRoles: { 'realm-management': ['manage-clients', 'view-events'] },
};

const dayMs = 86_400_000;

/** Events that end what somebody holds; they are kept for a day, for a platform that was away. */
export const eventsImport = {
  eventsEnabled: true,
  eventsExpiration: dayMs / 1000,
  enabledEventTypes: ['LOGOUT', 'REFRESH_TOKEN_ERROR'],
  adminEventsEnabled: true,
  adminEventsDetailsEnabled: false,
  attributes: { adminEventsExpiration: String(dayMs / 1000) },
};
