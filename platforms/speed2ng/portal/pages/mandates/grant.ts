/** The form with which a mandate is given. */
import { faultSummary } from '../../../../../shared-services/gateway/pages/forms.ts';
import { html } from '../../../../../shared-services/gateway/pages/html.ts';
import { link } from '../../../../../shared-services/gateway/pages/parts.ts';
import {
  type Faults,
  faultsFrom,
  form,
  isFaulty,
  keep,
  noFaults,
  submit,
} from '../../../../../shared-services/gateway/pages/site/forms.ts';
import type { PageAnswer, Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { contract } from '../../../../uumds/mandates/contract.ts';
import { paths } from '../../paths.ts';
import { receiptNews } from '../receipt-news.ts';
import { blank, type Entered, entered, fieldsOf, replacing } from './grant-fields.ts';
import { proposalFrom } from './proposal.ts';
import { scopeChoices } from './scope.ts';
import { backToMandates } from './show.ts';

const render = async (visit: Visit, values: Entered, faults: Faults): Promise<PageAnswer> => {
  const { procedure } = await visit.calls.to(contract).listProcedures({});
  const replaces = values.text('replaces');
  const body = html`${replaces !== '' && keep('replaces', replaces)}${fieldsOf(values, faults, scopeChoices(procedure))}
<div class="actions">${submit('Propose the mandate')}${link('Cancel', paths.mandates)}</div>`;
  return {
    here: paths.mandates,
    status: isFaulty(faults) ? 422 : 200,
    page: {
      title: replaces === '' ? 'Give a mandate' : 'Replace a mandate',
      ...(isFaulty(faults) ? { state: 'Error' } : {}),
      above: backToMandates,
      body: html`${faultSummary(faults.fields, faults.others)}
<p class="lead">It counts once the other side has accepted it${replaces !== '' && '; the mandate that it replaces ends then'}.</p>
${form({ visit, action: paths.newMandate, body })}`,
    },
  };
};

export const askMandate = async (visit: Visit): Promise<PageAnswer> => {
  const replaces = visit.fields.text('replaces');
  if (replaces === '') return render(visit, blank(visit.nowMs), noFaults);
  const { mandate } = await visit.calls.to(contract).consultMandate({ mandateId: replaces });
  return render(visit, replacing(mandate, visit.nowMs), noFaults);
};

export const grantMandate = async (visit: Visit): Promise<PageAnswer> => {
  const { content, faults, fieldOf } = proposalFrom(visit.fields);
  if (isFaulty(faults)) return render(visit, entered(visit.fields), faults);
  try {
    const { mandateId, mandatary } = await visit.calls.to(contract).grantMandate(content);
    return {
      goTo: paths.mandate(mandateId),
      news: {
        ...{ title: 'The mandate is proposed', text: `${mandatary} is told, and can accept it now.` },
        ...receiptNews(visit),
      },
    };
  } catch (error) {
    const found = faultsFrom(error, fieldOf);
    if (found === undefined) throw error;
    return render(visit, entered(visit.fields), found);
  }
};
