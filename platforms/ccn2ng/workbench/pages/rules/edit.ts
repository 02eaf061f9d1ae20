/** Drafting a rule, or a new version of one, in a form with a field for each thing that it says. */
import { type FieldFaults, textArea, textField } from '../../../../../shared-services/gateway/pages/forms.ts';
import { type Html, html } from '../../../../../shared-services/gateway/pages/html.ts';
import { link } from '../../../../../shared-services/gateway/pages/parts.ts';
import {
  type Faults,
  faultsFrom,
  keep,
  noFaults,
  submit,
} from '../../../../../shared-services/gateway/pages/site/forms.ts';
import type { PageAnswer, Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { newId } from '../../../../../shared-services/kit/call.ts';
import { contract } from '../../../../cdco/risk-analysis/contract.ts';
import { paths } from '../../paths.ts';
import { askingPage } from '../asking.ts';
import { filterForm, select } from '../filter.ts';
import { contentIn, definitionIn, placesOf, testKindOf, textAt } from './content.ts';
import { fieldsOf, kindOfId, kindTitles, prefixOf, type RuleField, testsOf } from './fields.ts';
import { consultRule, newestDefinition } from './show.ts';

interface Editing {
  /** Empty: it is to be named. */
  readonly ruleId: string;
  readonly kind: string;
  readonly testKind: string;
  readonly textOf: (at: string) => string;
}

const fieldOf = (
  { at, label, type, hint, optional = false, values }: RuleField,
  value: string,
  faults: FieldFaults,
): Html => {
  if (values !== undefined)
    return select(at, label, [['', 'Choose'] as const, ...values.map((one) => [one, one] as const)], value);
  const parts = { name: at, label, value, optional, faults, ...(hint === undefined ? {} : { hint }) };
  if (type === 'words' || type === 'json')
    return textArea({ ...parts, rows: type === 'json' ? 12 : 2, code: type === 'json' });
  return textField({ ...parts, size: type === 'whole' || type === 'number' ? 'short' : 'long', code: type === 'list' });
};

const nameField = ({ ruleId, kind, textOf }: Editing, faults: FieldFaults): Html =>
  ruleId !== ''
    ? keep('ruleId', ruleId)
    : textField({
        ...{ name: 'ruleId', label: 'Id of the rule', size: 'short', code: true, maxLength: 17, faults },
        hint: `Begins with ${prefixOf(kind)}`,
        value: textOf('ruleId'),
      });

/** Of a new rule the test is chosen before: its fields follow from it. */
const testChoice = ({ ruleId, kind, testKind }: Editing): Html | false =>
  ruleId === '' &&
  (testsOf[kind]?.length ?? 0) > 0 &&
  filterForm(paths.newRule, 'Test', [
    keep('kind', kind),
    select(
      'test',
      'Test',
      (testsOf[kind] ?? []).map((one) => [one, one] as const),
      testKind,
    ),
  ]);

const ask = (visit: Visit, editing: Editing, faults: Faults): PageAnswer => {
  const { ruleId, kind, testKind, textOf } = editing;
  const body = html`${keep('reference', visit.fields.text('reference') || newId())}${keep('kind', kind)}${keep('test', testKind)}${keep('isNew', ruleId === '' ? 'yes' : '')}
${nameField(editing, faults.fields)}
${fieldsOf(kind, testKind).map((field) => fieldOf(field, textOf(field.at), faults.fields))}
${textArea({ name: 'why', label: 'Why this draft', hint: 'It stays on record.', value: visit.fields.text('why'), rows: 2, faults: faults.fields })}
<div class="actions">${submit('Submit for approval')}${link('Cancel', ruleId === '' ? paths.rules : paths.rule(ruleId))}</div>`;
  const answer = askingPage(
    visit,
    {
      ...{ here: paths.rules, above: [{ title: 'Rules', path: paths.rules }], action: paths.newRule, body },
      title:
        ruleId === '' ? `Draft a rule: ${kindTitles[kind]?.toLowerCase() ?? kind}` : `Draft a new version of ${ruleId}`,
      lead: 'Another person approves it; of a rule of the Union, one of another Member State.',
    },
    faults,
  );
  if (!('page' in answer)) return answer;
  return { ...answer, page: { ...answer.page, body: html`${testChoice(editing)}${answer.page.body}` } };
};

const known = (kind: string, test: string) => {
  const found = Object.hasOwn(kindTitles, kind) ? kind : 'random';
  const tests = testsOf[found] ?? [];
  return { kind: found, testKind: tests.includes(test) ? test : (tests[0] ?? '') };
};

export const askNewRule = async (visit: Visit): Promise<PageAnswer> => {
  const { text } = visit.fields;
  return ask(visit, { ruleId: '', ...known(text('kind'), text('test')), textOf: () => '' }, noFaults);
};

export const askVersion = async (visit: Visit): Promise<PageAnswer> => {
  const rule = await consultRule(visit);
  const content = contentIn(newestDefinition(rule));
  const kinds = { kind: kindOfId(rule.ruleId), testKind: testKindOf(content) };
  return ask(visit, { ruleId: rule.ruleId, ...kinds, textOf: (at) => textAt(content, at) }, noFaults);
};

export const draftRule = async (visit: Visit): Promise<PageAnswer> => {
  const { text } = visit.fields;
  const kinds = known(text('kind'), text('test'));
  const ruleId = text('ruleId').toUpperCase();
  const definition = definitionIn(visit.fields, kinds.kind, kinds.testKind);
  try {
    const drafted = await visit.calls
      .to(contract)
      .draftRule({ reference: text('reference'), ruleId, definition, reason: text('why') });
    return { goTo: paths.ruleDraft(drafted.draftId), news: { title: 'The draft waits for approval' } };
  } catch (error) {
    const faults = faultsFrom(error, placesOf(kinds.kind, kinds.testKind));
    if (faults === undefined) throw error;
    return ask(visit, { ruleId: text('isNew') === '' ? ruleId : '', ...kinds, textOf: text }, faults);
  }
};
