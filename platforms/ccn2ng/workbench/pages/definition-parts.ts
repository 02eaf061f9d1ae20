/** What a definition says, in words and as it stands. */
import { html, type Piece } from '../../../../shared-services/gateway/pages/html.ts';
import { facts, notice } from '../../../../shared-services/gateway/pages/parts.ts';
import type { Visit } from '../../../../shared-services/gateway/pages/site/visit.ts';
import { type Definition, parseDefinition } from '../conditions/condition.ts';
import { rootOf } from '../conditions/read-condition.ts';
import { type Vocabulary, vocabularyOf } from '../conditions/vocabulary.ts';
import { conditionWords } from '../conditions/words.ts';
import { levelOf } from './words.ts';

const referrals: Readonly<Record<string, string>> = {
  RFI: 'Request for information (RFI)',
  RFS: 'Request for screening (RFS)',
};

const factsOf = (definition: Definition, { riskAreas, kinds }: Vocabulary): Piece => {
  const { kind, memberState, campaignId } = definition;
  const { riskAreaCode = '', riskLevel = '', procedures = [], specificCircumstances = [] } = definition;
  return facts({
    'Risk area': `${riskAreaCode} ${riskAreas.find(({ code }) => code === riskAreaCode)?.title ?? ''}`,
    Kind: kind === undefined ? undefined : (kinds.find(({ code }) => code === kind)?.title ?? kind),
    'Whose it is': memberState === undefined ? 'Of the Union' : `National, of ${memberState}`,
    Campaign: campaignId,
    Level: levelOf(riskLevel),
    Declarations: `${procedures.join(', ')}${specificCircumstances.length > 0 ? `: ${specificCircumstances.join(', ')}` : ', all data sets'}`,
    'A hit says': definition.reason,
    'Recommended control': definition.recommendedControl,
    'Place of control': definition.placeOfControl,
    Referral:
      definition.referralType === undefined
        ? undefined
        : (referrals[definition.referralType] ?? definition.referralType),
    Effect: definition.blocks === true ? 'Blocks: the goods must not be loaded' : 'Flag',
  });
};

const jsonOf = (text: string): Piece =>
  html`<details><summary>As JSON</summary><pre class="code" tabindex="0">${text}</pre></details>`;

export const definitionParts = async (
  { calls }: Pick<Visit, 'calls'>,
  text: string,
): Promise<{ readonly title?: string; readonly content: Piece }> => {
  const definition = parseDefinition(text);
  if (definition === undefined)
    return { content: [notice({ tone: 'error', title: 'The definition cannot be read' }), jsonOf(text)] };
  const vocabulary = await vocabularyOf(calls, 'entry');
  const { condition, title } = definition;
  return {
    ...(title === undefined ? {} : { title }),
    content: html`${factsOf(definition, vocabulary)}
<h2>What it looks for</h2>
${conditionWords(rootOf(condition), vocabulary)}
${jsonOf(JSON.stringify(definition, null, 2))}`,
  };
};
