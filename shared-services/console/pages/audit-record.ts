/** One record of the audit log, and the proof that it is there: checked in the browser, which need not trust us for it. */
import { contract as audit } from '../../audit/contract.ts';
import { attributes, html } from '../../gateway/pages/html.ts';
import { code, facts, notice, wayBack } from '../../gateway/pages/parts.ts';
import type { PageAnswer, Visit } from '../../gateway/pages/site/visit.ts';
import { Refusal } from '../../kit/refusal.ts';
import type { ConsolePage } from '../page.ts';
import { paths } from '../paths.ts';
import { instant, whole } from '../shown/words.ts';

const readable = (leaf: string): string => {
  try {
    return JSON.stringify(JSON.parse(leaf), null, 2);
  } catch {
    return leaf;
  }
};

const proofView = async ({ calls, parameters }: Visit) => {
  const proof = await calls.to(audit).proveInclusion({ position: parameters['position'] ?? '' });
  const { leaf, leafIndex, leafHash, path = [], checkpoint, key } = proof;
  const data = JSON.stringify({ leaf, leafIndex, leafHash, path, checkpoint: { note: checkpoint.note }, key });
  return html`<pre class="command">${readable(leaf)}</pre>
<h2>Is it in the log?</h2>
<p>The log is a Merkle tree (RFC 6962); its root is signed. From the bytes of this record and ${path.length} neighbours your browser computes the root anew, and compares it with the one that was signed.</p>
<div class="proof" id="proof"${attributes({ 'data-proof': data })}><button type="button" class="ecl-button ecl-button--primary" data-check hidden>Check it in this browser</button>
<ol class="proof-steps" data-steps aria-live="polite"></ol>
<noscript><p>This browser runs no script. The same is checked by ${code('npx portorium audit verify')}.</p></noscript></div>
<h2>What the proof is made of</h2>
${facts({
  'Number of the leaf': `${whole(leafIndex)} of ${whole(checkpoint.treeSize)}`,
  'Hash of the leaf': code(leafHash),
  Neighbours: path.length === 0 ? 'none' : html`<ol>${path.map((one) => html`<li>${code(one)}</li>`)}</ol>`,
  'Root of the tree': code(checkpoint.rootHash),
  'Signed at': instant(checkpoint.signedAtMs),
  'Signed with': html`${(key ?? []).map((one) => html`<p>${code(one.verifierKey)}</p>`)}`,
  'Witnessed by': (checkpoint.cosignature ?? []).map(({ witness }) => witness).join(', ') || 'nobody else',
  'The checkpoint': html`<pre class="command">${checkpoint.note}</pre>`,
})}`;
};

const show = async (visit: Visit): Promise<PageAnswer> => {
  const above = wayBack([{ title: 'Audit log', path: paths.audit }]);
  const page = (body: ReturnType<typeof html>) => ({
    here: paths.audit,
    page: { title: 'Record of the audit log', above, body },
  });
  try {
    return page(await proofView(visit));
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'AUDIT_NOT_SEALED') throw error;
    const text = html`<p>Records are sealed within a second. Reload the page.</p>`;
    return page(notice({ tone: 'info', title: error.title, text }));
  }
};

export const auditRecordPage: ConsolePage = {
  path: '/audit/:position',
  shows: ['audit.proveInclusion'],
  show,
};
