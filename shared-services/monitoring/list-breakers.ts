import type { ReplyOf } from '../../reference-architecture/contract/language.ts';
import type { contract } from './contract.ts';
import { listed } from './figures.ts';
import { type Board, breakerSince } from './judging/board.ts';

type Operation = (typeof contract)['services']['Present']['operations']['listBreakers'];

const states = ['closed', 'halfOpen', 'open'] as const;

/** Open ones first. */
export const listBreakers = (board: () => Board) => async (): Promise<ReplyOf<Operation>> => {
  const now = board();
  const all = now.latest
    .filter(({ metric }) => metric === 'portorium_breaker_state')
    .toSorted((one, other) => other.value - one.value)
    .map((one) => ({
      platform: one.labels['platform'] ?? '?',
      target: one.labels['target'] ?? '?',
      state: states[one.value] ?? 'closed',
      sinceMs: Math.round(breakerSince(now, one)),
    }));
  return { readAtMs: now.readAtMs, ...listed('breaker', all) };
};
