/** Figures of the archive for Prometheus, read when they are scraped. */
import { Gauge, type Registry } from 'prom-client';
import type { Store } from '../kit/store/store.ts';
import { type FiguresRow, readFigures } from './storage/figures.ts';
import { listSources } from './storage/sources.ts';

interface Figures extends FiguresRow {
  readonly waiting: number;
  readonly failing: number;
  readonly unheard: number;
}

const read = async (store: Store): Promise<Figures> => {
  const sources = await listSources(store);
  const sum = (of: (source: (typeof sources)[number]) => number) => sources.reduce((all, one) => all + of(one), 0);
  return {
    ...(await readFigures(store)),
    waiting: sum(({ waiting }) => waiting),
    failing: sum(({ failing }) => failing),
    unheard: sum(({ fault }) => Number(fault !== null)),
  };
};

const figures: readonly (readonly [string, string, (of: Figures) => number | undefined])[] = [
  ['portorium_archive_packages', 'Packages in the archive', (of) => of.packages],
  ['portorium_archive_bytes', 'Their size in bytes', (of) => Number(of.bytes)],
  ['portorium_archive_waiting_cases', 'Closed cases that are not archived yet', (of) => of.waiting],
  ['portorium_archive_failing_cases', 'Cases whose archiving failed and is tried again', (of) => of.failing],
  [
    'portorium_archive_unheard_applications',
    'Applications that did not say which cases are closed',
    (of) => of.unheard,
  ],
  ['portorium_archive_damaged_packages', 'Packages that are not what was put in the store', (of) => of.damaged],
  ['portorium_archive_held_packages', 'Packages under a legal hold', (of) => of.held],
  ['portorium_archive_due_packages', 'Packages whose retention is over', (of) => of.due],
  ['portorium_archive_proposed_disposals', 'Disposals that wait for a second person', (of) => of.proposed],
  [
    'portorium_archive_oldest_check_timestamp_seconds',
    'Every file was read and compared since',
    (of) => (of.oldest_check_at === null ? undefined : of.oldest_check_at.getTime() / 1000),
  ],
];

/** One reading for all figures of a scrape; one that fails leaves them out. */
export const measureArchive = (registry: Registry, store: Store): void => {
  let reading: Promise<Figures | undefined> | undefined;
  const once = () => {
    reading ??= read(store)
      .catch(() => undefined)
      .finally(() => {
        reading = undefined;
      });
    return reading;
  };
  for (const [name, help, of] of figures)
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        const all = await once();
        const value = all === undefined ? undefined : of(all);
        this.reset();
        if (value === undefined) this.remove();
        else this.set(value);
      },
    });
};
