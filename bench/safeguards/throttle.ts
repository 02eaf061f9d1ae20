/** What the shares cost per request: of an address, a credential and a party, counted in batches. */
import { clientAddress, placeOf, proxiesOf } from '../../shared-services/gateway/throttling/address.ts';
import { createBatches } from '../../shared-services/gateway/throttling/batches.ts';
import type { Safeguard } from './measure.ts';

export const throttle: Safeguard = async () => {
  const never = async () => undefined;
  const takes = [1, 2, 3].map(() => createBatches({ batch: 3000, periodMs: 60_000, report: never }));
  const isProxy = proxiesOf('10.0.0.0/8');
  const counts = new Map<string, number>();
  let request = 0;
  const party = () => {
    request += 1;
    return `BE${request % 500}`;
  };
  const contest = {
    safeguard: 'shares of address, credential and party',
    run: async () => {
      const place = placeOf(clientAddress({ remoteAddress: '192.0.2.7' }, isProxy));
      for (const take of takes) await take(`${place}${party()}`);
    },
    bare: 'three counts in a Map',
    runBare: () => {
      for (let count = 0; count < 3; count += 1) counts.set(party(), (counts.get(party()) ?? 0) + 1);
    },
  };
  return { contests: [contest] };
};
