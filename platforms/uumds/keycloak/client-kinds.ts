/** How a Keycloak is told that a client is a system: it has a service account, and no way in for people. */
export const isSystem = {
  protocol: 'openid-connect',
  publicClient: false,
  serviceAccountsEnabled: true,
  standardFlowEnabled: false,
  implicitFlowEnabled: false,
  directAccessGrantsEnabled: false,
  fullScopeAllowed: true,
  redirectUris: [],
  // Named though there are none: left out, Keycloak adds its own.
  defaultClientScopes: [],
  optionalClientScopes: [],
} as const;
