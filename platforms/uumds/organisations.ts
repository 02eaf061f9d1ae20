/** Who signs in. Every organisation and account here is invented. */
import { probeClient, probeEori } from '../../shared-services/kit/probe.ts';

/**
 * Circles that a token can admit to. To the trusted one it admits people, at their pages: systems of Member States come with a
 * certificate. The central circle is entered with a certificate only.
 */
export type TokenCircle = 'untrusted' | 'trusted' | 'administrators';

/** Realm role of each circle, `realm_access.roles`. */
export const circleRole = {
  untrusted: 'economic-operator',
  trusted: 'member-state-official',
  administrators: 'platform-operator',
} as const;

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
  'support',
  'security-officer',
  'auditor',
  'service-owner',
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
  /** Of a customs administration: the Member State for which its people act, `BE`. */
  readonly memberState?: string;
  /** What its system may do; of a customs administration, what its people may. */
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

/** Two accounts: what is dangerous needs a second person. */
const administrator = (id: string, title: string, profile: Profile): Organisation => ({
  ...{ id, title },
  circle: 'administrators',
  profiles: [profile],
  persons: [`invented-${profile}`, `invented-second-${profile}`].map((name) => ({ name, profiles: [profile] })),
});

/**
 * Two experts: nobody approves what they drafted themselves. An administration has an EORI as any body that deals with customs [M];
 * by it the national sign-in says for whom somebody acts.
 */
const customs = (memberState: string, country: string, eori: string): Organisation => {
  const id = `invented-customs-${memberState.toLowerCase()}`;
  return {
    ...{ id, title: `Invented Customs of ${country}`, eori, memberState },
    circle: 'trusted',
    profiles: ['risk-expert'],
    persons: [person(eori, `${id}-expert`, ['risk-expert']), person(eori, `${id}-second-expert`, ['risk-expert'])],
  };
};

export const organisations: readonly Organisation[] = [
  trader('invented-parcels', 'Invented Parcels', 'BE0000000001', ['declarant']),
  trader('invented-customs-agents', 'Invented Customs Agents', 'DE000000000000002', ['representative', 'declarant']),
  trader('invented-air-express', 'Invented Air Express', 'BE0000000003', ['declarant', 'carrier']),
  trader('invented-ocean-lines', 'Invented Ocean Lines', 'NL0000000004', ['declarant', 'carrier']),
  trader('invented-post', 'Invented Post', 'DE000000000000005', ['declarant']),
  trader('invented-it-services', 'Invented IT Services', 'NL0000000019', ['it-provider']),
  // The platform's own (shared-services/kit/probe.ts): files every minute, and is no business.
  {
    ...{ id: probeClient, title: 'Probe of the platform', circle: 'untrusted', eori: probeEori },
    ...{ profiles: ['declarant'], persons: [] },
  },
  customs('BE', 'Belgium', 'BE0000000091'),
  customs('DE', 'Germany', 'DE000000000000091'),
  administrator('invented-operations', 'Invented Operations', 'operator'),
  administrator('invented-audit-office', 'Invented Audit Office', 'auditor'),
  administrator('invented-service-desk', 'Invented Service Desk', 'support'),
  administrator('invented-security-office', 'Invented Security Office', 'security-officer'),
  administrator('invented-service-owners', 'Invented Service Owners', 'service-owner'),
];

/** For whom somebody acts, and what they may do there. */
export type Standing = Pick<Organisation, 'title' | 'circle' | 'eori' | 'memberState' | 'profiles'>;

/** The standing of each person, by user name: that of the organisation, with the person's own profiles. */
export const standingsOf = (all: readonly Organisation[]): ReadonlyMap<string, Standing> =>
  new Map(
    all.flatMap((organisation) =>
      organisation.persons.map(({ name, profiles: held }) => [name, { ...organisation, profiles: held }] as const),
    ),
  );
