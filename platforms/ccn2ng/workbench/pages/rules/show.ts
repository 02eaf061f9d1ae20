/** One rule with all its versions, and one draft of a rule with what happened to it. */
import type { ReplyOf } from '../../../../../reference-architecture/contract/language.ts';
import { type Html, html, type Piece } from '../../../../../shared-services/gateway/pages/html.ts';
import { buttonLink, code, facts, link, moment, wayBack } from '../../../../../shared-services/gateway/pages/parts.ts';
import { actionsFor } from '../../../../../shared-services/gateway/pages/site/actions.ts';
import type { PageAnswer, Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { contract } from '../../../../cdco/risk-analysis/contract.ts';
import { paths } from '../../paths.ts';
import { stateOf } from '../words.ts';
import { kindTitles } from './fields.ts';
import { contentFacts, titleIn } from './parts.ts';

type Operations = (typeof contract)['services']['RiskRules']['operations'];
export type Rule = ReplyOf<Operations['consultRule']>;
export type RuleDraft = ReplyOf<Operations['consultRuleDraft']>;

export const consultRule = ({ calls, parameters }: Visit): Promise<Rule> =>
  calls.to(contract).consultRule({ ruleId: parameters['ruleId'] ?? '' });

export const consultRuleDraft = ({ calls, parameters }: Visit): Promise<RuleDraft> =>
  calls.to(contract).consultRuleDraft({ draftId: parameters['draftId'] ?? '' });

const newestOf = ({ versions }: Rule) => versions.toSorted((a, b) => b.ruleVersion - a.ruleVersion);

export const newestDefinition = (rule: Rule): string => newestOf(rule)[0]?.definition ?? '{}';

const versionOf = (ruleId: string, one: Rule['versions'][number]): Html =>
  html`<section><h2>Version ${one.ruleVersion} ${stateOf(one.state)}</h2>${facts({
    'Active from': one.activeAt !== undefined && moment(one.activeAt),
    'Active to': one.inactiveAt !== undefined && moment(one.inactiveAt),
    Why: one.reason,
  })}${contentFacts(ruleId, one.definition)}</section>`;

const crumbs = wayBack([{ title: 'Rules', path: paths.rules }]);

export const showRule = async (visit: Visit): Promise<PageAnswer> => {
  const rule = await consultRule(visit);
  const { ruleId, kind } = rule;
  const [newest] = newestOf(rule);
  const at = paths.rule(ruleId);
  const actions = actionsFor(visit.visitor, newest?.state ?? '', [
    {
      ...{ operation: 'risk-analysis.draftRule', text: 'Draft a new version', path: `${at}/draft` },
      while: ['active', 'approved', 'retired'],
    },
    {
      ...{ operation: 'risk-analysis.retireRule', text: 'Retire', path: `${at}/retire`, secondary: true },
      while: ['active', 'approved'],
    },
  ]);
  return {
    here: paths.rules,
    page: {
      title: titleIn(newestDefinition(rule)) || ruleId,
      above: crumbs,
      body: html`<p class="lead">${code(ruleId)}, ${kindTitles[kind] ?? kind}</p>${actions}
${newestOf(rule).map((one) => versionOf(ruleId, one))}`,
    },
  };
};

const steps: Readonly<Record<string, string>> = {
  ...{ drafted: 'Drafted', checked: 'Checked', approved: 'Approved', rejected: 'Rejected', retired: 'Retired' },
};

const historyOf = ({ history }: RuleDraft): Html =>
  html`<h2>What happened</h2><ol class="history">${history.map(
    ({ what, at, subject, official, reason }) =>
      html`<li><strong>${steps[what] ?? what}</strong> ${moment(at)} by ${code(official ?? subject)}<br>${reason}</li>`,
  )}</ol>`;

const decisionsOf = ({ visitor }: Visit, { draftId, state }: RuleDraft): Piece => {
  const at = paths.ruleDraft(draftId);
  return (
    state === 'checked' &&
    html`<div class="actions">${visitor.may('risk-analysis.approveRule') && buttonLink('Approve', `${at}/approve`)}${
      visitor.may('risk-analysis.rejectRule') && buttonLink('Reject or withdraw', `${at}/reject`, 'secondary')
    }</div>`
  );
};

export const showRuleDraft = async (visit: Visit): Promise<PageAnswer> => {
  const draft = await consultRuleDraft(visit);
  const { ruleId, ruleVersion, state, activeAt, definition } = draft;
  return {
    here: paths.rules,
    page: {
      title: titleIn(definition) || ruleId,
      above: crumbs,
      body: html`<p class="lead">Draft of ${link(ruleId, paths.rule(ruleId))} version ${ruleVersion} ${stateOf(state)}</p>
${decisionsOf(visit, draft)}
${facts({ 'Active from': activeAt !== undefined && moment(activeAt), Reference: code(draft.reference) })}
${contentFacts(ruleId, definition)}${historyOf(draft)}`,
    },
  };
};
