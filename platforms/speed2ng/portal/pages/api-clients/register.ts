/** The form with which a system is registered. */
import type { RequestOf } from '../../../../../reference-architecture/contract/language.ts';
import { choiceField, faultSummary, textArea, textField } from '../../../../../shared-services/gateway/pages/forms.ts';
import { html, type Piece } from '../../../../../shared-services/gateway/pages/html.ts';
import { link } from '../../../../../shared-services/gateway/pages/parts.ts';
import { type Fields, noFields } from '../../../../../shared-services/gateway/pages/site/fields.ts';
import {
  type Faults,
  type FieldOf,
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
import { backToClients } from './show.ts';
import { authenticationWords, profileWords } from './words.ts';

type Registration = RequestOf<(typeof contract)['services']['ApiClients']['operations']['registerApiClient']>;

const fieldOf: FieldOf = {
  ...keyFieldOf,
  '/name': 'name',
  '/profiles': 'profiles',
  '/authentication': 'authentication',
  '/dpopRequired': 'dpopRequired',
  '/networks': 'networks',
  '/validUntil': 'validUntil',
};

const choicesOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

const body = (fields: Fields, all: Faults): Piece => {
  const { fields: faults } = all;
  const { text } = fields;
  return [
    textField({
      name: 'name',
      label: 'Name of the system',
      hint: 'As you call it yourselves.',
      value: text('name'),
      maxLength: 100,
      faults,
    }),
    choiceField({
      name: 'profiles',
      label: 'What it may do',
      many: true,
      choices: choicesOf(profileWords),
      chosen: fields.all('profiles'),
      faults,
    }),
    choiceField({
      name: 'authentication',
      label: 'How it proves itself',
      choices: choicesOf(authenticationWords),
      chosen: [text('authentication')],
      faults,
    }),
    jwksField(text('jwks'), all),
    certificateFields(text('certificate'), all, 'Needed for mutual TLS.'),
    choiceField({
      name: 'dpopRequired',
      label: 'Tokens bound to a key',
      optional: true,
      many: true,
      choices: [
        {
          value: 'yes',
          label: 'Give only tokens that are bound by DPoP',
          hint: 'A stolen token is then worth nothing without the key (RFC 9449).',
        },
      ],
      chosen: [text('dpopRequired')],
      faults,
    }),
    textArea({
      name: 'networks',
      label: 'Networks from which it may come',
      optional: true,
      hint: 'One address or network on each line: 192.0.2.0/24.',
      value: text('networks'),
      rows: 3,
      code: true,
      faults,
    }),
    textField({
      name: 'validUntil',
      label: 'Last day',
      optional: true,
      hint: 'It gets tokens until this day is over (UTC); a year from now unless you say otherwise.',
      type: 'date',
      size: 'short',
      value: text('validUntil'),
      faults,
    }),
  ];
};

const render = (visit: Visit, fields: Fields, faults: Faults): PageAnswer => ({
  here: paths.apiClients,
  status: isFaulty(faults) ? 422 : 200,
  page: {
    title: 'Register an API client',
    ...(isFaulty(faults) ? { state: 'Error' } : {}),
    above: backToClients,
    body: html`${faultSummary(faults.fields, faults.others)}
<p class="lead">The system asks for its tokens with a key of its own. There is no secret that two sides would know.</p>
${form({ visit, action: paths.newApiClient, files: true, body: html`${body(fields, faults)}<div class="actions">${submit('Register the client')}${link('Cancel', paths.apiClients)}</div>` })}`,
  },
});

const expected = (fields: Fields): Record<string, string[]> => ({
  ...(fields.text('name') === '' ? { name: ['Enter a name for the system.'] } : {}),
  ...(fields.all('profiles').length === 0 ? { profiles: ['Choose what it may do.'] } : {}),
  ...(fields.text('authentication') === '' ? { authentication: ['Choose how it proves itself.'] } : {}),
});

const registrationFrom = (fields: Fields, proof: Readonly<Record<string, unknown>>): Registration => {
  const networks = fields
    .text('networks')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const until = fields.text('validUntil');
  return {
    name: fields.text('name'),
    profiles: fields.all('profiles') as Registration['profiles'],
    authentication: fields.text('authentication') as Registration['authentication'],
    ...proof,
    ...(fields.text('dpopRequired') === 'yes' ? { dpopRequired: true } : {}),
    ...(networks.length === 0 ? {} : { networks }),
    ...(until === '' ? {} : { validUntil: `${until}T23:59:59Z` }),
  };
};

export const askRegistration = async (visit: Visit): Promise<PageAnswer> => render(visit, noFields, noFaults);

export const registerClient = async (visit: Visit): Promise<PageAnswer> => {
  const { content, faults: unreadable } = proofFrom(visit.fields);
  const faults: Faults = { fields: { ...expected(visit.fields), ...unreadable }, others: [] };
  if (isFaulty(faults)) return render(visit, visit.fields, faults);
  try {
    const { clientId } = await visit.calls.to(contract).registerApiClient(registrationFrom(visit.fields, content));
    return {
      goTo: paths.apiClient(clientId),
      news: { title: 'The API client is registered', text: `Its client_id is ${clientId}.`, ...receiptNews(visit) },
    };
  } catch (error) {
    const found = faultsFrom(error, fieldOf);
    if (found === undefined) throw error;
    return render(visit, visit.fields, found);
  }
};
