/** What rules ask for, answered from the shipped code lists and the invented operators of the examples. */
import type { RuleContext } from '../domain/rules/index.ts';
import { shippedCodeLists } from './shipped-code-lists.ts';

/** Operators that the examples speak of; see examples/README.md. */
export const inventedOperators = [
  'BE0000000001',
  'DE000000000000002',
  'BE0000000003',
  'NL0000000004',
  'DE000000000000005',
] as const;

export const exampleDay = '2026-11-21';

const codeLists = shippedCodeLists();

export const ruleContext: RuleContext = {
  isMemberState: (country) => codeLists.isMemberState(country, exampleDay),
  countryOfOffice: (office) => codeLists.countryOfOffice(office),
  operator: (eori) => (inventedOperators.some((known) => known === eori) ? { status: 'active' } : undefined),
  today: exampleDay,
};
