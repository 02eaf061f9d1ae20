/** The declaration as it was assessed, whole, with what was hit marked in it. That it was read stays on record: it holds personal data. */
import { html } from '../../../../../shared-services/gateway/pages/html.ts';
import { facts, notice, wayBack } from '../../../../../shared-services/gateway/pages/parts.ts';
import type { PageAnswer, Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { Refusal } from '../../../../../shared-services/kit/refusal.ts';
import { contract } from '../../../../cdco/risk-analysis/contract.ts';
import { paths } from '../../paths.ts';
import { excerptOf, type Pointed } from './excerpt.ts';
import { pointedIn } from './show.ts';

/** A page holds no more; the longest declarations have tens of thousands. */
const mostValues = 3000;

const escaped = (step: string) => step.replaceAll('~', '~0').replaceAll('/', '~1');

/** Every value with its pointer, in the order in which it was declared. */
export const valuesIn = (value: unknown, pointer = ''): readonly (readonly [pointer: string, value: string])[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([step, below]) => valuesIn(below, `${pointer}/${escaped(step)}`))
    : [[pointer, String(value)]];

const marked = (declaration: unknown, hits: readonly Pointed[]) => {
  const by = new Map(hits.map((one) => [one.pointer, one.by]));
  const values = valuesIn(declaration);
  const shown = values.slice(0, mostValues).map(([pointer, value]) => ({ pointer, value, by: by.get(pointer) ?? [] }));
  return { shown, left: values.length - shown.length };
};

const gone = html`<p>It is not kept here: it was assessed seconds ago, or longer ago than copies are kept.</p>`;

const read = async ({ calls }: Visit, reference: string) => {
  try {
    return await calls.to(contract).consultDeclaration({ reference });
  } catch (error) {
    if (error instanceof Refusal && error.code === 'RISK_DECLARATION_GONE') return undefined;
    throw error;
  }
};

export const showDeclaration = async (visit: Visit): Promise<PageAnswer> => {
  const reference = visit.parameters['reference'] ?? '';
  const { hits = [] } = await visit.calls.to(contract).consultAssessment({ reference });
  const found = await read(visit, reference);
  const { shown, left } = marked(found === undefined ? {} : JSON.parse(found.declaration), pointedIn(hits));
  const body =
    found === undefined
      ? gone
      : html`${facts({ Procedure: found.procedure, 'Held against the profiles of': found.onDate })}
${left > 0 && notice({ tone: 'info', title: `${left} more values are not shown` })}
${excerptOf(shown)}`;
  return {
    here: paths.hits,
    page: {
      title: `Declaration ${reference}`,
      above: wayBack([
        { title: 'Hits', path: paths.hits },
        { title: reference, path: paths.assessment(reference) },
      ]),
      body: html`<p class="lead">As it was assessed. That you read it stays on record.</p>${body}`,
    },
  };
};
