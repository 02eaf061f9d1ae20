/** One assessment: what hit, where in the declaration, what it came to, and why. */
import type { ReplyOf } from '../../../../../reference-architecture/contract/language.ts';
import { barChart } from '../../../../../shared-services/gateway/pages/charts/bars.ts';
import { type Html, html, type Piece } from '../../../../../shared-services/gateway/pages/html.ts';
import {
  buttonLink,
  code,
  facts,
  link,
  moment,
  notice,
  table,
  wayBack,
} from '../../../../../shared-services/gateway/pages/parts.ts';
import type { PageAnswer, Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { contract } from '../../../../cdco/risk-analysis/contract.ts';
import { paths } from '../../paths.ts';
import { levelOf, recommendationWord } from '../words.ts';
import { excerptOf, type Pointed } from './excerpt.ts';

type Assessment = ReplyOf<(typeof contract)['services']['RiskResults']['operations']['consultAssessment']>;
type Hit = NonNullable<Assessment['hits']>[number];

/** Watch lists and credibility checks hit beside profiles, and have no page of versions. */
const sourceOf = ({ profileId, profileVersion }: Hit): Html =>
  /^(?:WL-|CRED-)/.test(profileId)
    ? html`${code(profileId)} version ${profileVersion}`
    : html`${link(profileId, paths.profileVersion(profileId, profileVersion))} version ${profileVersion}`;

const followsOf = ({ blocks, referralType, recommendedControl, placeOfControl }: Hit): string =>
  [blocks ? 'blocks' : 'flag', referralType, recommendedControl, placeOfControl].filter(Boolean).join(', ');

const reasonOf = ({ reason, watchListMatch: match }: Hit): Piece => [
  reason,
  match !== undefined && html`<br><span class="muted">${match.listed}: ${match.score} %, ${match.why}</span>`,
];

const elementsOf = ({ elements = [] }: Hit): Piece =>
  elements.length > 0 &&
  html`<ul class="plain">${elements.map(({ pointer, value }) => html`<li>${code(pointer)}<br><mark>${value}</mark></li>`)}</ul>`;

const hitsOf = (hits: readonly Hit[]): Html =>
  table({
    caption: 'What hit',
    rows: hits,
    columns: [
      { title: 'By', cell: sourceOf },
      { title: 'Area', cell: ({ riskAreaCode }) => riskAreaCode },
      { title: 'Level', cell: ({ riskLevel }) => levelOf(riskLevel) },
      { title: 'Why', cell: reasonOf },
      { title: 'Where, and what is declared there', cell: elementsOf },
      { title: 'What follows', cell: followsOf },
    ],
  });

export const pointedIn = (hits: readonly Hit[]): Pointed[] => {
  const found = new Map<string, Pointed>();
  for (const { profileId, elements = [] } of hits)
    for (const { pointer, value } of elements) {
      const by = found.get(pointer)?.by ?? [];
      found.set(pointer, { pointer, value, by: by.includes(profileId) ? by : [...by, profileId] });
    }
  return [...found.values()];
};

const credibilityOf = ({ credibility }: Assessment): Piece =>
  credibility?.findings !== undefined &&
  html`<h2>Credibility</h2><ul>${credibility.findings.map(
    ({ checkId, checkVersion, cases }) =>
      html`<li>${code(`${checkId}/${checkVersion}`)}<ul>${cases.map(({ pointer, explanation }) => html`<li>${explanation}${pointer !== undefined && html` ${code(pointer)}`}</li>`)}</ul></li>`,
  )}</ul>`;

const historyOf = ({ history }: Assessment): Piece =>
  history?.changes !== undefined &&
  html`<h2>What is known of the operators</h2><ul>${history.changes.map(
    (one) =>
      html`<li>${one.riskAreaCode}: ${one.scoreBefore} became ${one.scoreAfter}. ${one.explanation} ${code(`${one.ruleId}/${one.ruleVersion}`)}</li>`,
  )}</ul>`;

const scoresOf = ({ areas = [] }: Assessment): Piece =>
  areas.length > 0 &&
  barChart({
    title: 'Score by risk area',
    unit: 'of 100',
    most: 100,
    bars: areas.map(({ riskAreaCode, score }) => ({ label: riskAreaCode, value: score })),
  });

export const showAssessment = async ({ calls, parameters, visitor }: Visit): Promise<PageAnswer> => {
  const reference = parameters['reference'] ?? '';
  const found = await calls.to(contract).consultAssessment({ reference });
  const { hits = [], unknownElements = [] } = found;
  return {
    here: paths.hits,
    page: {
      title: reference,
      above: wayBack([{ title: 'Hits', path: paths.hits }]),
      body: html`${facts({
        'Highest level': levelOf(found.highestLevel),
        Recommended: recommendationWord(found.recommendation),
        Assessed: moment(found.assessedAt),
        'Set of profiles': code(found.profileSet),
        Engine: found.engineVersion,
        'The trader may be told': found.disclosure.statement,
      })}
${scoresOf(found)}
${hits.length === 0 ? html`<p>Nothing hit.</p>` : hitsOf(hits)}
${hits.length > 0 && html`<h2>The declaration, as far as it was hit</h2>${excerptOf(pointedIn(hits))}`}
${visitor.may('risk-analysis.consultDeclaration') && html`<p class="actions">${buttonLink('Show the whole declaration', `${paths.assessment(reference)}/declaration`, 'secondary')}</p>`}
${credibilityOf(found)}${historyOf(found)}
${unknownElements.length > 0 && notice({ tone: 'info', title: 'Declared, but not known here', text: html`<p>It was judged on the rest.</p><ul>${unknownElements.map((one) => html`<li>${code(one)}</li>`)}</ul>` })}`,
    },
  };
};
