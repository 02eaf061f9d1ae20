/**
 * The realm in one place: who signs in, through which client, and with which roles. The embedded provider runs from it,
 * and `keycloak/portorium-realm.json` says the same to a Keycloak; a test holds the two together. Every organisation
 * and account here is invented.
 */

export const realmName = 'portorium';

/** The client whose roles are the business profiles: `resource_access.portorium.roles`. */
export const profileClient = 'portorium';

/** Circles that a token can admit to. The others are entered with a certificate only. */
export type TokenCircle = 'untrusted' | 'administrators';

/** Realm role of each circle, `realm_access.roles`. */
export const circleRole = { untrusted: 'economic-operator', administrators: 'platform-operator' } as const;

/**
 * Business profiles that somebody can hold. `administrator` is that of an economic operator's own administrator, who gives
 * mandates and registers systems; `it-provider` that of a business that runs systems for others.
 */
export const profiles = [
  'declarant',
  'representative',
  'carrier',
  'administrator',
  'it-provider',
  'operator',
  'auditor',
  'risk-expert',
] as const;

export type Profile = (typeof profiles)[number];

/** An account with which somebody of an organisation signs in. */
export interface Person {
  /** User name. */
  readonly name: string;
  /** Of what the organisation may do, what this account may. */
  readonly profiles: readonly Profile[];
  /** Under which the national sign-in of the organisation's Member State knows the same person. */
  readonly personIdentifier?: string;
}

/** An invented organisation; its id is also the id of its system client. */
export interface Organisation {
  readonly id: string;
  readonly title: string;
  readonly circle: TokenCircle;
  readonly eori?: string;
  /** What its system may do. */
  readonly profiles: readonly Profile[];
  readonly persons: readonly Person[];
}

/** The Member State that gave the number. */
export const countryOfEori = (eori: string): string => eori.slice(0, 2);

/** Country of origin, of destination, and an identifier that stays: the form of eIDAS (Regulation (EU) 2015/1501). [M] */
const personIdentifierOf = (eori: string, name: string): string => `${countryOfEori(eori)}/EU/${name}`;

const person = (eori: string, name: string, held: readonly Profile[]): Person => ({
  name,
  profiles: held,
  personIdentifier: personIdentifierOf(eori, name),
});

/** Who administers does not file, and the other way round: two accounts. */
const trader = (id: string, title: string, eori: string, held: readonly Profile[]): Organisation => ({
  ...{ id, title, eori },
  circle: 'untrusted',
  profiles: held,
  persons: [person(eori, `${id}-clerk`, held), person(eori, `${id}-administrator`, ['administrator'])],
});

const administrator = (id: string, title: string, profile: Profile): Organisation => ({
  ...{ id, title },
  circle: 'administrators',
  profiles: [profile],
  persons: [{ name: `invented-${profile}`, profiles: [profile] }],
});

export const organisations: readonly Organisation[] = [
  trader('invented-parcels', 'Invented Parcels', 'BE0000000001', ['declarant']),
  trader('invented-customs-agents', 'Invented Customs Agents', 'DE000000000000002', ['representative', 'declarant']),
  trader('invented-air-express', 'Invented Air Express', 'BE0000000003', ['declarant', 'carrier']),
  trader('invented-ocean-lines', 'Invented Ocean Lines', 'NL0000000004', ['declarant', 'carrier']),
  trader('invented-post', 'Invented Post', 'DE000000000000005', ['declarant']),
  trader('invented-it-services', 'Invented IT Services', 'NL0000000019', ['it-provider']),
  administrator('invented-operations', 'Invented Operations', 'operator'),
  administrator('invented-audit-office', 'Invented Audit Office', 'auditor'),
];

/** Platforms that accept tokens of a circle: the audience of its tokens. */
const audiences: Readonly<Record<TokenCircle, readonly string[]>> = {
  untrusted: ['speed2ng'],
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

/** The identity provider of a Member State, whose word UUM&DS takes for who somebody is. */
export interface NationalProvider {
  /** Its name in addresses, as Keycloak calls it: the country in lower case. */
  readonly alias: string;
  /** Whose EORI numbers it may vouch for. */
  readonly country: string;
  /** Name of the country, for people. */
  readonly title: string;
  /** Address, exactly as its tokens say it. */
  readonly issuer: string;
}

export const nationalProvider = (country: string, issuer: string): NationalProvider => ({
  alias: country.toLowerCase(),
  country,
  title: new Intl.DisplayNames(['en'], { type: 'region' }).of(country) ?? country,
  issuer,
});

export interface RealmSettings {
  /** Origin of the trader portal. */
  readonly portalUrl: string;
  /** Origin of the operators' monitoring pages. */
  readonly monitoringUrl: string;
  readonly nationalProviders: readonly NationalProvider[];
}

/** Where the pages are on a laptop; which national sign-ins there are, whoever starts them says. */
export const defaultRealmSettings: RealmSettings = {
  portalUrl: 'https://localhost:8443',
  monitoringUrl: 'http://localhost:8090',
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
  monitoringUrl,
  nationalProviders,
}: RealmSettings = defaultRealmSettings): Realm => ({
  organisations,
  nationalProviders,
  systemClients: organisations.map((organisation) => ({
    kind: 'system',
    id: organisation.id,
    organisation,
    audiences: audiences[organisation.circle],
  })),
  portalClients: [
    portal('portorium-portal', portalUrl, '/portal', 'untrusted'),
    portal('portorium-monitoring', monitoringUrl, '/monitoring', 'administrators'),
  ],
});

/** For whom somebody acts, and what they may do there. */
export type Standing = Pick<Organisation, 'title' | 'circle' | 'eori' | 'profiles'>;

/** The standing of each person, by user name: that of the organisation, with the person's own profiles. */
export const standingsOf = (all: readonly Organisation[]): ReadonlyMap<string, Standing> =>
  new Map(
    all.flatMap((organisation) =>
      organisation.persons.map(({ name, profiles: held }) => [name, { ...organisation, profiles: held }] as const),
    ),
  );

/** What a token says of the standing of its holder, in Keycloak's words. */
export const standingClaims = ({ circle, eori, profiles: held }: Standing) => ({
  circle,
  ...(eori === undefined ? {} : { eori }),
  realm_access: { roles: [circleRole[circle]] },
  resource_access: { [profileClient]: { roles: [...held] } },
});
