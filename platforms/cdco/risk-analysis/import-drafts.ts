/** What all imports have in common: profiles that were read become drafts, all or none; the same again changes nothing. */
import { setImmediate as others } from 'node:timers/promises';
import type { Content } from '../../../reference-architecture/contract/schema.ts';
import { sha256Hex } from '../../../shared-services/kit/call.ts';
import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import { type Fault, Refusal } from '../../../shared-services/kit/refusal.ts';
import type { Transaction } from '../../../shared-services/kit/store/store.ts';
import { mostFaults } from './check-profile.ts';
import type { imports } from './contract/imports.ts';
import type { TypeFault } from './domain/check-types.ts';
import { type LifeParts, warningsOf } from './life-of-profiles.ts';
import { type NewestDefinition, newestDefinitions } from './storage/newest-definitions.ts';
import { writeDraft } from './write-draft.ts';

export type ImportRequestOf<Name extends keyof (typeof imports)['operations']> = Content<
  (typeof imports)['operations'][Name]['request']
>;
type Outcome = Content<NonNullable<(typeof imports)['operations']['importProfiles']['reply']>>['profiles'][number];

export interface ReadProfile {
  readonly profileId: string;
  readonly definition: string;
  readonly reason: string;
  /** Where a fault of the definition stands in the message. */
  readonly pathOf: (pointer: string) => Fault['path'];
}

interface CheckedProfile extends ReadProfile {
  readonly warnings: readonly string[];
}

export const refuseImport = (faults: readonly Fault[]): never => {
  throw new Refusal({
    code: 'RISK_IMPORT_FAULTY',
    status: 'invalid',
    title: `${faults.length} faults: nothing was imported.`,
    faults: faults.slice(0, mostFaults),
  });
};

export const importFault = (path: Fault['path'], message: string): Fault => ({
  code: 'RISK_IMPORT_FAULT',
  path,
  message,
});

/** In between others are served: a profile takes up to a millisecond. */
const everyProfiles = 20;

const checkAll = async (read: readonly ReadProfile[], { checked }: LifeParts): Promise<readonly CheckedProfile[]> => {
  const faults: Fault[] = [];
  const all: CheckedProfile[] = [];
  for (const [at, profile] of read.entries()) {
    if (at % everyProfiles === 0) await others();
    const verdict = checked(profile.definition, profile.profileId);
    const faultOf = ({ pointer, problem }: TypeFault) => importFault(profile.pathOf(pointer), problem);
    faults.push(...verdict.faults.map(faultOf));
    all.push({ ...profile, warnings: verdict.warnings });
  }
  return faults.length === 0 ? all : refuseImport(faults);
};

/** Of what is to be drafted upon which version: the same import again finds the draft that is there. */
const referenceOf = ({ profileId, definition, reason }: ReadProfile, version: number): string =>
  `import:${sha256Hex(JSON.stringify([profileId, version, definition, reason])).slice(0, 40)}`;

const byId = (a: ReadProfile, b: ReadProfile): number => (a.profileId < b.profileId ? -1 : 1);

interface Writing {
  readonly transaction: Transaction;
  readonly newest: ReadonlyMap<string, NewestDefinition>;
  readonly call: OperationCall;
  readonly nowMs: number;
}

const writeOne = async (profile: CheckedProfile, { transaction, newest, call, nowMs }: Writing): Promise<Outcome> => {
  const { profileId, definition, reason, warnings } = profile;
  const before = newest.get(profileId);
  if (before !== undefined && !before.ended && before.definition === definition) {
    return { profileId, outcome: 'unchanged', profileVersion: before.version };
  }
  const reference = referenceOf(profile, before?.version ?? 0);
  const { draft, isNew } = await writeDraft(
    transaction,
    { reference, profileId, definition, reason, warnings },
    { call, nowMs },
  );
  const outcome = isNew ? 'drafted' : 'repeated';
  return { profileId, outcome, draftId: draft.draftId, profileVersion: draft.baseVersion + 1, ...warningsOf(draft) };
};

/** In the order in which they were read. Written in the order of their ids: two imports at once wait for each other. */
export const importDrafts = async (
  read: readonly ReadProfile[],
  parts: LifeParts,
  call: OperationCall,
): Promise<readonly Outcome[]> => {
  const all = await checkAll(read, parts);
  return parts.store.transaction(async (transaction) => {
    const nowMs = parts.clock.nowMs();
    const ids = all.map(({ profileId }) => profileId);
    const writing = { transaction, newest: await newestDefinitions(transaction, ids, nowMs), call, nowMs };
    const made = new Map<string, Outcome>();
    for (const profile of all.toSorted(byId)) made.set(profile.profileId, await writeOne(profile, writing));
    return ids.map((id) => made.get(id)!);
  });
};
