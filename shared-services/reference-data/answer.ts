/** What both queries have in common: a code in the words of the contract, and what is refused. */
import type { ReplyOf } from '../../reference-architecture/contract/language.ts';
import { type Clock, toDay } from '../kit/clock.ts';
import { Refusal } from '../kit/refusal.ts';
import type { HeldCode } from './code-list.ts';
import type { contract } from './contract.ts';
import type { CodeLists } from './lookup.ts';

export type Operations = (typeof contract)['services']['ReferenceData']['operations'];

export interface QueryParts {
  readonly codeLists: CodeLists;
  readonly clock: Clock;
}

export const dayOf = (onDate: string | undefined, clock: Clock): string => onDate ?? toDay(clock.nowMs());

export const refuseUnknownList = (codeLists: CodeLists, list: string): void => {
  if (codeLists.knows(list)) return;
  throw new Refusal({
    code: 'REFERENCE_DATA_LIST_UNKNOWN',
    status: 'notFound',
    title: 'There is no such code list.',
  });
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

type Answered = Omit<ReplyOf<Operations['findCode']>, 'list'>;

/** Attributes become name and value, a list of values one after the other, so that every protocol can carry them. */
export const answered = ({ code, description, validFrom, validTo, attributes }: HeldCode): Answered => {
  const attribute = Object.entries(attributes).flatMap(([name, value]) =>
    [value].flat().map((one) => ({ name, value: textOf(one) })),
  );
  return {
    code,
    description,
    validFrom,
    ...(validTo === null ? {} : { validTo }),
    ...(attribute.length === 0 ? {} : { attribute }),
  };
};
