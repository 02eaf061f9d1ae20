/** The analysis itself. Pure: goods and a table of behaviour in, a finding out. */
import { type Answer, answers, type Behaviour } from './behaviour.ts';
import type { Goods, TransportDocument } from './declaration.ts';

export interface Finding {
  readonly answer: Answer;
  /** Documents of the goods that gave rise to it; none where the declaration names none. */
  readonly documents: readonly TransportDocument[];
}

const gravity = (answer: Answer): number => answers.indexOf(answer);

const answersTo = (description: string, { rules }: Behaviour): Answer[] => {
  const lower = description.toLowerCase();
  return rules.filter((rule) => lower.includes(rule.descriptionContains.toLowerCase())).map((rule) => rule.answer);
};

const distinct = (documents: readonly TransportDocument[]): TransportDocument[] => [
  ...new Map(documents.map((one) => [`${one.type} ${one.documentNumber}`, one])).values(),
];

/** The gravest of several answers, with the documents of all goods that it is about. */
export const gravestOf = (findings: readonly Finding[], otherwise: Answer = 'noRisk'): Finding => {
  const [worst] = findings.toSorted((a, b) => gravity(b.answer) - gravity(a.answer));
  if (worst === undefined) return { answer: otherwise, documents: [] };
  const alike = findings.filter(({ answer }) => answer === worst.answer);
  return { answer: worst.answer, documents: distinct(alike.flatMap(({ documents }) => documents)) };
};

/** What the table says of the goods; letters' case does not count. What no rule knows is judged as `otherwise`. */
export const screen = (goods: readonly Goods[], behaviour: Behaviour): Finding => {
  const findings = goods.flatMap(({ description, document }) => {
    const found = answersTo(description, behaviour);
    const documents = document === undefined ? [] : [document];
    return (found.length === 0 ? [behaviour.otherwise] : found).map((answer) => ({ answer, documents }));
  });
  return gravestOf(findings, behaviour.otherwise);
};
