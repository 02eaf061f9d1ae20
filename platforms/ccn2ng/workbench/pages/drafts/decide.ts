/** Approving and rejecting: each asked once more, with what it means. Another person approves than drafted. */
import { faultSummary, textArea, textField } from '../../../../../shared-services/gateway/pages/forms.ts';
import { html } from '../../../../../shared-services/gateway/pages/html.ts';
import { link, wayBack } from '../../../../../shared-services/gateway/pages/parts.ts';
import {
  type Faults,
  faultsFrom,
  form,
  isFaulty,
  noFaults,
  submit,
} from '../../../../../shared-services/gateway/pages/site/forms.ts';
import type { PageAnswer, Route, Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { contract } from '../../../../cdco/risk-analysis/contract.ts';
import { paths } from '../../paths.ts';
import { definitionParts } from '../definition-parts.ts';
import { instantHint, instantIn } from '../instants.ts';
import { consult } from './show.ts';

interface Asked {
  readonly word: string;
  readonly needs: string;
  readonly title: string;
  readonly meaning: string;
  readonly button: string;
  readonly danger: boolean;
  readonly done: string;
  readonly call: (visit: Visit, draftId: string, reason: string) => Promise<unknown>;
}

const all: readonly Asked[] = [
  {
    ...{ word: 'approve', needs: 'risk-analysis.approveProfile', button: 'Approve the draft', danger: false },
    title: 'Approve this draft?',
    meaning:
      'It becomes a version, and every process uses it from the same instant on. Nobody approves what they drafted.',
    done: 'The draft is approved',
    call: ({ calls, fields }, draftId, reason) => {
      const activeAt = instantIn(fields.text('at'));
      const crisisReason = fields.text('crisisReason');
      const more = {
        ...(activeAt === undefined ? {} : { activeAt }),
        ...(crisisReason === '' ? {} : { crisisReason }),
      };
      return calls.to(contract).approveProfile({ draftId, reason, ...more });
    },
  },
  {
    ...{ word: 'reject', needs: 'risk-analysis.rejectProfile', button: 'Reject the draft', danger: true },
    title: 'Reject this draft?',
    meaning:
      'It cannot be approved any more after that; a new draft can be made from it. Your own draft you withdraw so.',
    done: 'The draft is rejected',
    call: ({ calls }, draftId, reason) => calls.to(contract).rejectProfile({ draftId, reason }),
  },
];

const ask = async (visit: Visit, asked: Asked, faults: Faults): Promise<PageAnswer> => {
  const draft = await consult(visit);
  const at = paths.draft(draft.draftId);
  const { text } = visit.fields;
  const { title = draft.profileId, content } = await definitionParts(visit, draft.definition);
  const body = html`${
    asked.word === 'approve' &&
    textField({
      name: 'at',
      label: 'Active from',
      hint: instantHint,
      optional: true,
      size: 'short',
      value: text('at'),
      faults: faults.fields,
    })
  }${
    asked.word === 'approve' &&
    draft.trials.backtestDemanded &&
    textArea({
      name: 'crisisReason',
      label: 'Why without a backtest',
      hint: 'In a crisis alone: a backtest is demanded before an approval.',
      optional: true,
      value: text('crisisReason'),
      rows: 2,
      faults: faults.fields,
    })
  }${textArea({ name: 'reason', label: 'Why', hint: 'It stays on record.', value: text('reason'), rows: 3, faults: faults.fields })}
<div class="actions">${submit(asked.button, asked.danger)}${link('Leave it as it is', at)}</div>`;
  return {
    here: paths.drafts,
    status: isFaulty(faults) ? 422 : 200,
    page: {
      title: asked.title,
      ...(isFaulty(faults) ? { state: 'Error' } : {}),
      above: wayBack([
        { title: 'Drafts', path: paths.drafts },
        { title, path: at },
      ]),
      body: html`${faultSummary(faults.fields, faults.others)}<p class="lead">${asked.meaning}</p>
${form({ visit, action: `${at}/${asked.word}`, body })}
${content}`,
    },
  };
};

const decide = async (visit: Visit, asked: Asked): Promise<PageAnswer> => {
  const draftId = visit.parameters['draftId'] ?? '';
  try {
    await asked.call(visit, draftId, visit.fields.text('reason'));
  } catch (error) {
    const faults = faultsFrom(error, { '/activeAt': 'at', '/crisisReason': 'crisisReason', '/reason': 'reason' });
    if (faults === undefined) throw error;
    return ask(visit, asked, faults);
  }
  return { goTo: paths.draft(draftId), news: { title: asked.done } };
};

export const decisionRoutes: readonly Route[] = all.flatMap((asked): Route[] => {
  const path = `/drafts/:draftId/${asked.word}`;
  return [
    { method: 'get', path, needs: asked.needs, show: (visit) => ask(visit, asked, noFaults) },
    { method: 'post', path, show: (visit) => decide(visit, asked) },
  ];
});
