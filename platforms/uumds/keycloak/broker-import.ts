/** The national sign-ins, as Keycloak's identity brokering imports them. */
import { assuranceLevels } from '../brokering/assertion.ts';
import { brokerClientId } from '../brokering/paths.ts';
import { countryOfEori, type NationalProvider, nationalProvider, type Organisation } from '../realm.ts';

/** Where the invented national sign-ins are on a laptop; in production the Member States' own. */
export const demonstrationNationalProviders: readonly NationalProvider[] = [
  nationalProvider('BE', 'http://127.0.0.1:8181'),
  nationalProvider('DE', 'http://127.0.0.1:8182'),
  nationalProvider('NL', 'http://127.0.0.1:8183'),
];

const firstSignInFlow = 'national first sign-in';
const notRegistered = 'national person not registered';

/** Addresses of a national provider; all but the issuer are told by its discovery document. */
export const addressesOf = (issuer: string) => ({
  issuer,
  authorizationUrl: `${issuer}/auth`,
  tokenUrl: `${issuer}/token`,
  jwksUrl: `${issuer}/jwks`,
  logoutUrl: `${issuer}/session/end`,
});

const identityProvider = ({ alias, country, title, issuer }: NationalProvider) => ({
  alias,
  displayName: `Sign in with ${title}`,
  providerId: 'oidc',
  enabled: true,
  trustEmail: false,
  storeToken: false,
  linkOnly: false,
  firstBrokerLoginFlowAlias: firstSignInFlow,
  config: {
    ...addressesOf(issuer),
    clientId: brokerClientId,
    // Proved by the realm's own key: no secret is shared.
    clientAuthMethod: 'private_key_jwt',
    clientAssertionSigningAlg: 'RS256',
    pkceEnabled: 'true',
    pkceMethod: 'S256',
    useJwksUrl: 'true',
    validateSignature: 'true',
    defaultScope: 'openid profile',
    disableUserInfo: 'true',
    syncMode: 'IMPORT',
    // Keycloak would otherwise sign people out by a request of its own, which cannot end their national session.
    backchannelSupported: 'false',
    sendClientIdOnLogout: 'true',
    // An essential claim: a national provider vouches for EORI numbers of its own country only.
    filteredByClaim: 'true',
    claimFilterName: 'eori',
    claimFilterValue: `^${country}[A-Z0-9]{1,15}$`,
  },
});

/** What the national provider says of the level of assurance, and nothing else, is taken over: for the session only. */
const assuranceMapper = ({ alias }: NationalProvider) => ({
  name: 'level of assurance',
  identityProviderAlias: alias,
  identityProviderMapper: 'oidc-user-session-note-idp-mapper',
  config: {
    syncMode: 'FORCE',
    claims: JSON.stringify([{ key: 'acr', value: `^(${assuranceLevels.join('|')})$` }]),
    'are.claim.values.regex': 'true',
  },
});

/** Persons are linked by whoever registers them. Somebody without a link is told so, and no account is made. */
const flow = {
  alias: firstSignInFlow,
  description: 'Whoever is not registered here is not let in by a national sign-in',
  providerId: 'basic-flow',
  topLevel: true,
  builtIn: false,
  authenticationExecutions: [
    {
      authenticator: 'deny-access-authenticator',
      authenticatorConfig: notRegistered,
      authenticatorFlow: false,
      requirement: 'REQUIRED',
      priority: 10,
      userSetupAllowed: false,
    },
  ],
};

const refusal = {
  alias: notRegistered,
  config: {
    denyErrorMessage:
      'The national sign-in knows you, but no economic operator has registered you here. Ask the administrator of your economic operator to register you.',
  },
};

export const brokerImport = (providers: readonly NationalProvider[]) => ({
  identityProviders: providers.map(identityProvider),
  identityProviderMappers: providers.map(assuranceMapper),
  authenticationFlows: [flow],
  authenticatorConfig: [refusal],
});

/** The national identity of a person of an organisation, where the organisation's Member State has a sign-in. */
export const federatedIdentitiesOf = (
  providers: readonly NationalProvider[],
  { eori = '' }: Organisation,
  personIdentifier: string | undefined,
) =>
  providers
    .filter(({ country }) => personIdentifier !== undefined && country === countryOfEori(eori))
    .map(({ alias }) => ({ identityProvider: alias, userId: personIdentifier, userName: personIdentifier }));
