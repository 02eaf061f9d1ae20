/** Mandates as their parties are told of them. */
import type { Content } from '../../../reference-architecture/contract/schema.ts';
import { toSecond } from '../../../shared-services/kit/clock.ts';
import { type ChangeRecord, isEffectiveOn, type Mandate, type MandateWithBase, stateOn } from './domain/mandate.ts';
import type { Mandate as MandateMessage, MandateProposed } from './messages.ts';

const scopeView = (entry: string) => {
  const [application = entry, operation] = entry.split('.', 2);
  return { application, ...(operation === undefined ? {} : { operation }) };
};

export const termsOf = (mandate: Mandate) => ({
  mandateId: mandate.mandateId,
  reference: mandate.reference,
  mandator: mandate.mandator,
  mandatary: mandate.mandatary,
  principal: mandate.principal,
  kind: mandate.kind,
  profile: mandate.profile,
  scope: mandate.scope.map(scopeView),
  validFrom: mandate.validFrom,
  ...(mandate.validTo === undefined ? {} : { validTo: mandate.validTo }),
});

export const mandateView = (known: MandateWithBase, today: string): Content<typeof MandateMessage> => {
  const { mandate } = known;
  const { basedOn, replaces, replacedBy } = mandate;
  return {
    ...termsOf(mandate),
    maySubDelegate: mandate.maySubDelegate,
    ...(basedOn === undefined ? {} : { basedOn }),
    ...(replaces === undefined ? {} : { replaces }),
    ...(replacedBy === undefined ? {} : { replacedBy }),
    state: stateOn(mandate, today),
    effective: isEffectiveOn(known, today),
    proposedAt: toSecond(mandate.proposedAtMs),
    changedAt: toSecond(mandate.changedAtMs),
  };
};

/** The account by which it was done is its own party's affair. */
export const changeView = ({ atMs, change, by, person, reason, related }: ChangeRecord, reader: string) => ({
  at: toSecond(atMs),
  change,
  ...(by === undefined ? {} : { by }),
  ...(person === undefined || by !== reader ? {} : { person }),
  ...(reason === undefined ? {} : { reason }),
  ...(related === undefined ? {} : { related }),
});

export const noticeOf = (
  mandate: Mandate,
  { atMs, by, reason }: { readonly atMs: number; readonly by: string; readonly reason?: string | undefined },
): Content<typeof MandateProposed> => ({
  ...termsOf(mandate),
  at: toSecond(atMs),
  by,
  ...(reason === undefined ? {} : { reason }),
});
