/** Kept figures as a chart. A metric that nobody has written yet is a chart without figures. */
import type { Html } from '../../gateway/pages/html.ts';
import type { Visit } from '../../gateway/pages/site/visit.ts';
import { Refusal } from '../../kit/refusal.ts';
import { contract as monitoring } from '../../monitoring/contract.ts';
import { chart, type Line } from './chart.ts';

export interface Wanted {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly metric: string;
  readonly statistic?: string;
  readonly label?: readonly string[];
  /** Labels by which lines stay apart. */
  readonly by?: readonly string[];
  readonly hours: number;
  /** What the figures are multiplied by: 1000 for seconds as milliseconds. */
  readonly factor?: number;
  readonly name?: string;
  /** Lines that are wanted, by their name; all if not said. */
  readonly only?: (name: string) => boolean;
}

const linesOf = async ({ calls, nowMs }: Visit, wanted: Wanted): Promise<Line[]> => {
  const { metric, statistic, label, by, hours, factor = 1, name = wanted.title, only = () => true } = wanted;
  const reply = await calls.to(monitoring).consultSeries({
    metric,
    fromMs: nowMs - hours * 3_600_000,
    toMs: nowMs,
    ...(statistic === undefined ? {} : { statistic }),
    ...(label === undefined ? {} : { label: [...label] }),
    ...(by === undefined ? {} : { by: [...by] }),
  });
  const lines = (reply.series ?? []).map(({ label: labels = [], atMs = [], value = [] }) => ({
    name: labels.map((one) => one.value).join(' ') || name,
    points: atMs.map((at, index) => ({ atMs: at, value: Number(value[index]) * factor })),
  }));
  return lines.filter((one) => only(one.name));
};

export const seriesChart = async (visit: Visit, wanted: Wanted): Promise<Html> => {
  const { id, title, unit } = wanted;
  try {
    return chart({ id, title, unit, lines: await linesOf(visit, wanted) });
  } catch (error) {
    if (error instanceof Refusal && error.status === 'notFound') return chart({ id, title, unit, lines: [] });
    throw error;
  }
};

/** Times over which charts go. */
export const spans = [
  [1, 'One hour'],
  [6, '6 hours'],
  [24, 'One day'],
  [168, 'One week'],
  [720, '30 days'],
] as const;

export const hoursOf = ({ fields }: Visit): number =>
  spans.find(([hours]) => String(hours) === fields.text('hours'))?.[0] ?? 1;
