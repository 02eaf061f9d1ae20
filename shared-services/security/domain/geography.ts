/** Whether a partner comes from where it never came from. Pure. */
import { distanceKm, type Place } from './countries.ts';

export interface Seen {
  readonly place: string;
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
}

export interface Comes {
  /** Undefined without a table, or where the table says nothing. */
  readonly at: Place | undefined;
  /** /24 or /48. */
  readonly network: string;
  readonly nowMs: number;
}

/** A partner that is new everywhere is not news. */
export const learntAfterMs = 24 * 60 * 60_000;
export const hourMs = 60 * 60_000;
/** Farther nobody travels in an hour. */
export const farKm = 1000;

/** What the place is called in memory; with its coordinates, where it has some. */
export const nameOf = ({ at, network }: Comes): string =>
  at === undefined
    ? `network ${network}`
    : ['country', at.country, ...(at.latitude === undefined ? [] : [at.latitude, at.longitude])].join(' ');

const placeOf = (name: string): Place | undefined => {
  const [kind, country = '', latitude, longitude] = name.split(' ');
  if (kind !== 'country') return undefined;
  return latitude === undefined ? { country } : { country, latitude: Number(latitude), longitude: Number(longitude) };
};

const isFar = (one: Place, other: Place): boolean =>
  one.country !== other.country && (distanceKm(one, other) ?? Number.POSITIVE_INFINITY) > farKm;

const isLearnt = (seen: readonly Seen[], nowMs: number): boolean =>
  seen.some(({ firstSeenMs }) => nowMs - firstSeenMs >= learntAfterMs);

const countryNews = (at: Place, seen: readonly Seen[], nowMs: number) => {
  const others = seen.flatMap((one) => {
    const place = placeOf(one.place);
    return place === undefined ? [] : [{ ...one, place }];
  });
  if (others.length === 0 || others.some(({ place }) => place.country === at.country)) return undefined;
  const isTooFast = others.some(({ place, lastSeenMs }) => nowMs - lastSeenMs < hourMs && isFar(place, at));
  return isTooFast ? 'COUNTRIES_FAR_APART' : 'COUNTRY_NEW';
};

/** The code of the event; undefined where there is nothing to tell. */
export const geographyNews = (comes: Comes, seen: readonly Seen[]): string | undefined => {
  const { at, nowMs } = comes;
  if (!isLearnt(seen, nowMs) || seen.some(({ place }) => place === nameOf(comes))) return undefined;
  if (at !== undefined) return countryNews(at, seen, nowMs);
  return seen.some(({ place }) => place.startsWith('network ')) ? 'NETWORK_NEW' : undefined;
};
