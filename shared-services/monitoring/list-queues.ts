import type { ReplyOf, RequestOf } from '../../reference-architecture/contract/language.ts';
import type { contract } from './contract.ts';
import { figureText, listed } from './figures.ts';
import type { Latest } from './history/query.ts';
import type { Board } from './judging/board.ts';

type Operation = (typeof contract)['services']['Present']['operations']['listQueues'];

const kinds = {
  outbox: { depth: 'portorium_queue_depth', oldest: 'portorium_queue_oldest_seconds' },
  partner: { depth: 'portorium_exchange_waiting', oldest: 'portorium_exchange_oldest_seconds' },
} as const;

const keyOf = ({ labels }: Latest) => JSON.stringify(labels);

export interface Queue {
  readonly kind: 'outbox' | 'partner';
  readonly owner: string;
  readonly destination: string;
  readonly priority: string;
  readonly depth: number;
  readonly oldestSeconds: number;
  readonly deadLetters?: number;
}

const deadOf = (latest: readonly Latest[]) =>
  new Map(
    latest
      .filter(({ metric }) => metric === 'portorium_dead_letters')
      .map(({ labels, value }) => [`${labels['component']} ${labels['subscriber']}`, value]),
  );

export const queuesOf = ({ latest }: Pick<Board, 'latest'>): Queue[] => {
  const dead = deadOf(latest);
  return (['outbox', 'partner'] as const).flatMap((kind) => {
    const { depth, oldest } = kinds[kind];
    const ages = new Map(latest.filter(({ metric }) => metric === oldest).map((one) => [keyOf(one), one.value]));
    return latest
      .filter(({ metric }) => metric === depth)
      .map((one) => {
        const { labels, value } = one;
        const owner = labels['component'] ?? 'ccn2ng';
        const destination = labels['subscriber'] ?? labels['member_state'] ?? '?';
        const deadLetters = dead.get(`${owner} ${destination}`);
        return {
          ...{ kind, owner, destination, priority: labels['priority'] ?? 'C', depth: value },
          oldestSeconds: ages.get(keyOf(one)) ?? 0,
          ...(kind === 'outbox' && deadLetters !== undefined ? { deadLetters } : {}),
        };
      });
  });
};

/** What has waited longest first. */
export const listQueues =
  (board: () => Board) =>
  async ({ kind, nonEmpty = false }: RequestOf<Operation>): Promise<ReplyOf<Operation>> => {
    const now = board();
    const all = queuesOf(now);
    const wanted = all
      .filter((one) => kind === undefined || one.kind === kind)
      .filter(({ depth, deadLetters = 0 }) => !nonEmpty || depth > 0 || deadLetters > 0)
      .toSorted((one, other) => other.oldestSeconds - one.oldestSeconds)
      .map((one) => ({ ...one, oldestSeconds: figureText(one.oldestSeconds) }));
    return {
      readAtMs: now.readAtMs,
      waiting: all.reduce((sum, { depth }) => sum + depth, 0),
      ...listed('queue', wanted),
    };
  };
