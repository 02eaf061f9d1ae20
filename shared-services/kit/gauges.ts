/** Figures of an application among the metrics of its platform: read when they are scraped. */
import { Gauge, type Registry } from 'prom-client';

/** @param name with prefix and unit, `portorium_analyses_overdue` */
export type Gauges = (name: string, help: string, read: () => number) => void;

/** A second one of the same name takes the place of the first: an application that was started again. */
export const gaugesOf =
  (registry: Registry): Gauges =>
  (name, help, read) => {
    registry.removeSingleMetric(name);
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  };
