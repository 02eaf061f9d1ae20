/** What speaks against a proposed mandate: all of it at once. */
import { isEffectiveOn, type Mandate, type MandateWithBase, stateOn, type Terms } from './mandate.ts';
import { isWithin, meantBy, type Procedures } from './procedures.ts';

export interface Proposal extends Terms {
  readonly mandator: string;
  readonly mandatary: string;
}

export interface ProposalFault {
  readonly code: string;
  readonly path: readonly (string | number)[];
  readonly message: string;
}

export interface Circumstances {
  readonly today: string;
  readonly procedures: Procedures;
  /** What the register of economic operators says. */
  readonly statusOf: (eori: string) => 'valid' | 'expired' | 'unknown';
  /** The mandate that it is based on, and that it replaces; null where there is none that the mandator may speak of. */
  readonly basedOn?: MandateWithBase | null;
  readonly replaces?: Mandate | null;
}

type Check = (proposal: Proposal, circumstances: Circumstances) => readonly ProposalFault[];

const fault = (code: string, path: ProposalFault['path'], message: string): ProposalFault => ({ code, path, message });

/** There is no year 0 before the year 1, though clocks count one. */
const isCalendarDay = (day: string): boolean => {
  if (day.startsWith('0000')) return false;
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
};

const days: Check = ({ validFrom, validTo }, { today }) => {
  const named = [['validFrom', validFrom] as const, ...(validTo === undefined ? [] : [['validTo', validTo] as const])];
  const odd = named.filter(([, day]) => !isCalendarDay(day));
  if (odd.length > 0) return odd.map(([name]) => fault('DAY_UNKNOWN', [name], 'There is no such day.'));
  if (validTo === undefined) return [];
  if (validTo < validFrom) return [fault('DAYS_REVERSED', ['validTo'], 'The last day is before the first.')];
  return validTo < today ? [fault('DAYS_OVER', ['validTo'], 'The last day is over already.')] : [];
};

const oneself: Check = ({ mandator, mandatary }) =>
  mandator === mandatary ? [fault('MANDATE_TO_ONESELF', ['mandatary'], 'Nobody needs a mandate of its own.')] : [];

const scope: Check = ({ scope: entries, profile }, { procedures }) =>
  entries.flatMap((entry, position) => {
    const meant = meantBy(procedures, entry);
    const path = ['scope', position, entry.includes('.') ? 'operation' : 'application'];
    if (meant.length === 0)
      return [fault('SCOPE_NOT_OFFERED', path, `${entry} is not something to act in for another.`)];
    return meant.some(({ profiles }) => profiles.includes(profile))
      ? []
      : [fault('SCOPE_OF_OTHER_PROFILE', path, `${entry} is not offered to the profile ${profile}.`)];
  });

export const registered = (
  { mandator, mandatary }: Pick<Proposal, 'mandator' | 'mandatary'>,
  { statusOf }: Pick<Circumstances, 'statusOf'>,
): readonly ProposalFault[] =>
  (
    [
      ['mandatary', mandatary],
      [undefined, mandator],
    ] as const
  ).flatMap(([name, eori]) => {
    const status = statusOf(eori);
    if (status === 'valid') return [];
    const path = name === undefined ? [] : [name];
    return [fault(status === 'expired' ? 'EORI_EXPIRED' : 'EORI_UNKNOWN', path, `The EORI ${eori} is ${status}.`)];
  });

const subDelegation: Check = ({ kind, maySubDelegate }) =>
  maySubDelegate && kind !== 'transmission'
    ? [fault('SUB_DELEGATION_OF_OTHER_KIND', ['maySubDelegate'], 'Only transmission can be passed on.')]
    : [];

const baseTerms = (proposal: Proposal, { mandate: base }: MandateWithBase): ProposalFault[] => [
  ...(proposal.kind === 'transmission' && proposal.profile === base.profile
    ? []
    : [fault('BASE_OF_OTHER_KIND', ['kind'], 'What is passed on has the kind and profile of what it is taken from.')]),
  ...(proposal.maySubDelegate
    ? [fault('SUB_DELEGATION_TWICE', ['maySubDelegate'], 'What was passed on is not passed on again.')]
    : []),
  ...(proposal.mandatary === base.principal
    ? [fault('MANDATE_TO_ONESELF', ['mandatary'], 'Nobody needs a mandate of its own.')]
    : []),
  ...proposal.scope.flatMap((entry, position) =>
    isWithin(entry, base.scope)
      ? []
      : [fault('BASE_SCOPE', ['scope', position], `${entry} was not given to the caller.`)],
  ),
  ...(base.validTo !== undefined && (proposal.validTo ?? '9999-12-31') > base.validTo
    ? [fault('BASE_DAYS', ['validTo'], `What it is based on ends on ${base.validTo}.`)]
    : []),
];

const base: Check = (proposal, { basedOn, today }) => {
  if (basedOn === undefined) return [];
  const { mandator } = proposal;
  const given = basedOn !== null && basedOn.mandate.mandatary === mandator && isEffectiveOn(basedOn, today);
  if (!given) return [fault('BASE_UNKNOWN', ['basedOn'], 'The caller has no such mandate in force.')];
  const { maySubDelegate, basedOn: further } = basedOn.mandate;
  if (!maySubDelegate || further !== undefined)
    return [fault('BASE_NOT_TO_BE_PASSED_ON', ['basedOn'], 'The mandate may not be passed on.')];
  return baseTerms(proposal, basedOn);
};

const replaced: Check = ({ mandator, mandatary }, { replaces, today }) => {
  if (replaces === undefined) return [];
  const same = replaces !== null && replaces.mandator === mandator && replaces.mandatary === mandatary;
  if (!same) return [fault('REPLACED_UNKNOWN', ['replaces'], 'There is no such mandate between the two.')];
  return ['proposed', 'inForce'].includes(stateOn(replaces, today))
    ? []
    : [fault('REPLACED_ENDED', ['replaces'], 'That mandate has ended already.')];
};

const checks: readonly Check[] = [oneself, registered, days, scope, subDelegation, base, replaced];

export const faultsOf: Check = (proposal, circumstances) => checks.flatMap((check) => check(proposal, circumstances));
