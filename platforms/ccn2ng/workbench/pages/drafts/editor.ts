/** The editor: the whole draft is in its form, so that each step is a form that is sent and shown anew. */
import { faultSummary } from '../../../../../shared-services/gateway/pages/forms.ts';
import { attributes, type Html, html, type Piece } from '../../../../../shared-services/gateway/pages/html.ts';
import { code, link, notice, wayBack } from '../../../../../shared-services/gateway/pages/parts.ts';
import { form, keep, submit } from '../../../../../shared-services/gateway/pages/site/forms.ts';
import type { PageAnswer, Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import type { BlockName } from '../../conditions/condition.ts';
import { elementWords, typeWords, type Vocabulary } from '../../conditions/vocabulary.ts';
import { conditionWords } from '../../conditions/words.ts';
import { paths } from '../../paths.ts';
import { type CodeNames, codeNamesFor } from './codes.ts';
import { type Draft, definitionText } from './draft.ts';
import { type DraftFaults, noDraftFaults, type Verdict } from './faults.ts';
import { othersOf, outcomeAfter, outcomeBefore } from './outcome.ts';
import { elementsId, faultId, treeFields } from './rows.ts';

const elementsOf = ({ elements }: Vocabulary, block: BlockName): Html =>
  html`<datalist id="${elementsId(block)}">${elements
    .filter((one) => one.block === block)
    .map(
      (one) =>
        html`<option${attributes({ value: one.path, label: `${elementWords(one.path)} (${typeWords(one)})` })}></option>`,
    )}</datalist>`;

const codesOf = ({ shown, idOf }: CodeNames): Piece =>
  shown.map(
    ([list, names]) =>
      html`<datalist id="${idOf(list)}">${[...names].map(([value, label]) => html`<option${attributes({ value, label })}></option>`)}</datalist>`,
  );

/** Each fault of the condition leads to its row. */
const faultFields = ({ fields, nodes }: DraftFaults) => ({
  ...fields,
  ...Object.fromEntries([...nodes].map(([path, found]) => [faultId(path), found])),
});

const verdictOf = (verdict: Verdict | undefined): Piece => {
  if (verdict === undefined) return undefined;
  const { acceptable, microseconds, warnings = [] } = verdict;
  if (!acceptable) return undefined;
  const cost = microseconds === undefined ? '' : `About ${Number(microseconds).toFixed(3)} µs for each declaration.`;
  return [
    notice({ tone: 'success', title: 'Nothing is wrong with it', text: html`<p>${cost}</p>`, news: true }),
    warnings.length > 0 &&
      notice({
        tone: 'warning',
        title: 'To be thought of',
        text: html`<ul>${warnings.map((one) => html`<li>${one}</li>`)}</ul>`,
      }),
  ];
};

export interface Showing {
  readonly vocabulary: Vocabulary;
  readonly faults?: DraftFaults;
  readonly verdict?: Verdict;
}

const bodyOf = (visit: Visit, draft: Draft, codes: CodeNames, showing: Showing): Piece => {
  const { vocabulary, faults = noDraftFaults, verdict } = showing;
  const { outcome, root } = draft;
  const fields = faultFields(faults);
  const body = html`<button type="submit" name="step" value="refresh" class="unseen" tabindex="-1">Show anew</button>
${keep('reference', draft.reference)}${keep('others', JSON.stringify(othersOf(outcome.definition)))}
${outcomeBefore(outcome, { vocabulary, memberState: visit.visitor.party }, fields)}
<h2 id="condition">What it looks for</h2>
<p class="muted">Elements are found by any part of their name. ${link('All elements', paths.elements)}</p>
${treeFields(root, { vocabulary, codes, faults: faults.nodes })}
<div class="in-words" aria-live="polite"><h3>In words</h3>${conditionWords(root, vocabulary)}</div>
<details><summary>As JSON</summary><pre class="code" tabindex="0">${definitionText(draft, vocabulary, 2)}</pre></details>
<h2>What follows from a hit</h2>
${outcomeAfter(outcome, fields)}
<div class="actions"><button type="submit" name="step" value="check" class="ecl-button ecl-button--secondary">Check it</button>${submit('Submit for approval')}${link('Cancel', paths.drafts)}</div>
${(['declaration', 'house', 'item'] as const).map((block) => elementsOf(vocabulary, block))}${codesOf(codes)}`;
  return html`${faultSummary(fields, faults.others)}${verdictOf(verdict)}
<p class="lead">It is checked at once, and counts when another person has approved it.</p>
${form({ visit, action: paths.newDraft, body })}`;
};

export const showEditor = async (visit: Visit, draft: Draft, showing: Showing): Promise<PageAnswer> => {
  const { vocabulary, faults = noDraftFaults } = showing;
  const codes = await codeNamesFor(visit.calls, draft.root, vocabulary);
  const isFaulty = faults.nodes.size + faults.others.length + Object.keys(faults.fields).length > 0;
  const { profileId } = draft.outcome;
  return {
    here: paths.drafts,
    status: isFaulty ? 422 : 200,
    page: {
      title: draft.from === undefined ? 'Draft a profile' : `New draft of ${profileId}`,
      ...(isFaulty ? { state: 'Error' } : {}),
      above: wayBack([{ title: 'Drafts', path: paths.drafts }]),
      body: bodyOf(visit, draft, codes, showing),
    },
  };
};

export const codeBlock = (text: string): Html => html`<pre class="code" tabindex="0">${code(text)}</pre>`;
