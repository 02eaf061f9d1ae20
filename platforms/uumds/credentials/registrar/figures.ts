/** How far Keycloak is behind the register. */
import type { Clock } from '../../../../shared-services/kit/clock.ts';
import type { Gauges } from '../../../../shared-services/kit/gauges.ts';
import type { CountedOf } from '../../../../shared-services/kit/metrics.ts';
import type { Backlog } from '../storage/carried.ts';

export interface FigureParts {
  readonly gauge: Gauges;
  readonly counted: CountedOf;
  readonly clock: Clock;
}

/** @returns counts what was done with a client */
export const registrarFigures = ({ gauge, counted, clock }: FigureParts, backlog: () => Backlog) => {
  const waiting = 'API clients of which Keycloak does not know the latest change';
  gauge('portorium_registrar_waiting', waiting, () => backlog().clients);
  gauge('portorium_registrar_oldest_seconds', 'How long the first of them has waited', () => {
    const { sinceMs } = backlog();
    return sinceMs === undefined ? 0 : Math.max(0, (clock.nowMs() - sinceMs) / 1000);
  });
  return counted('portorium_registrar_clients_total', 'API clients carried over to Keycloak, by what was done', [
    'result',
  ]);
};
