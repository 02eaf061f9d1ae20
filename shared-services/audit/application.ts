import { implement } from '../kit/host/module.ts';
import type { Loop } from '../kit/loop.ts';
import { consultCheckpoint } from './consult-checkpoint.ts';
import { consultTrail } from './consult-trail.ts';
import { contract } from './contract.ts';
import { exportTrail } from './export-trail.ts';
import { listAcceptances } from './list-acceptances.ts';
import { listCheckpoints } from './list-checkpoints.ts';
import { listEvents } from './list-events.ts';
import { proveChain } from './prove-chain.ts';
import { proveConsistency } from './prove-consistency.ts';
import { proveConversations } from './prove-conversations.ts';
import { proveInclusion } from './prove-inclusion.ts';
import { proveBlocksOfBefore } from './sealing/blocks-of-before.ts';
import { startSealer } from './sealing/sealer.ts';
import { searchTrail } from './search-trail.ts';
import { startPushing } from './witnesses/push.ts';

export default implement(contract, import.meta.dirname, ({ store, log, catalogue, auditLog }) => {
  const { signer, witnesses = [] } = auditLog ?? {};
  const loops: Loop[] = [];
  const sealing = { store, log, ...(signer === undefined ? {} : { signer }) };
  return {
    handlers: {
      consultTrail: consultTrail(store),
      searchTrail: searchTrail(store),
      listEvents: listEvents(catalogue),
      exportTrail: exportTrail(store, signer),
      proveInclusion: proveInclusion(store, signer),
      proveConsistency: proveConsistency(store, signer),
      consultCheckpoint: consultCheckpoint(store, signer),
      listCheckpoints: listCheckpoints(store),
      proveChain: proveChain(store, signer),
      listAcceptances: listAcceptances(store),
      proveConversations: proveConversations(store, signer),
    },
    ready: async () => {
      await proveBlocksOfBefore(store, log);
      loops.push(startSealer(sealing), startPushing({ store, witnesses, log }));
    },
    stop: async () => void (await Promise.all(loops.map((loop) => loop.stop()))),
  };
});
