import { implement } from '../kit/host/module.ts';
import { type Sealer, startSealer } from './chain.ts';
import { consultTrail } from './consult-trail.ts';
import { contract } from './contract.ts';
import { proveChain } from './prove-chain.ts';

export default implement(contract, import.meta.dirname, ({ store, log }) => {
  let sealer: Sealer | undefined;
  return {
    handlers: {
      consultTrail: consultTrail(store),
      proveChain: proveChain(store),
    },
    ready: async () => {
      sealer = startSealer(store, (error) => log.error({ err: error }, 'sealing failed; it is tried again'));
    },
    stop: async () => sealer?.stop(),
  };
});
