/** How Keycloak writes the claims that the platform reads. */

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
export const mappersFor = (audiences: readonly string[]) => [
  mapper('subject', 'oidc-sub-mapper', {}),
  attributeMapper('eori'),
  attributeMapper('member_state'),
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
