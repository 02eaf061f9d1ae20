/**
 * The realm as a file that Keycloak imports. It holds no secret: Keycloak generates those of clients, people set theirs.
 * `npm run test:keycloak` holds a Keycloak with this file against the embedded provider; see README.md.
 */
import {
  circleRole,
  type NationalProvider,
  type Organisation,
  type PortalClient,
  profileClient,
  profiles,
  type Realm,
  realmName,
  type Standing,
  type SystemClient,
} from '../realm.ts';
import { brokerImport, demonstrationNationalProviders, federatedIdentitiesOf } from './broker-import.ts';
import { clientPolicyImport } from './client-policies.ts';

const mapper = (name: string, protocolMapper: string, config: Record<string, string>) => ({
  name,
  protocol: 'openid-connect',
  protocolMapper,
  config: { 'access.token.claim': 'true', 'id.token.claim': 'false', ...config },
});

const attributeMapper = (name: string) =>
  mapper(name, 'oidc-usermodel-attribute-mapper', {
    'user.attribute': name,
    'claim.name': name,
    'jsonType.label': 'String',
    'id.token.claim': 'true',
    'userinfo.token.claim': 'true',
  });

const roleMapper = (name: string, kind: string, claim: string) =>
  mapper(name, kind, { 'claim.name': claim, 'jsonType.label': 'String', multivalued: 'true' });

/** Said for each client: what tokens hold must not depend on which client scopes a realm happens to have. */
const mappersFor = (audiences: readonly string[]) => [
  mapper('subject', 'oidc-sub-mapper', {}),
  attributeMapper('eori'),
  attributeMapper('circle'),
  mapper('level of assurance', 'oidc-usersessionmodel-note-mapper', {
    'user.session.note': 'acr',
    'claim.name': 'acr',
    'jsonType.label': 'String',
    'id.token.claim': 'true',
  }),
  roleMapper('realm roles', 'oidc-usermodel-realm-role-mapper', 'realm_access.roles'),
  // biome-ignore lint/suspicious/noTemplateCurlyInString: Keycloak's own placeholder.
  roleMapper('profiles', 'oidc-usermodel-client-role-mapper', 'resource_access.${client_id}.roles'),
  ...audiences.map((audience) =>
    mapper(`audience ${audience}`, 'oidc-audience-mapper', { 'included.custom.audience': audience }),
  ),
];

const systemClient = ({ id, organisation, audiences }: SystemClient) => ({
  clientId: id,
  name: `${organisation.title} (invented), system`,
  protocol: 'openid-connect',
  publicClient: false,
  clientAuthenticatorType: 'client-secret',
  serviceAccountsEnabled: true,
  standardFlowEnabled: false,
  implicitFlowEnabled: false,
  directAccessGrantsEnabled: false,
  fullScopeAllowed: true,
  redirectUris: [],
  defaultClientScopes: [],
  optionalClientScopes: [],
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

const standing = ({ circle, eori, profiles: held }: Standing) => ({
  enabled: true,
  attributes: { circle: [circle], ...(eori === undefined ? {} : { eori: [eori] }) },
  realmRoles: [circleRole[circle]],
  clientRoles: { [profileClient]: held },
});

const usersOf = (organisation: Organisation, providers: readonly NationalProvider[]) => [
  {
    username: `service-account-${organisation.id}`,
    serviceAccountClientId: organisation.id,
    ...standing(organisation),
  },
  ...organisation.persons.map(({ name, profiles: held, personIdentifier }) => ({
    username: name,
    requiredActions: ['UPDATE_PASSWORD'],
    federatedIdentities: federatedIdentitiesOf(providers, organisation, personIdentifier),
    ...standing({ ...organisation, profiles: held }),
  })),
];

/** Only an administrator says for whom somebody acts: left to Keycloak's default, these attributes would be dropped. */
const userProfile = {
  attributes: [
    ...['username', 'email', 'firstName', 'lastName'].map((name) => ({
      name,
      permissions: { view: ['admin', 'user'], edit: ['admin', 'user'] },
    })),
    ...['eori', 'circle'].map((name) => ({ name, permissions: { view: ['admin', 'user'], edit: ['admin'] } })),
  ],
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
    client: { [profileClient]: profiles.map((name) => ({ name })) },
  },
  clients: [rolesClient, ...systemClients.map(systemClient), ...portalClients.map(portalClient)],
  ...brokerImport(nationalProviders),
  users: organisations.flatMap((organisation) => usersOf(organisation, nationalProviders)),
});
