/** What two people have barred, or lifted, as the shared services tell it: gateways hear it at once. */
import type { Subscription } from '../../../shared-services/kit/host/module.ts';
import type { ChangeUse } from './change-api-client.ts';
import { wishCarried } from './storage/carried.ts';
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
      const bars = messages.map(({ content }) => barOf(content));
      for (const bar of bars) await writeBar(transaction, bar, clock.nowMs());
      // Keycloak gives a barred system no token either.
      for (const { kind, id } of bars) if (kind === 'barred-client') wishCarried(transaction, id, clock.nowMs());
    });
    bell.ring();
  };
