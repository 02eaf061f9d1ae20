/** What the operations on drafts of profiles have in common: who asks, what is refused, what is answered. */
import type { Content } from '../../../reference-architecture/contract/schema.ts';
import { type Clock, toSecond } from '../../../shared-services/kit/clock.ts';
import type { OperationCall } from '../../../shared-services/kit/host/module.ts';
import { type Fault, Refusal } from '../../../shared-services/kit/refusal.ts';
import { auditOf } from '../../../shared-services/kit/store/records.ts';
import type { Store, Transaction } from '../../../shared-services/kit/store/store.ts';
import { type Checker, mostFaults } from './check-profile.ts';
import type { contract } from './contract.ts';
import type { TypeFault } from './domain/check-types.ts';
import { instantOf } from './domain/profile-life/activation.ts';
import type { LevelObstacle } from './domain/profile-life/four-eyes.ts';
import { type Obstacle, stateOf } from './domain/profile-life/life.ts';
import type { Person } from './domain/profile-life/person.ts';
import type { LifeTables, StoredDraft } from './storage/profile-drafts.ts';
import type { OverlapWarnings } from './trials/overlap-warnings.ts';

export interface LifeParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly checked: Checker;
  /** Of what it is the life; of profiles, unless said. */
  readonly tables?: LifeTables;
  readonly overlaps: OverlapWarnings;
}

type Operations = (typeof contract)['services']['RiskProfileLife']['operations'];
export type RequestOf<Name extends keyof Operations> = Content<Operations[Name]['request']>;
export type DraftSummary = Content<NonNullable<Operations['approveProfile']['reply']>>;

export const personOf = ({ caller: { subject, actingOfficial } }: OperationCall): Person =>
  actingOfficial === undefined ? { subject } : { subject, official: actingOfficial };

export const isSame = (one: Person, other: Person): boolean =>
  one.subject === other.subject && one.official === other.official;

/** @throws {Refusal} what is wished for is no instant: the 31st of June */
export const wishedInstant = (nowMs: number, wished: string | undefined, element: string): number => {
  const wishedMs = wished === undefined ? nowMs : Date.parse(wished);
  if (Number.isNaN(wishedMs)) {
    const faults = [{ code: 'SCHEMA_PATTERN', path: [element], message: 'There is no such day or time.' }];
    throw new Refusal({ code: 'MESSAGE_INVALID', status: 'invalid', title: 'The message has a fault.', faults });
  }
  return instantOf(nowMs, wishedMs);
};

const unescaped = (step: string) => step.replaceAll('~1', '/').replaceAll('~0', '~');

/** Of a JSON pointer. */
export const stepsOf = (pointer: string): readonly string[] => pointer.split('/').slice(1).map(unescaped);

/** Places in the definition, as if the text were a part of the message. */
const faultOf = ({ pointer, problem }: TypeFault): Fault => ({
  code: 'RISK_PROFILE_FAULT',
  path: ['definition', ...stepsOf(pointer)],
  message: problem,
});

export const assertFaultless = (faults: readonly TypeFault[]): void => {
  if (faults.length === 0) return;
  throw new Refusal({
    code: 'RISK_PROFILE_FAULTY',
    status: 'invalid',
    title: `What was drafted has ${faults.length} faults.`,
    faults: faults.slice(0, mostFaults).map(faultOf),
  });
};

export const unknownDraft = (draftId: string) =>
  new Refusal({ code: 'RISK_DRAFT_UNKNOWN', status: 'notFound', title: `There is no draft ${draftId}.` });

const samePerson = {
  code: 'RISK_DRAFT_SAME_PERSON',
  status: 'forbidden',
  title: 'Nobody approves what they may have drafted themselves.',
} as const;
const decided = {
  code: 'RISK_DRAFT_DECIDED',
  status: 'conflict',
  title: 'The draft was approved or rejected before.',
} as const;

export const refuseFor = (obstacle: Obstacle | undefined): void => {
  if (obstacle !== undefined) throw new Refusal(obstacle === 'samePerson' ? samePerson : decided);
};

const sameMemberState = {
  code: 'RISK_DRAFT_SAME_MEMBER_STATE',
  status: 'forbidden',
  title:
    'A profile of the Union is approved by another Member State than drafted it, or by the risk unit of the Union.',
} as const;

/** What the reader may not see was refused before. */
export const refuseLevel = (obstacle: LevelObstacle | undefined): void => {
  if (obstacle === 'sameMemberState') throw new Refusal(sameMemberState);
};

const instant = <Name extends string>(name: Name, ms: number | undefined) =>
  (ms === undefined || !Number.isFinite(ms) ? {} : { [name]: toSecond(ms) }) as { [N in Name]?: string };

export const summaryOf = ({ span, ...draft }: StoredDraft, nowMs: number): DraftSummary => ({
  draftId: draft.draftId,
  reference: draft.reference,
  profileId: draft.profileId,
  profileVersion: draft.baseVersion + 1,
  kind: draft.kind,
  ...(draft.memberState === undefined ? {} : { memberState: draft.memberState }),
  state: stateOf(draft.steps, span, nowMs),
  ...instant('activeAt', span?.fromMs),
  ...instant('inactiveAt', span?.untilMs),
});

export const warningsOf = ({ warnings }: Pick<StoredDraft, 'warnings'>) =>
  warnings.length === 0 ? {} : { warnings: [...warnings] };

/** @param repeated its effect was there already */
export const auditLife = (
  transaction: Transaction,
  call: OperationCall,
  reference: string,
  repeated: boolean,
): void => {
  const { event, personalData = false } = call.operation.operation.audit;
  transaction.audit(auditOf(call, event, repeated ? 'done' : 'accepted', { reference, personalData }));
};
