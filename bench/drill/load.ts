/** Real filings (IE3F32) at SPEED2ng over REST, as many as are answered, and what was acknowledged. */
import { randomUUID } from 'node:crypto';
import { expressFiling } from '../../journeys/support/filings.ts';
import type { Client } from './installation.ts';

export interface Acknowledged {
  readonly MRN: string;
  readonly conversationId: string;
  readonly atMs: number;
}

export interface Load {
  readonly acknowledged: readonly Acknowledged[];
  readonly latenciesMs: readonly number[];
  /** Nothing more is sent; answers that are on their way still count. */
  stop(): Promise<void>;
}

const senders = 16;

export const startLoad = (trader: Client): Load => {
  const acknowledged: Acknowledged[] = [];
  const latenciesMs: number[] = [];
  let sending = true;
  const send = async (): Promise<void> => {
    while (sending) {
      const conversationId = randomUUID();
      const sinceMs = performance.now();
      const answer = await trader
        .post('/rest/v1/entry/filings/F32', expressFiling(), conversationId)
        .catch(() => undefined);
      if (answer?.status === 201) {
        acknowledged.push({ MRN: String(answer.body.MRN), conversationId, atMs: Date.now() });
        latenciesMs.push(performance.now() - sinceMs);
      } else await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const running = Promise.all(Array.from({ length: senders }, send));
  return {
    acknowledged,
    latenciesMs,
    stop: async () => {
      sending = false;
      await running;
    },
  };
};

export const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};
