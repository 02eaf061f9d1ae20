/** Anomalies in what partners send: how much, and from where. */
import { toSecond } from '../kit/clock.ts';
import type { Transaction } from '../kit/store/store.ts';
import type { Countries } from './domain/countries.ts';
import { eventOf, type SecurityEvent } from './domain/event.ts';
import { geographyNews, nameOf } from './domain/geography.ts';
import { alwaysUsualPerMinute, isUnusual } from './domain/unusual.ts';
import { baselineOf, countMinutes, isTold, notePlaces, placesOf } from './storage/traffic.ts';

export interface Traffic {
  readonly minute: string;
  readonly partner: string;
  /** Network from which it came. */
  readonly network?: string;
  readonly count: number;
}

export interface WatchParts {
  readonly platform: string;
  readonly nowMs: number;
  readonly countries: Countries;
}

const tellAgainAfterMs = 10 * 60_000;

const anomaly = (code: string, partner: string, detail: string, { platform, nowMs }: WatchParts) =>
  eventOf({ at: toSecond(nowMs), code, count: 1, partner, detail }, platform, () => undefined)!;

const rates = async (transaction: Transaction, traffic: readonly Traffic[], parts: WatchParts) => {
  const found: SecurityEvent[] = [];
  for (const { partner, minute, count } of await countMinutes(transaction, traffic)) {
    if (count <= alwaysUsualPerMinute || !isUnusual(count, await baselineOf(transaction, partner, minute))) continue;
    if (await isTold(transaction, 'RATE_UNUSUAL', partner, parts.nowMs - tellAgainAfterMs)) continue;
    found.push(anomaly('RATE_UNUSUAL', partner, `${count} in a minute`, parts));
  }
  return found;
};

const comesOf = ({ partner, network = '' }: Traffic, { countries, nowMs }: WatchParts) => {
  const comes = { at: countries.of(network.split('/', 1)[0] ?? ''), network, nowMs };
  return { partner, comes, place: nameOf(comes) };
};

const places = async (transaction: Transaction, traffic: readonly Traffic[], parts: WatchParts) => {
  const coming = traffic.filter(({ network }) => network !== undefined).map((one) => comesOf(one, parts));
  const found: SecurityEvent[] = [];
  for (const { partner, place } of await notePlaces(transaction, coming, parts.nowMs)) {
    const { comes } = coming.find((one) => one.partner === partner && one.place === place)!;
    const seen = (await placesOf(transaction, partner)).filter((one) => one.place !== place);
    const code = geographyNews(comes, seen);
    if (code !== undefined)
      found.push(anomaly(code, partner, `from ${comes.at?.country ?? 'a network never seen'}`, parts));
  }
  return found;
};

export const watchTraffic = async (
  transaction: Transaction,
  traffic: readonly Traffic[],
  parts: WatchParts,
): Promise<SecurityEvent[]> =>
  traffic.length === 0
    ? []
    : [...(await rates(transaction, traffic, parts)), ...(await places(transaction, traffic, parts))];
