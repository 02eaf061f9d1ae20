/** When certificates and revocation lists end, and signing keys are overdue: figures for Prometheus, and warnings in the log while there is time. */
import { Gauge, type Registry } from 'prom-client';
import type { Clock } from '../clock.ts';
import type { Logger } from '../logging.ts';

export interface Ending {
  /** A signing key does not end: from then on it should have been replaced. */
  readonly kind: 'certificate' | 'revocation list' | 'signing key';
  /** Few and bounded: `gateway speed2ng`, `authority trusted 1`. */
  readonly name: string;
  readonly atMs: number;
}

const dayMs = 24 * 60 * 60 * 1000;
const warnDays = [30, 7, 1] as const;

const ofKind = (kind: Ending['kind'], read: () => readonly Ending[]) => read().filter((one) => one.kind === kind);

/** Seconds since the epoch, as Prometheus wants times: `- time()` is what is left. */
export const measureEndings = (registry: Registry, read: () => readonly Ending[]): void => {
  const gauge = (name: string, help: string, label: string, kind: Ending['kind']) =>
    new Gauge({
      name,
      help,
      labelNames: [label],
      registers: [registry],
      collect() {
        this.reset();
        for (const one of ofKind(kind, read)) this.set({ [label]: one.name }, Math.floor(one.atMs / 1000));
      },
    });
  gauge(
    'portorium_certificate_expires_timestamp_seconds',
    'When a certificate that this process uses or trusts ends',
    'certificate',
    'certificate',
  );
  gauge(
    'portorium_revocation_list_next_update_timestamp_seconds',
    'When the next revocation list of an authority is due at the latest',
    'authority',
    'revocation list',
  );
  gauge(
    'portorium_signing_key_renewal_due_timestamp_seconds',
    'When a key that signs should have given way to its successor at the latest',
    'key',
    'signing key',
  );
};

/** Fewest of 30, 7, 1 and 0 days that are not left; nothing while there are more. */
const stageOf = (leftMs: number): number | undefined =>
  leftMs <= 0 ? 0 : warnDays.findLast((days) => leftMs <= days * dayMs);

/**
 * Says once of each certificate that 30 days are left, then 7, then 1, then that it has ended. Lists live for days: of them
 * only lateness is told (revocation.ts).
 */
export const createExpiryWarnings = (read: () => readonly Ending[], clock: Clock, log: Logger): (() => void) => {
  const told = new Map<string, number>();
  return () => {
    for (const { name, atMs } of ofKind('certificate', read)) {
      const stage = stageOf(atMs - clock.nowMs());
      const id = `${name} ${atMs}`;
      if (stage === undefined || told.get(id) === stage) continue;
      told.set(id, stage);
      const facts = { certificate: name, ends: new Date(atMs).toISOString(), daysLeft: stage };
      if (stage === 0) log.error(facts, 'a certificate has ended');
      else log.warn(facts, 'a certificate ends soon');
    }
  };
};
