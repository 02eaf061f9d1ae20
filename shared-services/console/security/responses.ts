/** What is done against partners and credentials, by two people; and the form to propose it. */
import { choiceField, faultSummary, textField } from '../../gateway/pages/forms.ts';
import { html, type Piece } from '../../gateway/pages/html.ts';
import { type Faults, form, keep, noFaults, submit } from '../../gateway/pages/site/forms.ts';
import type { PageAnswer, Visit } from '../../gateway/pages/site/visit.ts';
import { contract as security } from '../../security/contract.ts';
import type { ConsolePage } from '../page.ts';
import { paths } from '../paths.ts';
import { tablePage } from '../shown/answer.ts';
import { textsOf } from '../shown/asked.ts';
import { gridStateOf } from '../shown/grid-state.ts';
import { dateTimeOf } from '../shown/moments.ts';
import { sent } from '../shown/sent.ts';
import { responseColumns } from './columns.ts';

const propose = 'security.proposeResponse';

const actions = [
  ['block-partner', 'Block a partner', 'Its EORI, or a Member State'],
  ['suspend-client', 'Suspend a client', 'Its client_id'],
  ['suspend-certificate', 'Suspend a certificate', 'Its SHA-256, hexadecimal'],
  ['revoke-certificate', 'Revoke a certificate', 'Its SHA-256, hexadecimal. It stays revoked.'],
  ['end-sign-ins', 'End the sign-ins of an account', 'The subject of the account'],
] as const;

const proposal = (visit: Visit, { fields: faults }: Faults): Piece => {
  const text = (name: string) => visit.fields.text(name);
  const field = { size: 'long', faults } as const;
  return (
    visit.visitor.may(propose) &&
    html`<h2>Propose a response</h2><p>Somebody else has to agree; then it is in force at every gateway at once.</p>${form(
      {
        visit,
        action: `${paths.responses}/proposeResponse`,
        body: html`${text('incidentId') !== '' && keep('incidentId', text('incidentId'))}${choiceField({ name: 'action', label: 'What is to be done', choices: actions.map(([value, label, hint]) => ({ value, label, hint })), chosen: visit.fields.all('action'), faults })}${textField({ ...field, name: 'against', label: 'Against whom or what', code: true, maxLength: 255, value: text('against') })}${textField({ ...field, name: 'until', label: 'Until (UTC)', hint: '2026-11-23T10:00; left out, until it is lifted.', size: 'medium', optional: true, value: text('until') })}${textField({ ...field, name: 'reason', label: 'Reason', maxLength: 500, value: text('reason') })}${choiceField({ name: 'emergency', label: 'It cannot wait', optional: true, many: true, choices: [{ value: 'yes', label: 'In force at once, for 15 minutes at most, until somebody else has decided' }], chosen: visit.fields.all('emergency'), faults })}${submit('Propose it', true)}`,
      },
    )}`
  );
};

const shown = async (visit: Visit, faults: Faults = noFaults): Promise<PageAnswer> => {
  const { fields, nowMs, calls } = visit;
  const { page, size } = gridStateOf(fields, '');
  const wanted = { ...textsOf(fields, ['state', 'target']), page: Math.min(page, 10_000), limit: size };
  const { response = [], total } = await calls.to(security).listResponses(wanted);
  const answer = tablePage({
    title: 'Responses',
    here: paths.responses,
    still: true,
    above: faultSummary(faults.fields, faults.others),
    table: {
      caption: 'Responses, the newest first',
      path: paths.responses,
      fields,
      columns: responseColumns(nowMs),
      rows: response,
      total,
      searches: false,
      empty: 'No response is like that.',
      filters: [
        {
          name: 'state',
          label: 'State',
          choices: [
            ['', 'all'],
            ...['proposed', 'emergency', 'in-force', 'rejected', 'lapsed', 'lifted', 'over'].map(
              (one) => [one, one.replace('-', ' ')] as const,
            ),
          ],
        },
        { name: 'target', label: 'Against' },
      ],
    },
    after: proposal(visit, faults),
  });
  return faults === noFaults || !('page' in answer) ? answer : { ...answer, status: 422 };
};

const proposed = (visit: Visit): Promise<PageAnswer> => {
  const text = (name: string) => visit.fields.text(name);
  const until = text('until') === '' ? undefined : (dateTimeOf(text('until')) ?? text('until'));
  const request = {
    ...{ action: text('action'), target: text('against'), reason: text('reason') },
    ...textsOf(visit.fields, ['incidentId']),
    ...(until === undefined ? {} : { until }),
    ...(text('emergency') === '' ? {} : { emergency: true }),
  };
  return sent({
    visit,
    work: () => visit.calls.to(security).proposeResponse(request),
    fieldOf: { '/action': 'action', '/target': 'against', '/until': 'until', '/reason': 'reason' },
    codes: { RESPONSE_TARGET_INVALID: 'against', RESPONSE_UNTIL_INVALID: 'until' },
    done: ({ responseId, state }) => ({
      goTo: paths.response(responseId),
      title:
        state === 'emergency' ? 'It is in force for now; somebody else has to decide' : 'It waits for somebody else',
    }),
    again: shown,
  });
};

export const responsesPage: ConsolePage = {
  path: '/responses',
  link: { title: 'Responses', group: 'Security' },
  shows: ['security.listResponses'],
  show: (visit) => shown(visit),
  forms: { [propose]: proposed },
};
