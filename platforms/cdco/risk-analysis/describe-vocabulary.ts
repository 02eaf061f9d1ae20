import type { ReplyOf } from '../../../reference-architecture/contract/language.ts';
import { Refusal } from '../../../shared-services/kit/refusal.ts';
import { contract as entry } from '../entry/contract.ts';
import type { contract } from './contract.ts';
import type { BlockName } from './domain/condition.ts';
import { countryGroups } from './domain/country-groups.ts';
import { derivations } from './domain/derived.ts';
import { profileKinds } from './domain/kinds.ts';
import { riskAreas } from './domain/risk-areas.ts';
import type { ElementType } from './domain/vocabulary.ts';
import { vocabularies } from './vocabularies.ts';

type Reply = ReplyOf<(typeof contract)['services']['RiskVocabulary']['operations']['describeVocabulary']>;

/** `F32` of `fileIE3F32`. */
const circumstances: Readonly<Record<string, readonly string[]>> = {
  entry: Object.keys(entry.services.EntrySummaryDeclaration.operations).flatMap((name) =>
    /[A-Z]\d{2}$/.test(name) ? [name.slice(-3)] : [],
  ),
};

const elementOf = (block: BlockName, path: string, { kind, list, maxLength, unit }: ElementType) => {
  const derivation = derivations.get(path);
  return {
    ...{ block, path, kind, derived: derivation !== undefined },
    ...(list === undefined ? {} : { list }),
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(unit === undefined ? {} : { unit }),
    ...(derivation === undefined ? {} : { title: derivation.title }),
  };
};

const groups = [...countryGroups].map(([code, { title, members }]) => ({ code, title, members: [...members] }));
const kinds = Object.entries(profileKinds).map(([code, title]) => ({ code, title }));
const areas = Object.entries(riskAreas).map(([code, title]) => ({ code, title }));

export const describeVocabulary = async ({ procedure }: { readonly procedure: string }): Promise<Reply> => {
  const found = vocabularies.get(procedure);
  if (found === undefined)
    throw new Refusal({
      code: 'RISK_PROCEDURE_UNKNOWN',
      status: 'notFound',
      title: `There is no procedure ${procedure}.`,
    });
  const { elements } = found;
  const blocks = ['declaration', 'house', 'item'] as const;
  const known = circumstances[procedure] ?? [];
  return {
    procedure,
    procedures: [...vocabularies.keys()],
    ...(known.length === 0 ? {} : { specificCircumstances: [...known] }),
    elements: blocks.flatMap((block) => [...elements[block]].map(([path, type]) => elementOf(block, path, type))),
    countryGroups: groups,
    riskAreas: areas,
    kinds,
  };
};
