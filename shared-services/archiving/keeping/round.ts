/** One round of the archive: asks for closed cases, takes a bounded number, goes on with what was begun. */
import { newId } from '../../kit/call.ts';
import type { Dependencies } from '../../kit/host/module.ts';
import { ownCall } from '../../kit/rpc/own-call.ts';
import type { ArchivePlace } from '../place.ts';
import { beginPackages, claimUnfinished, noteFailure, type PackageRow } from '../storage/packages.ts';
import { noteHeard, noteUnheard } from '../storage/sources.ts';
import { destroy } from './destroy.ts';
import { clientsOf, type SourceClient } from './sources.ts';
import { createTake } from './take.ts';

export interface RoundParts {
  readonly dependencies: Pick<Dependencies, 'store' | 'calls' | 'clock' | 'log' | 'catalogue'>;
  readonly place: ArchivePlace;
  /** Cases that are begun in a round, of each application. */
  readonly casesInRound?: number;
}

const callMs = 20_000;
/** As the contract has it. */
const mostAtOnce = 500;

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export const createRound = ({ dependencies, place, casesInRound = 50 }: RoundParts) => {
  const { store, calls, clock, log, catalogue } = dependencies;
  const sources = clientsOf(catalogue, calls);
  const take = createTake({ dependencies, place });

  const ask = async (application: string, source: SourceClient): Promise<void> => {
    const nowMs = clock.nowMs();
    try {
      const { case: cases = [], waiting } = await source.listClosedCases(
        { closedBeforeMs: nowMs - place.quietMs, limit: Math.min(casesInRound, mostAtOnce) },
        ownCall('shared-services', nowMs + callMs),
      );
      const begun = cases.map(({ caseId }) => ({ id: newId(), caseId }));
      await beginPackages(store, application, begun);
      await noteHeard(store, application, waiting);
    } catch (error) {
      log.warn({ err: error, application }, 'closed cases cannot be asked for now; it is tried again');
      await noteUnheard(store, application, wordsOf(error));
    }
  };

  const goOn = async (row: PackageRow): Promise<boolean> => {
    const source = sources.get(row.application);
    try {
      if (row.state === 'disposing') await destroy({ store, place, clock }, row);
      else if (source === undefined) throw new Error(`no application ${row.application} gives cases`);
      else await take(row, source);
      return true;
    } catch (error) {
      log.warn(
        { err: error, packageId: row.id, state: row.state },
        'a package could not be finished; it is tried again',
      );
      await noteFailure(store, row.id, wordsOf(error));
      return false;
    }
  };

  /** A case needs two steps: its files are written, then it is confirmed. Answers how many steps succeeded. */
  return async (): Promise<number> => {
    for (const [application, source] of sources) await ask(application, source);
    let done = 0;
    for (let step = 0; step < 2 * casesInRound; step += 1) {
      const row = await claimUnfinished(store);
      if (row === undefined) break;
      if (await goOn(row)) done += 1;
    }
    return done;
  };
};
