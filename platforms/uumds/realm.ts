/**
 * The realm in one place: who signs in, through which client, and with which roles. The embedded provider runs from it,
 * and `keycloak/portorium-realm.json` says the same to a Keycloak; a test holds the two together. Every organisation
 * and account here is invented.
 */

import type { NationalProvider } from './brokering/national-provider.ts';
import { circleRole, type Organisation, organisations, type Standing, type TokenCircle } from './organisations.ts';

export * from './brokering/national-provider.ts';
export * from './organisations.ts';

export const realmName = 'portorium';

/** The client whose roles are the business profiles: `resource_access.portorium.roles`. */
export const profileClient = 'portorium';

/** Platforms that accept tokens of a circle: the audience of its tokens. */
export const audiences: Readonly<Record<TokenCircle, readonly string[]>> = {
  untrusted: ['speed2ng'],
  trusted: ['ccn2ng'],
  administrators: ['speed2ng', 'shared-services'],
};

/** A system that asks for tokens with its secret (client credentials grant). */
export interface SystemClient {
  readonly kind: 'system';
  readonly id: string;
  readonly organisation: Organisation;
  readonly audiences: readonly string[];
}

/** A web application through which people sign in (authorization code with PKCE); it can keep no secret. */
export interface PortalClient {
  readonly kind: 'portal';
  readonly id: string;
  readonly redirectUris: readonly string[];
  readonly signedOutUris: readonly string[];
  readonly audiences: readonly string[];
}

export interface RealmSettings {
  /** Origin of the trader portal. */
  readonly portalUrl: string;
  /** Origin of the workbench of risk experts. */
  readonly workbenchUrl: string;
  /** Origin of the operators' console. */
  readonly monitoringUrl: string;
  readonly nationalProviders: readonly NationalProvider[];
}

/** Where the pages are on a laptop; which national sign-ins there are, whoever starts them says. */
export const defaultRealmSettings: RealmSettings = {
  portalUrl: 'https://localhost:8443',
  workbenchUrl: 'https://localhost:9445',
  monitoringUrl: 'https://localhost:8543',
  nationalProviders: [],
};

export interface Realm {
  readonly organisations: readonly Organisation[];
  readonly systemClients: readonly SystemClient[];
  readonly portalClients: readonly PortalClient[];
  readonly nationalProviders: readonly NationalProvider[];
}

const portal = (id: string, origin: string, path: string, circle: TokenCircle): PortalClient => ({
  kind: 'portal',
  id,
  redirectUris: [`${origin}${path}/signed-in`],
  signedOutUris: [`${origin}${path}/signed-out`],
  audiences: audiences[circle],
});

export const describeRealm = ({
  portalUrl,
  workbenchUrl,
  monitoringUrl,
  nationalProviders,
}: RealmSettings = defaultRealmSettings): Realm => ({
  organisations,
  nationalProviders,
  // A Member State's systems come to CCN2ng with a certificate: there is no secret that would get one a token.
  systemClients: organisations
    .filter(({ circle }) => circle !== 'trusted')
    .map((organisation) => ({
      kind: 'system',
      id: organisation.id,
      organisation,
      audiences: audiences[organisation.circle],
    })),
  portalClients: [
    portal('portorium-portal', portalUrl, '/portal', 'untrusted'),
    portal('portorium-workbench', workbenchUrl, '/workbench', 'trusted'),
    portal('portorium-monitoring', monitoringUrl, '/console', 'administrators'),
  ],
});

/** What a token says of the standing of its holder, in Keycloak's words. */
export const standingClaims = ({ circle, eori, memberState, profiles: held }: Standing) => ({
  circle,
  ...(eori === undefined ? {} : { eori }),
  ...(memberState === undefined ? {} : { member_state: memberState }),
  realm_access: { roles: [circleRole[circle]] },
  resource_access: { [profileClient]: { roles: [...held] } },
});
