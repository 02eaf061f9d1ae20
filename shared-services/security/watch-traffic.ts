/** Anomalies in what partners send: how much, and from where. */
import { toSecond } from '../kit/clock.ts';
import type { Transaction } from '../kit/store/store.ts';
import type { Countries } from './domain/countries.ts';
import { eventOf, type SecurityEvent } from './domain/event.ts';
import { geographyNews, nameOf } from './domain/geography.ts';
import { alwaysUsualPerMinute, isUnusual } from './domain/unusual.ts';
import { baselineOf, countMinute, isTold, placesOf, seenAt } from './storage/traffic.ts';

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

const rate = async (transaction: Transaction, ofMinute: readonly Traffic[], parts: WatchParts) => {
  const { partner, minute } = ofMinute[0]!;
  const added = ofMinute.reduce((sum, { count }) => sum + count, 0);
  const count = await countMinute(transaction, partner, minute, added);
  if (count <= alwaysUsualPerMinute || !isUnusual(count, await baselineOf(transaction, partner, minute))) return [];
  if (await isTold(transaction, 'RATE_UNUSUAL', partner, parts.nowMs - tellAgainAfterMs)) return [];
  return [anomaly('RATE_UNUSUAL', partner, `${count} in a minute`, parts)];
};

const geography = async (transaction: Transaction, ofPartner: readonly Traffic[], parts: WatchParts) => {
  const { partner } = ofPartner[0]!;
  const found: SecurityEvent[] = [];
  for (const network of new Set(ofPartner.flatMap((one) => one.network ?? []))) {
    const comes = { at: parts.countries.of(network.split('/', 1)[0]!), network, nowMs: parts.nowMs };
    const code = geographyNews(comes, await placesOf(transaction, partner));
    if (code !== undefined)
      found.push(anomaly(code, partner, `from ${comes.at?.country ?? 'a network never seen'}`, parts));
    seenAt(transaction, partner, nameOf(comes), parts.nowMs);
  }
  return found;
};

export const watchTraffic = async (
  transaction: Transaction,
  traffic: readonly Traffic[],
  parts: WatchParts,
): Promise<SecurityEvent[]> => {
  const found: SecurityEvent[] = [];
  for (const ofMinute of Map.groupBy(traffic, ({ partner, minute }) => `${partner} ${minute}`).values())
    found.push(...(await rate(transaction, ofMinute, parts)));
  for (const ofPartner of Map.groupBy(traffic, ({ partner }) => partner).values())
    found.push(...(await geography(transaction, ofPartner, parts)));
  return found;
};
