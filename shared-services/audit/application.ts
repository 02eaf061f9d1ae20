import { implement } from '../kit/host/module.ts';
import { proveChain, type Sealer, startSealer } from './chain.ts';
import { consultTrail } from './consult-trail.ts';
import { contract } from './contract.ts';

export default implement(contract, import.meta.dirname, ({ store, log }) => {
  let sealer: Sealer | undefined;
  return {
    handlers: {
      consultTrail: consultTrail(store),
      proveChain: async () => {
        const { blocks, records, broken } = await proveChain(store);
        const fault = broken === undefined ? {} : { firstBrokenBlock: broken.position, reason: broken.reason };
        return { blocks, records, holds: broken === undefined, ...fault };
      },
    },
    ready: async () => {
      sealer = startSealer(store, (error) => log.error({ err: error }, 'sealing failed; it is tried again'));
    },
    stop: async () => sealer?.stop(),
  };
});
