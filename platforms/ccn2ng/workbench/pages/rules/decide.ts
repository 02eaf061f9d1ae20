/** Approving and rejecting a draft of a rule, and retiring a rule: each asked once more, with what it means. */
import { textArea, textField } from '../../../../../shared-services/gateway/pages/forms.ts';
import { html, type Piece } from '../../../../../shared-services/gateway/pages/html.ts';
import { link } from '../../../../../shared-services/gateway/pages/parts.ts';
import { type Faults, faultsFrom, noFaults, submit } from '../../../../../shared-services/gateway/pages/site/forms.ts';
import type { PageAnswer, Route, Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { contract } from '../../../../cdco/risk-analysis/contract.ts';
import { paths } from '../../paths.ts';
import { askingPage } from '../asking.ts';
import { instantHint, instantIn } from '../instants.ts';
import { contentFacts } from './parts.ts';
import { consultRule, consultRuleDraft, newestDefinition } from './show.ts';

interface Decision {
  readonly word: string;
  readonly needs: string;
  /** `/rule-drafts/:draftId` */
  readonly at: string;
  readonly title: string;
  readonly lead: string;
  readonly button: string;
  readonly danger: boolean;
  readonly done: string;
  /** It takes effect at an instant. */
  readonly timed: boolean;
  readonly back: (visit: Visit) => string;
  readonly content: (visit: Visit) => Promise<Piece>;
  readonly call: (visit: Visit, reason: string, at: string | undefined) => Promise<unknown>;
}

const draftIn = ({ parameters }: Visit) => parameters['draftId'] ?? '';
const ruleIn = ({ parameters }: Visit) => parameters['ruleId'] ?? '';

const ofDraft = {
  at: '/rule-drafts/:draftId',
  back: (visit: Visit) => paths.ruleDraft(draftIn(visit)),
  content: async (visit: Visit) => {
    const { ruleId, definition } = await consultRuleDraft(visit);
    return contentFacts(ruleId, definition);
  },
};

const all: readonly Decision[] = [
  {
    ...ofDraft,
    ...{ word: 'approve', needs: 'risk-analysis.approveRule', button: 'Approve the draft', danger: false, timed: true },
    ...{ title: 'Approve this draft of a rule?', done: 'The draft is approved' },
    lead: 'It becomes a version, and every process uses it from the same instant on. Nobody approves what they drafted.',
    call: (visit, reason, activeAt) =>
      visit.calls
        .to(contract)
        .approveRule({ draftId: draftIn(visit), reason, ...(activeAt === undefined ? {} : { activeAt }) }),
  },
  {
    ...ofDraft,
    ...{ word: 'reject', needs: 'risk-analysis.rejectRule', button: 'Reject the draft', danger: true, timed: false },
    ...{ title: 'Reject this draft of a rule?', done: 'The draft is rejected' },
    lead: 'It cannot be approved any more after that. Your own draft you withdraw so.',
    call: (visit, reason) => visit.calls.to(contract).rejectRule({ draftId: draftIn(visit), reason }),
  },
  {
    ...{ at: '/rules/:ruleId', back: (visit: Visit) => paths.rule(ruleIn(visit)) },
    ...{ word: 'retire', needs: 'risk-analysis.retireRule', button: 'Retire the rule', danger: true, timed: true },
    ...{ title: 'Retire this rule?', done: 'The rule is retired' },
    lead: 'All its versions end, in all processes at the same instant. To go on, a new version is drafted.',
    content: async (visit) => contentFacts(ruleIn(visit), newestDefinition(await consultRule(visit))),
    call: (visit, reason, inactiveAt) =>
      visit.calls
        .to(contract)
        .retireRule({ ruleId: ruleIn(visit), reason, ...(inactiveAt === undefined ? {} : { inactiveAt }) }),
  },
];

const ask = async (visit: Visit, asked: Decision, faults: Faults): Promise<PageAnswer> => {
  const { text } = visit.fields;
  const back = asked.back(visit);
  const body = html`${
    asked.timed &&
    textField({
      ...{ name: 'at', label: 'When', hint: instantHint, optional: true, size: 'short' as const },
      ...{ value: text('at'), faults: faults.fields },
    })
  }${textArea({ name: 'reason', label: 'Why', hint: 'It stays on record.', value: text('reason'), rows: 3, faults: faults.fields })}
<div class="actions">${submit(asked.button, asked.danger)}${link('Leave it as it is', back)}</div>`;
  const parts = {
    here: paths.rules,
    above: [{ title: 'Rules', path: paths.rules }],
    title: asked.title,
    lead: asked.lead,
  };
  const after = await asked.content(visit);
  return askingPage(visit, { ...parts, action: `${back}/${asked.word}`, body, after }, faults);
};

const decide = async (visit: Visit, asked: Decision): Promise<PageAnswer> => {
  try {
    await asked.call(visit, visit.fields.text('reason'), instantIn(visit.fields.text('at')));
  } catch (error) {
    const faults = faultsFrom(error, { '/activeAt': 'at', '/inactiveAt': 'at', '/reason': 'reason' });
    if (faults === undefined) throw error;
    return ask(visit, asked, faults);
  }
  return { goTo: asked.back(visit), news: { title: asked.done } };
};

export const ruleDecisionRoutes: readonly Route[] = all.flatMap((asked): Route[] => {
  const path = `${asked.at}/${asked.word}`;
  return [
    { method: 'get', path, needs: asked.needs, show: (visit) => ask(visit, asked, noFaults) },
    { method: 'post', path, show: (visit) => decide(visit, asked) },
  ];
});
