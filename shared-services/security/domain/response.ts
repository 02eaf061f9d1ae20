/** Responses under four eyes: what each acts upon, how long it lasts, and who may do what in which state. Pure. */

export const actions = {
  'block-partner': { kind: 'party', form: /^[A-Z]{2}[A-Z0-9]{0,15}$/, canEnd: true },
  'suspend-client': { kind: 'client', form: /^[!-~]{2,255}$/, canEnd: true },
  'suspend-certificate': { kind: 'certificate', form: /^[0-9a-f]{64}$/, canEnd: true },
  'revoke-certificate': { kind: 'certificate', form: /^[0-9a-f]{64}$/, canEnd: false },
  'end-sign-ins': { kind: 'account', form: /^[!-~]{2,255}$/, canEnd: true },
} as const;

export type Action = keyof typeof actions;
export type TargetKind = (typeof actions)[Action]['kind'];
export type State = 'proposed' | 'emergency' | 'in-force' | 'rejected' | 'lapsed' | 'lifted' | 'over';

export const isAction = (name: string): name is Action => Object.hasOwn(actions, name);

/** One person's word counts for so long. */
export const emergencyMs = 15 * 60_000;
/** After an emergency that nobody else agreed to, there is no other against the same target for so long. */
export const emergencyAgainMs = 24 * 60 * 60_000;
/** A proposal that nobody decides lapses. */
export const proposalMs = 7 * 24 * 60 * 60_000;

/** `AB:CD` and `abcd` are the same fingerprint. */
export const targetOf = (action: Action, target: string): string | undefined => {
  const { kind, form } = actions[action];
  const plain = kind === 'certificate' ? target.replaceAll(':', '').toLowerCase() : target;
  return form.test(plain) ? plain : undefined;
};

export const isUntilValid = (action: Action, untilMs: number | undefined, nowMs: number): boolean =>
  untilMs === undefined || (actions[action].canEnd && untilMs > nowMs);

interface Standing {
  readonly state: State;
  readonly action: string;
  readonly proposedBy: string;
}

export type Objection = 'RESPONSE_SAME_PERSON' | 'RESPONSE_STATE';

const isUndecided = (state: State): boolean => state === 'proposed' || state === 'emergency';

/** Nobody agrees to their own; who thinks better of it lifts it. */
export const objectionToDeciding = ({ state, proposedBy }: Standing, by: string): Objection | undefined => {
  if (!isUndecided(state)) return 'RESPONSE_STATE';
  return proposedBy === by ? 'RESPONSE_SAME_PERSON' : undefined;
};

/** What is revoked stays so. */
export const objectionToLifting = ({ state, action }: Standing): Objection | undefined => {
  const isThere = isUndecided(state) || (state === 'in-force' && action !== 'revoke-certificate');
  return isThere ? undefined : 'RESPONSE_STATE';
};

/** Who said first that it should be lifted, and when. */
export interface LiftingProposed {
  readonly by: string | null;
  readonly atMs: number | undefined;
}

/**
 * What somebody's word does that it should be lifted: what two have agreed to needs another; what one alone has said, a
 * proposal or an emergency, does not. Undefined where the same person says it again.
 */
export const liftingOf = (
  state: State,
  proposed: LiftingProposed,
  by: string,
  nowMs: number,
): 'lifted' | 'lifting-proposed' | undefined => {
  if (isUndecided(state)) return 'lifted';
  const stands = proposed.atMs !== undefined && nowMs - proposed.atMs < proposalMs;
  if (!stands) return 'lifting-proposed';
  return proposed.by === by ? undefined : 'lifted';
};

export interface InForce {
  /** Undefined: until it is lifted. */
  readonly endsAtMs: number | undefined;
}

export interface Bar {
  readonly barred: boolean;
  readonly untilMs?: number;
}

/** What all responses against one target come to: the last of them to end decides. */
export const barOf = (inForce: readonly InForce[], nowMs: number): Bar => {
  const lasting = inForce.filter(({ endsAtMs = Number.POSITIVE_INFINITY }) => endsAtMs > nowMs);
  if (lasting.length === 0) return { barred: false };
  const untilMs = Math.max(...lasting.map(({ endsAtMs = Number.POSITIVE_INFINITY }) => endsAtMs));
  return untilMs === Number.POSITIVE_INFINITY ? { barred: true } : { barred: true, untilMs };
};
