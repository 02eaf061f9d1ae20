/** What two people have barred, or lifted, as the shared services tell it: gateways hear it at once. */
import type { Subscription } from '../../../shared-services/kit/host/module.ts';
import type { ChangeUse } from './change-api-client.ts';
import { type BarChange, type BarKind, writeBar } from './storage/standing.ts';

interface Told {
  readonly kind: 'party' | 'client' | 'certificate' | 'account';
  readonly id: string;
  readonly version: number;
  readonly barred: boolean;
  readonly until?: string;
}

const kindOf: Readonly<Record<Told['kind'], BarKind>> = {
  party: 'party',
  client: 'barred-client',
  certificate: 'certificate',
  account: 'barred-account',
};

const barOf = (content: unknown): BarChange => {
  const told = content as Told;
  return { ...told, kind: kindOf[told.kind] };
};

export const takeBars =
  ({ store, clock, bell }: ChangeUse): Subscription =>
  async (messages) => {
    await store.transaction(async (transaction) => {
      for (const { content } of messages) await writeBar(transaction, barOf(content), clock.nowMs());
    });
    bell.ring();
  };
