/**
 * The realm as a file that Keycloak imports. It holds no secret: Keycloak generates those of clients, people set theirs.
 * `npm run test:keycloak` holds a Keycloak with this file against the embedded provider; see README.md.
 */

import {
  circleRole,
  type NationalProvider,
  type PortalClient,
  profileClient,
  profiles,
  type Realm,
  realmName,
  type SystemClient,
} from '../realm.ts';
import { brokerImport, demonstrationNationalProviders } from './broker-import.ts';
import { isSystem } from './client-kinds.ts';
import { clientPolicyImport } from './client-policies.ts';
import { mappersFor } from './protocol-mappers.ts';
import { eventsImport, registrarAccount, registrarClient } from './registrar-import.ts';
import { heldProfiles, roleOfHeld, userProfile, usersOf } from './user-import.ts';

const systemClient = ({ id, organisation, audiences }: SystemClient) => ({
  clientId: id,
  name: `${organisation.title} (invented), system`,
  ...isSystem,
  clientAuthenticatorType: 'client-secret',
  protocolMappers: mappersFor(audiences),
});

const portalClient = ({ id, redirectUris, signedOutUris, audiences }: PortalClient) => ({
  clientId: id,
  name: id,
  protocol: 'openid-connect',
  publicClient: true,
  serviceAccountsEnabled: false,
  standardFlowEnabled: true,
  implicitFlowEnabled: false,
  directAccessGrantsEnabled: false,
  fullScopeAllowed: true,
  redirectUris,
  defaultClientScopes: ['profile'],
  optionalClientScopes: [],
  attributes: {
    'pkce.code.challenge.method': 'S256',
    'post.logout.redirect.uris': signedOutUris.join('##'),
  },
  protocolMappers: mappersFor(audiences),
});

const rolesClient = {
  clientId: profileClient,
  name: 'Business profiles',
  protocol: 'openid-connect',
  bearerOnly: true,
  publicClient: false,
  standardFlowEnabled: false,
  directAccessGrantsEnabled: false,
};

const workingDaySeconds = 36_000;

/** As the embedded provider has them: a refresh token works once, a session ends with the working day. */
const lifetimes = (accessTokenLifetimeSeconds: number) => ({
  accessTokenLifespan: accessTokenLifetimeSeconds,
  accessCodeLifespan: 60,
  accessCodeLifespanLogin: 600,
  ssoSessionIdleTimeout: workingDaySeconds,
  ssoSessionMaxLifespan: workingDaySeconds,
  revokeRefreshToken: true,
  refreshTokenMaxReuse: 0,
});

/** Five wrong passwords close an account for fifteen minutes. */
const lockOut = {
  bruteForceProtected: true,
  failureFactor: 5,
  waitIncrementSeconds: 900,
  maxFailureWaitSeconds: 900,
  maxDeltaTimeSeconds: 900,
};

export const realmImport = (
  { organisations, systemClients, portalClients }: Realm,
  accessTokenLifetimeSeconds: number,
  nationalProviders: readonly NationalProvider[] = demonstrationNationalProviders,
) => ({
  realm: realmName,
  displayName: 'Portorium (demonstration: every organisation is invented)',
  enabled: true,
  sslRequired: 'external',
  registrationAllowed: false,
  defaultSignatureAlgorithm: 'RS256',
  ...lockOut,
  ...lifetimes(accessTokenLifetimeSeconds),
  ...clientPolicyImport,
  ...eventsImport,
  components: {
    'org.keycloak.userprofile.UserProfileProvider': [
      {
        providerId: 'declarative-user-profile',
        subComponents: {},
        config: { 'kc.user.profile.config': [JSON.stringify(userProfile)] },
      },
    ],
  },
  roles: {
    realm: Object.values(circleRole).map((name) => ({ name })),
    client: { [profileClient]: [...profiles, ...heldProfiles.map(roleOfHeld)].map((name) => ({ name })) },
  },
  clients: [rolesClient, ...systemClients.map(systemClient), ...portalClients.map(portalClient), registrarClient],
  ...brokerImport(nationalProviders),
  users: [...organisations.flatMap((organisation) => usersOf(organisation, nationalProviders)), registrarAccount],
});
