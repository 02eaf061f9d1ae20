/** A decision table from DMN 1.3 (OMG formal/21-02-01 [M]): one decision with one table, inputs that name elements, unary tests. */
import type { Collector } from './collect.ts';
import { valueOfCell } from './feel-values.ts';
import { isOutcome, neededOutcomes, outcomeNames, readOutcome } from './outcomes.ts';
import {
  CellFault,
  type DecisionTable,
  type ElementColumn,
  elementColumn,
  type HitPolicy,
  hitPolicies,
  refusedPolicies,
  type TableRow,
} from './table.ts';
import { conditionOfTests } from './unary-tests.ts';

/** As the XML of it was read. */
export interface DmnElement {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
  readonly children: readonly DmnElement[];
  readonly text: string;
}

/** Of DMN 1.3; those of 1.1, 1.2 and 1.4 have the same tables. */
export const dmnNamespaces: ReadonlySet<string> = new Set([
  'https://www.omg.org/spec/DMN/20191111/MODEL/',
  'http://www.omg.org/spec/DMN/20151101/dmn.xsd',
  'http://www.omg.org/spec/DMN/20180521/MODEL/',
  'https://www.omg.org/spec/DMN/20211108/MODEL/',
]);

const named = (of: DmnElement | undefined, name: string): readonly DmnElement[] =>
  (of?.children ?? []).filter((child) => child.name === name);
const first = (of: DmnElement | undefined, ...names: readonly string[]): DmnElement | undefined =>
  names.reduce<DmnElement | undefined>((found, name) => named(found, name)[0], of);
const attribute = (of: DmnElement, name: string) => of.attributes.find((one) => one.name === name)?.value;
const textIn = (of: DmnElement) => first(of, 'text')?.text.trim() ?? '';

const policyOf = (table: DmnElement): HitPolicy => {
  const policy = attribute(table, 'hitPolicy') ?? 'UNIQUE';
  const isKnown = Object.hasOwn(hitPolicies, policy) && attribute(table, 'aggregation') === undefined;
  if (!isKnown) throw new CellFault(`${policy}: ${refusedPolicies}`);
  return policy as HitPolicy;
};

interface Columns {
  readonly inputs: readonly (ElementColumn & { readonly name: string })[];
  readonly outputs: readonly string[];
}

const columnsOf = (table: DmnElement, to: Collector): Columns => {
  const inputs = named(table, 'input').map((input, at) => {
    const name = textIn(first(input, 'inputExpression') ?? input);
    if (!/^[A-Za-z][\w.]*$/.test(name)) {
      to.tell([0, name === '' ? at + 1 : name], 'an input names an element: item.commodity.descriptionOfGoods');
    }
    return { name, ...elementColumn(name) };
  });
  const outputs = named(table, 'output').map((output, at) => {
    const name = attribute(output, 'name') ?? '';
    if (!isOutcome(name)) to.tell([0, name || inputs.length + at + 1], `one of ${outcomeNames.join(', ')} is expected`);
    return name;
  });
  for (const name of neededOutcomes) if (!outputs.includes(name)) to.tell([0, name], 'this output is missing');
  return { inputs, outputs };
};

const rowOf = (rule: DmnElement, row: number, { inputs, outputs }: Columns, to: Collector): TableRow => {
  const [ins, outs] = [named(rule, 'inputEntry'), named(rule, 'outputEntry')];
  if (ins.length !== inputs.length || outs.length !== outputs.length) {
    to.tell(
      [row],
      `${ins.length} inputs and ${outs.length} outputs, where there are ${inputs.length} and ${outputs.length}`,
    );
    return { row, conditions: [], outcomes: new Map() };
  }
  const conditions = inputs.flatMap(({ name, block, element }, at) => {
    const condition = to.cell([row, name], () => conditionOfTests(textIn(ins[at]!), element));
    return condition === undefined ? [] : [{ column: name, block, condition }];
  });
  const outcomes = outputs.flatMap((name, at) => {
    const value = to.cell([row, name], () => {
      const said = valueOfCell(textIn(outs[at]!));
      return said === undefined ? undefined : readOutcome(name, said);
    });
    return value === undefined ? [] : [[name, { column: name, value }] as const];
  });
  return { row, conditions, outcomes: new Map(outcomes) };
};

const nothing: DecisionTable = { hitPolicy: 'COLLECT', rows: [] };

export const tableOfDmn = (root: DmnElement, to: Collector): DecisionTable => {
  const decisions = named(root, 'decision');
  const table = first(decisions[0], 'decisionTable');
  if (
    root.name !== 'definitions' ||
    !dmnNamespaces.has(root.namespace) ||
    decisions.length !== 1 ||
    table === undefined
  ) {
    to.tell([], 'definitions of DMN with one decision, which is a decision table, are expected');
    return nothing;
  }
  const hitPolicy = to.cell(['hitPolicy'], () => policyOf(table));
  const columns = columnsOf(table, to);
  if (to.faults.length > 0 || hitPolicy === undefined) return nothing;
  return { hitPolicy, rows: named(table, 'rule').map((rule, at) => rowOf(rule, at + 1, columns, to)) };
};
