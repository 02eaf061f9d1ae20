import type { ReplyOf, RequestOf } from '../../reference-architecture/contract/language.ts';
import type { Clock } from '../kit/clock.ts';
import type { OperationCall } from '../kit/host/module.ts';
import type { Store } from '../kit/store/store.ts';
import { openIncidents } from './consult-security-state.ts';
import type { contract } from './contract.ts';
import type { Countries } from './domain/countries.ts';
import { eventOf, type SecurityEvent } from './domain/event.ts';
import { noteBatch } from './storage/reporters.ts';
import { takeIn } from './take-in.ts';
import { watchTraffic } from './watch-traffic.ts';

type Report = (typeof contract)['services']['SecurityIntake']['operations']['reportSecurityEvents'];

export interface IntakeParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly countries: () => Countries;
}

/** Each event under the platform whose certificate brought it. */
export const reportSecurityEvents =
  ({ store, clock, countries }: IntakeParts) =>
  (request: RequestOf<Report>, { caller }: OperationCall): Promise<ReplyOf<Report>> =>
    store.transaction(async (transaction) => {
      const { instance, batch, dropped, event: noted = [], traffic = [] } = request;
      const { party: platform } = caller;
      const nowMs = clock.nowMs();
      const countryOf = (address: string) => countries().of(address)?.country;
      const events = noted.map((one) => eventOf(one, platform, countryOf)).filter((one) => one !== undefined);
      const isNew = await noteBatch(transaction, { platform, instance, batch, events: events.length, dropped });
      if (!isNew) return { taken: 0 };
      const unusual: SecurityEvent[] = await watchTraffic(transaction, traffic, {
        platform,
        nowMs,
        countries: countries(),
      });
      await takeIn(transaction, [...events, ...unusual], nowMs);
      const open = await openIncidents(transaction);
      return { taken: events.length, ...(open.length === 0 ? {} : { openIncident: open }) };
    });
