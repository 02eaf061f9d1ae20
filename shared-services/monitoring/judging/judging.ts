/** The loop that reads the figures, judges them, and keeps the board. */
import type { Clock } from '../../kit/clock.ts';
import type { Logger } from '../../kit/logging.ts';
import { type Loop, startLoop } from '../../kit/loop.ts';
import type { Store } from '../../kit/store/store.ts';
import { forget } from '../history/query.ts';
import { rules } from '../rules/rules.ts';
import { judgeAll, readAlerts } from './alerts.ts';
import { type Board, createReadBoard, emptyBoard, figuresOf } from './board.ts';

export interface Judging extends Loop {
  readonly board: () => Board;
  /** One round, at once. */
  round(): Promise<void>;
  /** Alerts were changed by somebody: the board shows it at once. */
  refreshAlerts(): Promise<void>;
}

export interface JudgingParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  readonly intervalMs?: number;
}

const forgetEveryMs = 5 * 60_000;

export const startJudging = ({ store, clock, log, intervalMs = 10_000 }: JudgingParts): Judging => {
  const read = createReadBoard(store);
  let board: Board = emptyBoard;
  let forgotAtMs = 0;

  const round = async () => {
    const nowMs = clock.nowMs();
    const now = await read(board, nowMs);
    board = { ...now, alerts: await judgeAll(store, rules, figuresOf(now, nowMs)) };
    if (nowMs - forgotAtMs >= forgetEveryMs) {
      forgotAtMs = nowMs;
      await forget(store);
    }
  };
  return {
    board: () => board,
    round,
    refreshAlerts: async () => {
      board = { ...board, alerts: await readAlerts(store) };
    },
    ...startLoop({ name: 'judging of figures', intervalMs, work: round, log }),
  };
};
