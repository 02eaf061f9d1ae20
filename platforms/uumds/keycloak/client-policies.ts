/** What no client of the realm may do, whoever registers it and however it is described: Keycloak's client policies. */

const profile = 'portorium baseline';
const pkceProfile = 'portorium public clients';

export const clientPolicyImport = {
  clientProfiles: {
    profiles: [
      {
        name: profile,
        description: 'No tokens in addresses, no passwords through applications',
        executors: [
          { executor: 'reject-implicit-grant', configuration: { 'auto-configure': true } },
          { executor: 'reject-ropc-grant', configuration: { 'auto-configure': true } },
        ],
      },
      {
        name: pkceProfile,
        description: 'Codes are bound to whoever asked for them (RFC 7636)',
        executors: [{ executor: 'pkce-enforcer', configuration: { 'auto-configure': true } }],
      },
    ],
  },
  clientPolicies: {
    policies: [
      {
        name: 'all clients',
        enabled: true,
        conditions: [{ condition: 'any-client', configuration: {} }],
        profiles: [profile],
      },
      {
        name: 'public clients',
        enabled: true,
        conditions: [{ condition: 'client-access-type', configuration: { type: ['public'] } }],
        profiles: [pkceProfile],
      },
    ],
  },
};
