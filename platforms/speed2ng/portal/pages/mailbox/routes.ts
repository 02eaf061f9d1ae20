/** The mailbox: what waits, one message, and its acknowledgement. */
import { html, type Piece } from '../../../../../shared-services/gateway/pages/html.ts';
import {
  buttonLink,
  code,
  facts,
  link,
  moment,
  state,
  table,
  wayBack,
} from '../../../../../shared-services/gateway/pages/parts.ts';
import { form, submit } from '../../../../../shared-services/gateway/pages/site/forms.ts';
import type { PageAnswer, Route, Visit, Visitor } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { contract } from '../../../contract.ts';
import { paths } from '../../paths.ts';
import { contentOf } from './content.ts';

const pageSize = 20;

const priorityWord = (priority: string): Piece =>
  priority === 'A' ? state('Urgent', 'bad') : priority === 'B' ? 'Normal' : 'Low';

const here = paths.mailbox;
const back = wayBack([{ title: 'Mailbox', path: paths.mailbox }]);

const list = async ({ calls, fields, titleOf }: Visit): Promise<PageAnswer> => {
  const after = fields.text('after');
  const found = await calls.to(contract).listMessages({ limit: pageSize, ...(after === '' ? {} : { after }) });
  const messages = found.message ?? [];
  const last = messages.at(-1)?.messageId;
  const rows = table({
    caption: 'Messages that wait, the urgent ones first',
    rows: messages,
    columns: [
      { title: 'Message', cell: ({ messageId, type }) => link(titleOf(type), paths.message(messageId)) },
      { title: 'Declaration (MRN)', cell: ({ MRN }) => (MRN === undefined ? 'none' : code(MRN)) },
      { title: 'Priority', cell: ({ priority }) => priorityWord(priority) },
      { title: 'Sent', cell: ({ sentAt }) => moment(sentAt) },
      { title: 'Kept until', cell: ({ expiresAt }) => moment(expiresAt) },
    ],
  });
  const next =
    found.more && last !== undefined && html`<p>${link('Next page', `${here}?after=${encodeURIComponent(last)}`)}</p>`;
  const body = messages.length === 0 ? html`<p class="lead">No message waits for you.</p>` : html`${rows}${next}`;
  return { here, page: { title: 'Mailbox', body } };
};

/** Member of a message that names something with a page of its own; the first that is there leads to it. */
const subjects = [
  { member: 'mandateId', operation: 'mandates.consultMandate', text: 'Open the mandate', path: paths.mandate },
  { member: 'clientId', operation: 'credentials.consultApiClient', text: 'Open the API client', path: paths.apiClient },
  { member: 'fingerprint256', operation: 'credentials.consultSeal', text: 'Open the seal', path: paths.seal },
] as const;

const subjectOf = (content: Readonly<Record<string, unknown>>, visitor: Visitor): Piece => {
  const found = subjects.find(({ member, operation }) => content[member] !== undefined && visitor.may(operation));
  if (found === undefined) return false;
  const path = found.path(String(content[found.member]));
  return html`<p class="actions">${buttonLink(found.text, path)}</p>`;
};

const acknowledgement = (visit: Visit, messageId: string): Piece =>
  visit.visitor.may('speed2ng.acknowledgeMessage') &&
  html`<h2>Acknowledge it</h2>
<p>An acknowledged message is in your hands: it is no longer listed.</p>
${form({ visit, action: paths.message(messageId), body: submit('Acknowledge') })}`;

const read = async (visit: Visit): Promise<PageAnswer> => {
  const { messageId = '' } = visit.parameters;
  const found = await visit.calls.to(contract).fetchMessage({ messageId });
  const [[, content] = ['', {}]] = Object.entries(found.content) as [string, Record<string, unknown>][];
  return {
    here,
    page: {
      title: visit.titleOf(found.type),
      above: back,
      body: html`${facts({
        'Declaration (MRN)': found.MRN === undefined ? undefined : code(found.MRN),
        Priority: priorityWord(found.priority),
        Sent: moment(found.sentAt),
        'Kept until': moment(found.expiresAt),
        'Official name': code(found.type),
        Conversation: code(found.conversationId),
      })}
<h2>What it says</h2>
${contentOf(content)}
${subjectOf(content, visit.visitor)}
${acknowledgement(visit, messageId)}`,
    },
  };
};

const acknowledge = async ({ calls, parameters }: Visit): Promise<PageAnswer> => {
  await calls.to(contract).acknowledgeMessage({ messageId: parameters['messageId'] ?? '' });
  return { goTo: here, news: { title: 'The message is acknowledged', text: 'It is no longer listed.' } };
};

export const mailboxRoutes: readonly Route[] = [
  { method: 'get', path: '/mailbox', show: list },
  { method: 'get', path: '/mailbox/:messageId', show: read },
  { method: 'post', path: '/mailbox/:messageId', show: acknowledge },
];
