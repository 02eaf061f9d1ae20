/** What API clients and seals show alike. */
import { type Html, html } from '../../../../shared-services/gateway/pages/html.ts';
import { moment, type StateTone, state } from '../../../../shared-services/gateway/pages/parts.ts';

export type CredentialState = 'registered' | 'active' | 'suspended' | 'expired' | 'revoked';

const words: Readonly<Record<CredentialState, readonly [string, StateTone]>> = {
  registered: ['Registered, not used yet', 'waiting'],
  active: ['Active', 'good'],
  suspended: ['Suspended', 'waiting'],
  expired: ['Expired', 'ended'],
  revoked: ['Revoked', 'bad'],
};

export const credentialState = (word: CredentialState): Html => state(...words[word]);

interface HistoryEntry {
  readonly at: string;
  readonly event: string;
  readonly by: string;
  readonly reason?: string;
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

export const credentialHistory = (entries: readonly HistoryEntry[]): Html => html`<h2>What happened to it</h2>
<ol class="history">${entries.map(
  ({ at, event, by, reason }) =>
    html`<li><strong>${capital(event)}</strong> by ${by}<p class="muted">${moment(at)}</p>${
      reason !== undefined && html`<p>Reason given: ${reason}</p>`
    }</li>`,
)}</ol>`;
