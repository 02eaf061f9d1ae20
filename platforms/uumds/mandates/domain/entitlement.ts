/**
 * Whether a caller may say what a message says. Between the caller and the principal there is at most a chain of two links:
 * the representative's right to represent the principal, and the sender's right to send for one of them.
 */
import { isEffectiveOn, type MandateWithBase, stateOn, windowOn } from './mandate.ts';
import { covers, type Procedure } from './procedures.ts';
import { type Kind, kinds, type Reason } from './words.ts';

export interface Question {
  readonly caller: string;
  readonly principal?: string | undefined;
  readonly representative?: string | undefined;
  readonly representation?: 'directRepresentation' | 'indirectRepresentation' | undefined;
}

export type Answer =
  | { readonly entitled: true; readonly actingFor?: string; readonly mandateIds: readonly string[] }
  | { readonly entitled: false; readonly reason: Reason; readonly lacking: 'caller' | 'representative' };

/** A right that is needed: of the mandatary, to act for one of these parties, in one of these ways. */
interface Link {
  readonly mandatary: string;
  readonly principals: readonly string[];
  readonly kinds: readonly Kind[];
  readonly lacking: 'caller' | 'representative';
}

interface Sides {
  readonly principal: string;
  /** Only where it is another than the principal. */
  readonly representative?: string;
}

/** A message that names no principal is the caller's own; who represents itself, represents nobody. */
const sidesOf = ({ caller, principal = caller, representative }: Question): Sides =>
  representative === undefined || representative === principal ? { principal } : { principal, representative };

const representations: readonly Kind[] = ['directRepresentation', 'indirectRepresentation'];

const representationLink = ({ caller, representation }: Question, { principal, representative }: Sides): Link[] =>
  representative === undefined
    ? []
    : [
        {
          mandatary: representative,
          principals: [principal],
          kinds: representation === undefined ? representations : [representation],
          lacking: caller === representative ? 'caller' : 'representative',
        },
      ];

/**
 * Where the message could name the caller as the representative and does not, the caller does not represent (UCC Art. 19(1)):
 * it can but send. A question has no such place: who may do any of it for the principal may ask.
 */
const senderLink = (
  { caller }: Question,
  { principal, representative }: Sides,
  { namesRepresentative }: Pick<Procedure, 'namesRepresentative'>,
): Link[] =>
  caller === principal || caller === representative
    ? []
    : [
        {
          mandatary: caller,
          principals: representative === undefined ? [principal] : [representative, principal],
          kinds: namesRepresentative ? ['transmission'] : kinds,
          lacking: 'caller',
        },
      ];

/** The sender first: who may not even send, learns nothing of the mandates of others. */
const linksOf = (question: Question, procedure: Pick<Procedure, 'namesRepresentative'>): Link[] => {
  const sides = sidesOf(question);
  return [...senderLink(question, sides, procedure), ...representationLink(question, sides)];
};

/** Which mandates must be known to answer: from whom, for whom. */
export const pairsOf = (question: Question): { readonly mandatary: string; readonly principal: string }[] =>
  linksOf(question, { namesRepresentative: true }).flatMap(({ mandatary, principals }) =>
    principals.map((principal) => ({ mandatary, principal })),
  );

const coversAll = ({ mandate, base }: MandateWithBase, procedure: Procedure): boolean =>
  covers(mandate, procedure) && (base === undefined || covers(base, procedure));

/** What stands in the way of a mandate that has the right kind and scope. A base that ended ends what is based on it. */
const obstacleOn = ({ mandate, base }: MandateWithBase, day: string): Reason => {
  for (const one of base === undefined ? [mandate] : [mandate, base]) {
    const state = stateOn(one, day);
    if (state === 'proposed') return 'MANDATE_NOT_ACCEPTED';
    if (state === 'revoked') return 'MANDATE_REVOKED';
    if (state === 'expired') return 'MANDATE_EXPIRED';
    if (state !== 'inForce') return 'NO_MANDATE';
    if (windowOn(one, day) === 'notYet') return 'MANDATE_NOT_YET_VALID';
  }
  return 'NO_MANDATE';
};

/** The nearest to a yes first: that is what the caller can do something about. */
const nearest: readonly Reason[] = [
  'MANDATE_NOT_YET_VALID',
  'MANDATE_NOT_ACCEPTED',
  'MANDATE_REVOKED',
  'MANDATE_EXPIRED',
  'NO_MANDATE',
];

const reasonFor = (link: Link, known: readonly MandateWithBase[], procedure: Procedure, day: string): Reason => {
  const covering = known.filter((one) => coversAll(one, procedure));
  const fitting = covering.filter(({ mandate }) => link.kinds.includes(mandate.kind));
  const obstacles = fitting.map((one) => obstacleOn(one, day));
  const found = nearest.find((reason) => obstacles.includes(reason));
  if (found !== undefined && found !== 'NO_MANDATE') return found;
  if (covering.some((one) => isEffectiveOn(one, day))) return 'MANDATE_OF_OTHER_KIND';
  return known.some((one) => isEffectiveOn(one, day)) ? 'MANDATE_OUT_OF_SCOPE' : 'NO_MANDATE';
};

const idsOf = ({ mandate, base }: MandateWithBase): string[] =>
  base === undefined ? [mandate.mandateId] : [mandate.mandateId, base.mandateId];

/** In the order of the principals of the link: a sender who may send for the representative does that. */
const entitling = (link: Link, known: readonly MandateWithBase[], procedure: Procedure, day: string) =>
  link.principals
    .flatMap((principal) => known.filter(({ mandate }) => mandate.principal === principal))
    .find((one) => link.kinds.includes(one.mandate.kind) && isEffectiveOn(one, day) && coversAll(one, procedure));

/**
 * @param known the mandates between the pairs of `pairsOf`
 * @param day today, `2026-11-21`
 */
export const decide = (
  question: Question,
  known: readonly MandateWithBase[],
  procedure: Procedure,
  day: string,
): Answer => {
  const mandateIds: string[] = [];
  let actingFor: string | undefined;
  for (const link of linksOf(question, procedure)) {
    const ofLink = known.filter(
      ({ mandate }) => mandate.mandatary === link.mandatary && link.principals.includes(mandate.principal),
    );
    const found = entitling(link, ofLink, procedure, day);
    if (found === undefined) {
      return { entitled: false, reason: reasonFor(link, ofLink, procedure, day), lacking: link.lacking };
    }
    mandateIds.push(...idsOf(found));
    if (link.mandatary === question.caller) actingFor ??= found.mandate.principal;
  }
  return { entitled: true, ...(actingFor === undefined ? {} : { actingFor }), mandateIds };
};
