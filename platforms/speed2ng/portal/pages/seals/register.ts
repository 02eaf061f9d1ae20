/** First step: the certificate. */
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
import { contract } from '../../../../uumds/credentials/contract.ts';
import { paths } from '../../paths.ts';
import { certificateFields, certificateFrom } from '../api-clients/keys.ts';
import { challengePage } from './prove.ts';
import { backToSeals } from './show.ts';

const render = (visit: Visit, faults: Faults): PageAnswer => {
  const replaces = visit.fields.text('replaces');
  const certificate = certificateFields(
    visit.fields.text('certificate'),
    faults,
    'The certificate alone, without its chain and never with its key.',
  );
  const buttons = html`<div class="actions">${submit('Go on')}${link('Cancel', paths.seals)}</div>`;
  const body = html`${replaces !== '' && keep('replaces', replaces)}${certificate}${buttons}`;
  return {
    here: paths.seals,
    status: isFaulty(faults) ? 422 : 200,
    page: {
      title: replaces === '' ? 'Register a seal certificate' : 'Replace a seal certificate',
      ...(isFaulty(faults) ? { state: 'Error' } : {}),
      above: backToSeals,
      body: html`${faultSummary(faults.fields, faults.others)}
<p class="lead">Step 1 of 2: the certificate. In the second step you prove that you have its key.</p>
${form({ visit, action: paths.newSeal, files: true, body })}`,
    },
  };
};

export const askSeal = async (visit: Visit): Promise<PageAnswer> => render(visit, noFaults);

export const beginSeal = async (visit: Visit): Promise<PageAnswer> => {
  const [certificate, replaces] = [certificateFrom(visit.fields), visit.fields.text('replaces')];
  if (certificate === '')
    return render(visit, { fields: { certificate: ['Enter the certificate, or choose its file.'] }, others: [] });
  try {
    const challenge = await visit.calls
      .to(contract)
      .beginSealRegistration({ certificate, ...(replaces === '' ? {} : { replaces }) });
    return challengePage(visit, challenge, noFaults);
  } catch (error) {
    const found = faultsFrom(error, { '/certificate': 'certificate' });
    if (found === undefined) throw error;
    return render(visit, found);
  }
};
