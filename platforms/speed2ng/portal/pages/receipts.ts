/** Receipts: the proof that a message was taken, made again for whoever sent it. */
import type { ReplyOf } from '../../../../reference-architecture/contract/language.ts';
import { receiptKeysPath } from '../../../../reference-architecture/contract/receipt.ts';
import { faultSummary, textField } from '../../../../shared-services/gateway/pages/forms.ts';
import { type Html, html, type Piece } from '../../../../shared-services/gateway/pages/html.ts';
import { code, facts, link, moment, notice } from '../../../../shared-services/gateway/pages/parts.ts';
import {
  type Faults,
  faultsFrom,
  isFaulty,
  noFaults,
  submit,
} from '../../../../shared-services/gateway/pages/site/forms.ts';
import type { PageAnswer, Route, Visit } from '../../../../shared-services/gateway/pages/site/visit.ts';
import { Refusal } from '../../../../shared-services/kit/refusal.ts';
import { contract } from '../../contract.ts';
import { paths } from '../paths.ts';

type Receipt = ReplyOf<(typeof contract)['services']['Receipts']['operations']['fetchReceipt']>['receipt'][number];

const question = ({ fields }: Visit, faults: Faults): Html => html`<form method="get" action="${paths.receipts}">
${textField({
  name: 'messageId',
  label: 'Name of the message',
  hint: 'Its Idempotency-Key or wsa:MessageID; without one, the SHA-256 of its bytes.',
  value: fields.text('messageId'),
  size: 'long',
  maxLength: 200,
  code: true,
  faults: faults.fields,
})}
${submit('Find the receipt')}
</form>`;

const receiptPart = ({ operation, acceptedAt, jws }: Receipt): Html => html`<h2>Receipt</h2>
${facts({ Operation: code(operation), Accepted: moment(acceptedAt) })}
<pre class="command" tabindex="0" aria-label="The receipt">${jws}</pre>`;

const howToVerify = html`<h2>How anybody can verify it</h2>
<p>Keep the receipt in a file, with the message as it was sent and ${link('the keys', receiptKeysPath)} of this gateway.
No connection is needed afterwards:</p>
<pre class="command" tabindex="0" aria-label="Command that verifies a receipt">npx portorium verify-receipt receipt.jws --keys keys.json --message message.json</pre>`;

const page = (visit: Visit, found: Piece, faults: Faults, status = 200): PageAnswer => ({
  here: paths.receipts,
  status: isFaulty(faults) ? 422 : status,
  page: {
    title: 'Receipts',
    ...(isFaulty(faults) ? { state: 'Error' } : {}),
    body: html`${faultSummary(faults.fields, faults.others)}
<p class="lead">A receipt proves which message was taken, when, and under which operation.</p>
${question(visit, faults)}${found}`,
  },
});

const unknown = (error: Refusal): Html =>
  notice({
    tone: 'warning',
    title: error.title,
    text: html`<p>Look at the name: small and capital letters differ.</p>`,
  });

const show = async (visit: Visit): Promise<PageAnswer> => {
  const messageId = visit.fields.text('messageId');
  if (messageId === '') return page(visit, undefined, noFaults);
  try {
    const { receipt } = await visit.calls.to(contract).fetchReceipt({ messageId });
    return page(visit, html`${receipt.map(receiptPart)}${howToVerify}`, noFaults);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'RECEIPT_UNKNOWN') return page(visit, unknown(error), noFaults, 404);
    const faults = faultsFrom(error, { '/messageId': 'messageId' });
    if (faults === undefined) throw error;
    return page(visit, undefined, faults);
  }
};

export const receiptRoutes: readonly Route[] = [
  { method: 'get', path: '/receipts', needs: 'speed2ng.fetchReceipt', show },
];
