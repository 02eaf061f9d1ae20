/** What is wrong with a draft, by the field or row to which it belongs. */
import type { ReplyOf } from '../../../../../reference-architecture/contract/language.ts';
import type { FieldFaults } from '../../../../../shared-services/gateway/pages/forms.ts';
import { jsonPointer, Refusal } from '../../../../../shared-services/kit/refusal.ts';
import type { contract } from '../../../../cdco/risk-analysis/contract.ts';
import { pathAt, type Written } from '../../conditions/write-condition.ts';

export type Verdict = ReplyOf<(typeof contract)['services']['RiskProfiles']['operations']['checkProfile']>;

export interface DraftFaults {
  readonly fields: FieldFaults;
  /** By path of the node. */
  readonly nodes: ReadonlyMap<string, readonly string[]>;
  readonly others: readonly string[];
}

export const noDraftFaults: DraftFaults = { fields: {}, nodes: new Map(), others: [] };

interface Fault {
  /** Of the definition. */
  readonly pointer: string;
  readonly problem: string;
}

const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;

const fields = new Set([
  ...[
    'profileId',
    'title',
    'kind',
    'memberState',
    'campaignId',
    'riskAreaCode',
    'riskLevel',
    'procedures',
    'specificCircumstances',
    'reason',
  ],
  ...['recommendedControl', 'placeOfControl', 'referralType', 'blocks', 'why'],
]);

export const faultsAt = (faults: readonly Fault[], { paths }: Written): DraftFaults => {
  const byField: Record<string, string[]> = {};
  const nodes = new Map<string, string[]>();
  const others: string[] = [];
  for (const { pointer, problem } of faults) {
    const [, name = ''] = pointer.split('/');
    const path = name === 'condition' ? (pathAt(paths, pointer) ?? '0') : undefined;
    const list = path === undefined ? undefined : (nodes.get(path) ?? []);
    if (list !== undefined && path !== undefined) nodes.set(path, [...list, sentence(problem)]);
    else if (fields.has(name)) byField[name] = [...(byField[name] ?? []), sentence(problem)];
    else others.push(sentence(problem));
  }
  return { fields: byField, nodes, others };
};

export const verdictFaults = ({ faults = [] }: Verdict, written: Written): DraftFaults => faultsAt(faults, written);

/** Of the message, `reason` is why it was drafted; within the definition it is what a hit says. */
const ofMessage: Readonly<Record<string, string>> = { '/reason': '/why' };

/** @returns undefined where the refusal says nothing about what was entered */
export const refusedFaults = (thrown: unknown, written: Written): DraftFaults | undefined => {
  if (!(thrown instanceof Refusal) || (thrown.status !== 'invalid' && thrown.status !== 'conflict')) return undefined;
  if (thrown.faults.length === 0) return { ...noDraftFaults, others: [thrown.title] };
  const faults = thrown.faults.map(({ path, message }) => {
    const pointer = jsonPointer(path);
    const within = pointer.startsWith('/definition/') ? pointer.slice('/definition'.length) : undefined;
    return { pointer: within ?? ofMessage[pointer] ?? pointer, problem: message };
  });
  return faultsAt(faults, written);
};
