import type { Store } from '../kit/store/store.ts';
import type { Countries } from './domain/countries.ts';
import { severityAt } from './domain/severity.ts';
import { countLastDay } from './storage/events.ts';
import { countGoingOn } from './storage/incidents.ts';
import { listReporters } from './storage/reporters.ts';
import { countResponses } from './storage/responses.ts';
import { instantOf, listed } from './views.ts';

export const openIncidents = async (reads: Parameters<typeof countGoingOn>[0]) =>
  (await countGoingOn(reads)).map(({ severity, count }) => ({ severity: severityAt(severity), count: Number(count) }));

export const consultSecurityState = (store: Store, countries: () => Countries) => async () => {
  const lastDay = (await countLastDay(store)).map(({ kind, severity, count }) => ({
    ...{ kind, severity: severityAt(severity), count: Number(count) },
  }));
  const source = (await listReporters(store)).map((row) => ({
    ...{ platform: row.platform, instance: row.instance, lastSeenAt: instantOf(row.last_seen_at) },
    ...{ events: Number(row.events), dropped: Number(row.dropped) },
  }));
  return {
    ...listed('lastDay', lastDay),
    ...listed('openIncidents', await openIncidents(store)),
    ...(await countResponses(store)),
    countryNetworks: countries().size,
    ...listed('source', source),
  };
};
