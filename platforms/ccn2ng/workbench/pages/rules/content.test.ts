import assert from 'node:assert/strict';
import { fieldsOfQuery } from '../../../../../shared-services/gateway/pages/site/fields.ts';
import { checkRule } from '../../../../cdco/risk-analysis/domain/rules/check-rule.ts';
import { contentOf } from '../../../../cdco/risk-analysis/domain/rules/rule.ts';
import { seedRules } from '../../../../cdco/risk-analysis/domain/rules/seed-rules.ts';
import { contentIn, definitionIn, testKindOf, textAt } from './content.ts';
import { fieldsOf, kindOfId } from './fields.ts';

const sent = (values: Readonly<Record<string, string>>) => fieldsOfQuery(String(new URLSearchParams(values)));

describe('the form of a rule', () => {
  for (const rule of seedRules)
    it(`has a field for all that ${rule.id} says, and gives it back as it came`, () => {
      const content = contentIn(JSON.stringify(contentOf(rule)));
      const [kind, testKind] = [kindOfId(rule.id), testKindOf(content)];
      const values = Object.fromEntries(fieldsOf(kind, testKind).map(({ at }) => [at, textAt(content, at)]));
      assert.deepEqual(JSON.parse(definitionIn(sent(values), kind, testKind)), content);
    });

  it('gives what is no number as it is, and the check tells it at its place', () => {
    const definition = definitionIn(sent({ title: 'Chance', sharePercent: 'some', reason: 'So.' }), 'random', '');
    const faults = checkRule('RAND-SHARE', definition, { vocabularies: new Map(), hasCode: () => true });
    assert.deepEqual(
      faults.map(({ pointer }) => pointer).filter((one) => one === '/sharePercent').length > 0,
      true,
      JSON.stringify(faults),
    );
  });
});
