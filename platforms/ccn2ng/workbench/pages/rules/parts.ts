/** The content of a rule in words: a fact for each field. */

import type { Html } from '../../../../../shared-services/gateway/pages/html.ts';
import { code, facts } from '../../../../../shared-services/gateway/pages/parts.ts';
import { contentIn, testKindOf, textAt } from './content.ts';
import { fieldsOf, kindOfId } from './fields.ts';

export const contentFacts = (ruleId: string, definition: string): Html => {
  const content = contentIn(definition);
  const testKind = testKindOf(content);
  const entries = fieldsOf(kindOfId(ruleId), testKind).map(({ at, label, type }) => {
    const text = textAt(content, at);
    return [label, text !== '' && type === 'json' ? code(text) : text] as const;
  });
  return facts({ ...Object.fromEntries(entries), Test: testKind !== '' && code(testKind) });
};

export const titleIn = (definition: string): string => textAt(contentIn(definition), 'title');
