/** Accepting, declining and revoking: each asked once more, with what it means. */
import { faultSummary, textArea } from '../../../../../shared-services/gateway/pages/forms.ts';
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
import { contract } from '../../../../uumds/mandates/contract.ts';
import { paths } from '../../paths.ts';
import { receiptNews } from '../receipt-news.ts';
import { remainingAfter } from './remaining.ts';
import { consult, mandateFacts } from './show.ts';

type ChangeName = 'acceptMandate' | 'declineMandate' | 'revokeMandate';

interface Asked {
  readonly word: string;
  readonly name: ChangeName;
  readonly title: string;
  readonly meaning: string;
  readonly button: string;
  readonly danger: boolean;
  readonly done: string;
}

const all: readonly Asked[] = [
  {
    ...{
      word: 'accept',
      name: 'acceptMandate',
      title: 'Accept this mandate?',
      button: 'Accept the mandate',
      danger: false,
    },
    meaning: 'From its first day on you may do what it covers, for the one who gives it. You can end it at any time.',
    done: 'The mandate is accepted',
  },
  {
    ...{
      word: 'decline',
      name: 'declineMandate',
      title: 'Decline this mandate?',
      button: 'Decline the mandate',
      danger: true,
    },
    meaning: 'The one who gives it is told. It cannot be accepted any more after that.',
    done: 'The mandate is declined',
  },
  {
    ...{
      word: 'revoke',
      name: 'revokeMandate',
      title: 'Revoke this mandate?',
      button: 'Revoke the mandate',
      danger: true,
    },
    meaning: 'It ends at once: the next message that needs it is refused. This cannot be undone.',
    done: 'The mandate is revoked',
  },
];

const ask = async (visit: Visit, asked: Asked, faults: Faults): Promise<PageAnswer> => {
  const { history, procedures } = await consult(visit);
  const { mandate } = history;
  const remaining = asked.name === 'revokeMandate' && (await remainingAfter(visit, mandate));
  const at = paths.mandate(mandate.mandateId);
  const reason = textArea({
    name: 'reason',
    label: 'Reason',
    optional: true,
    hint: 'The other side reads it.',
    value: visit.fields.text('reason'),
    faults: faults.fields,
    rows: 3,
  });
  const body = html`${reason}<div class="actions">${submit(asked.button, asked.danger)}${link('Leave it as it is', at)}</div>`;
  return {
    here: paths.mandates,
    status: isFaulty(faults) ? 422 : 200,
    page: {
      title: asked.title,
      ...(isFaulty(faults) ? { state: 'Error' } : {}),
      above: wayBack([
        { title: 'Mandates', path: paths.mandates },
        { title: mandate.reference, path: at },
      ]),
      body: html`${faultSummary(faults.fields, faults.others)}<p class="lead">${asked.meaning}</p>
${remaining}
${mandateFacts(mandate, procedures, visit.visitor.party)}
${form({ visit, action: `${at}/${asked.word}`, body })}`,
    },
  };
};

const change = async (visit: Visit, asked: Asked): Promise<PageAnswer> => {
  const mandateId = visit.parameters['mandateId'] ?? '';
  const reason = visit.fields.text('reason');
  try {
    await visit.calls.to(contract)[asked.name]({ mandateId, ...(reason === '' ? {} : { reason }) });
  } catch (error) {
    const faults = faultsFrom(error, { '/reason': 'reason' });
    if (faults === undefined) throw error;
    return ask(visit, asked, faults);
  }
  return { goTo: paths.mandate(mandateId), news: { title: asked.done, ...receiptNews(visit) } };
};

export const changeRoutes: readonly Route[] = all.flatMap((asked): Route[] => {
  const path = `/mandates/:mandateId/${asked.word}`;
  return [
    { method: 'get', path, needs: `mandates.${asked.name}`, show: (visit) => ask(visit, asked, noFaults) },
    { method: 'post', path, show: (visit) => change(visit, asked) },
  ];
});
