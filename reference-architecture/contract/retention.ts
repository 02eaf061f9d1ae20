/**
 * How long cases are kept after they are closed, by the class of retention that contracts state. One table: a contract says the
 * class, never a period of its own.
 */
import type { Application, Retention } from './language.ts';

export interface RetentionPeriod {
  readonly name: Retention;
  /** After the case is closed, or the message is done with. */
  readonly days: number;
  readonly source: string;
}

/** [M]: from memory of the text that is named; a customs administration sets its own. */
export const retentionPeriods: readonly RetentionPeriod[] = [
  { name: 'none', days: 0, source: 'Nothing is stored.' },
  {
    name: 'transport',
    days: 90,
    source: 'Our choice: time to look into a delivery that went wrong; the message itself is kept with its case.',
  },
  {
    name: 'case',
    days: 1461,
    source: 'UCC Art. 51(1): at least three years from the end of the year [M]; so four years, leap day included.',
  },
  {
    name: 'record',
    days: 3653,
    source: 'Our choice: ten years, the longest limitation of a customs debt from a criminal act, UCC Art. 103(2) [M].',
  },
];

const dayMs = 24 * 60 * 60 * 1000;

export const retentionMs = (name: string): number => {
  const period = retentionPeriods.find((one) => one.name === name);
  if (period === undefined) throw new Error(`there is no class of retention '${name}'`);
  return period.days * dayMs;
};

export interface NotificationsOfClass {
  readonly names: readonly string[];
  readonly keptMs: number;
}

/** Notifications by how long a gateway keeps them when they are done with: `entry.IE3Q01` and its like, for each class. */
export const notificationsByRetention = (catalogue: readonly Application[]): readonly NotificationsOfClass[] =>
  retentionPeriods
    .map(({ name: retention }) => ({
      keptMs: retentionMs(retention),
      names: catalogue.flatMap((contract) =>
        Object.entries(contract.notifications)
          .filter(([, one]) => one.retention === retention)
          .map(([name]) => `${contract.name}.${name}`),
      ),
    }))
    .filter(({ names }) => names.length > 0);
