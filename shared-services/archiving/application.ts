import { implement } from '../kit/host/module.ts';
import { type Loop, startLoop } from '../kit/loop.ts';
import { consultArchive } from './consult-archive.ts';
import { consultPackage } from './consult-package.ts';
import { contract } from './contract.ts';
import { decideDisposal } from './decide-disposal.ts';
import { holdPackage } from './hold-package.ts';
import { checkSome } from './keeping/check.ts';
import { createRound } from './keeping/round.ts';
import { liftHold } from './lift-hold.ts';
import { listDisposals } from './list-disposals.ts';
import type { ArchivePlace } from './place.ts';
import { proposeDisposal } from './propose-disposal.ts';
import { retrievePackage } from './retrieve-package.ts';
import { searchArchive } from './search-archive.ts';

/** One case after the other, and no more in a round than are allowed: nobody waits for the archive. */
const roundEveryMs = 10_000;
const roundsPerMinute = 60_000 / roundEveryMs;
const checkEveryMs = 60_000;

export default implement(contract, import.meta.dirname, (dependencies) => {
  const { store, clock, log, archive: place } = dependencies;
  const loops: Loop[] = [];
  const begin = (name: string, intervalMs: number, work: () => Promise<unknown>) =>
    loops.push(startLoop({ name, intervalMs, work, log }));
  const start = (to: ArchivePlace) => {
    const casesInRound = Math.ceil(to.casesPerMinute / roundsPerMinute);
    begin('archive', roundEveryMs, createRound({ dependencies, place: to, casesInRound }));
    begin('archive check', checkEveryMs, () => checkSome({ store, place: to, clock, log }));
  };
  return {
    handlers: {
      consultArchive: consultArchive(store, place),
      searchArchive: searchArchive(store),
      consultPackage: consultPackage(store),
      retrievePackage: retrievePackage(store, place, log),
      holdPackage: holdPackage(store),
      liftHold: liftHold(store),
      proposeDisposal: proposeDisposal(store, clock),
      decideDisposal: decideDisposal({ store, clock, log, place }),
      listDisposals: listDisposals(store),
    },
    ready: async () => {
      if (place !== undefined) start(place);
    },
    stop: async () => void (await Promise.all(loops.map((loop) => loop.stop()))),
  };
});
