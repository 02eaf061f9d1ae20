import { implement } from '../kit/host/module.ts';
import type { Loop } from '../kit/loop.ts';
import { startSealer } from './chain.ts';
import { consultTrail } from './consult-trail.ts';
import { contract } from './contract.ts';
import { listAcceptances } from './list-acceptances.ts';
import { proveChain } from './prove-chain.ts';

export default implement(contract, import.meta.dirname, ({ store, log }) => {
  let sealer: Loop | undefined;
  return {
    handlers: {
      consultTrail: consultTrail(store),
      proveChain: proveChain(store),
      listAcceptances: listAcceptances(store),
    },
    ready: async () => {
      sealer = startSealer(store, log);
    },
    stop: async () => sealer?.stop(),
  };
});
