/**
 * The realm as a file that Keycloak imports. It holds no secret: Keycloak generates those of clients, people set theirs.
 * Keycloak's names of mappers and settings are from memory, to be checked against a running Keycloak.
 */
import {
  circleRole,
  type Organisation,
  type PortalClient,
  profileClient,
  profiles,
  type Realm,
  realmName,
  type Standing,
  type SystemClient,
} from '../realm.ts';

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

/** Said for each client, so that nothing depends on which client scopes the realm was given. */
const mappersFor = (audiences: readonly string[]) => [
  mapper('subject', 'oidc-sub-mapper', {}),
  attributeMapper('eori'),
  attributeMapper('circle'),
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

const usersOf = (organisation: Organisation) => [
  {
    username: `service-account-${organisation.id}`,
    serviceAccountClientId: organisation.id,
    ...standing(organisation),
  },
  ...organisation.persons.map(({ name, profiles: held }) => ({
    username: name,
    requiredActions: ['UPDATE_PASSWORD'],
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

export const realmImport = (
  { organisations, systemClients, portalClients }: Realm,
  accessTokenLifetimeSeconds: number,
) => ({
  realm: realmName,
  displayName: 'Portorium (demonstration: every organisation is invented)',
  enabled: true,
  sslRequired: 'external',
  registrationAllowed: false,
  bruteForceProtected: true,
  defaultSignatureAlgorithm: 'RS256',
  accessTokenLifespan: accessTokenLifetimeSeconds,
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
  users: organisations.flatMap(usersOf),
});
