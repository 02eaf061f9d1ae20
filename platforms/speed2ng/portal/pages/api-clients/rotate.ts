/** New keys for a system, without an interruption. */
import { faultSummary, textArea, textField } from '../../../../../shared-services/gateway/pages/forms.ts';
import { html, type Piece } from '../../../../../shared-services/gateway/pages/html.ts';
import { link, wayBack } from '../../../../../shared-services/gateway/pages/parts.ts';
import {
  type Faults,
  faultsFrom,
  form,
  isFaulty,
  noFaults,
  submit,
} from '../../../../../shared-services/gateway/pages/site/forms.ts';
import type { PageAnswer, Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { contract } from '../../../../uumds/credentials/contract.ts';
import { paths } from '../../paths.ts';
import { receiptNews } from '../receipt-news.ts';
import { certificateFields, jwksField, keyFieldOf, proofFrom } from './keys.ts';
import { clientFacts, clientOf } from './show.ts';

type Client = Awaited<ReturnType<typeof clientOf>>;

const fieldOf = { ...keyFieldOf, '/overlapHours': 'overlapHours', '/reason': 'reason' };

const body = ({ fields }: Visit, { authentication }: Client, faults: Faults): Piece => [
  authentication === 'private_key_jwt'
    ? jwksField(fields.text('jwks'), faults)
    : certificateFields(fields.text('certificate'), faults, 'The new certificate.'),
  textField({
    name: 'overlapHours',
    label: 'Overlap, in hours',
    optional: true,
    hint: 'How long the keys from before go on being believed: 24 unless you say otherwise, 0 for not at all, at most 720.',
    value: fields.text('overlapHours'),
    size: 'short',
    faults: faults.fields,
  }),
  textArea({
    name: 'reason',
    label: 'Reason',
    optional: true,
    hint: 'It stays in the history; please name no persons.',
    value: fields.text('reason'),
    rows: 3,
    faults: faults.fields,
  }),
];

const render = async (visit: Visit, faults: Faults): Promise<PageAnswer> => {
  const client = await clientOf(visit);
  const at = paths.apiClient(client.clientId);
  const buttons = html`<div class="actions">${submit('Replace the keys')}${link('Leave it as it is', at)}</div>`;
  return {
    here: paths.apiClients,
    status: isFaulty(faults) ? 422 : 200,
    page: {
      title: 'Replace the keys',
      ...(isFaulty(faults) ? { state: 'Error' } : {}),
      above: wayBack([
        { title: 'API clients', path: paths.apiClients },
        { title: client.name, path: at },
      ]),
      body: html`${faultSummary(faults.fields, faults.others)}${clientFacts(client)}
${form({ visit, action: `${at}/keys`, files: true, body: html`${body(visit, client, faults)}${buttons}` })}`,
    },
  };
};

export const askRotation = (visit: Visit): Promise<PageAnswer> => render(visit, noFaults);

export const rotateKeys = async (visit: Visit): Promise<PageAnswer> => {
  const { content, faults } = proofFrom(visit.fields);
  if (Object.keys(faults).length > 0) return render(visit, { fields: faults, others: [] });
  const [hours, reason] = [visit.fields.text('overlapHours'), visit.fields.text('reason')];
  const clientId = visit.parameters['clientId'] ?? '';
  try {
    await visit.calls.to(contract).rotateApiClientKeys({
      clientId,
      ...content,
      ...(hours === '' ? {} : { overlapHours: Number(hours) }),
      ...(reason === '' ? {} : { reason }),
    });
  } catch (error) {
    const found = faultsFrom(error, fieldOf);
    if (found === undefined) throw error;
    return render(visit, found);
  }
  return { goTo: paths.apiClient(clientId), news: { title: 'The keys are replaced', ...receiptNews(visit) } };
};
