/** Packages of the archive, and their disposal, as tables. */
import type { ReplyOf } from '../../../reference-architecture/contract/language.ts';
import type { contract as archiving } from '../../archiving/contract.ts';
import { html, type Piece } from '../../gateway/pages/html.ts';
import { link, type StateTone, state } from '../../gateway/pages/parts.ts';
import { paths } from '../paths.ts';
import type { GridColumn } from '../shown/grid.ts';
import { bytes, instant } from '../shown/words.ts';

type Services = (typeof archiving)['services'];
export type Figures = ReplyOf<Services['Archive']['operations']['consultArchive']>;
export type Package = NonNullable<ReplyOf<Services['Archive']['operations']['searchArchive']>['package']>[number];
export type Details = ReplyOf<Services['Archive']['operations']['consultPackage']>;
export type Disposal = NonNullable<ReplyOf<Services['Retention']['operations']['listDisposals']>['disposal']>[number];

const tones: Readonly<Record<string, StateTone>> = {
  kept: 'good',
  held: 'waiting',
  due: 'waiting',
  damaged: 'bad',
  proposed: 'waiting',
  approved: 'good',
};
export const standing = (name: string): Piece => state(name, tones[name] ?? 'ended');

export const packageColumns: readonly GridColumn<Package>[] = [
  {
    key: 'case',
    title: 'Case',
    value: ({ caseId }) => caseId,
    cell: ({ caseId, packageId, application }) =>
      html`${link(caseId, paths.package(packageId))}<br><span class="muted">${application}</span>`,
  },
  {
    key: 'kind',
    title: 'What',
    value: ({ kind, outcome }) => `${kind} ${outcome}`,
    cell: ({ kind, outcome }) => html`${kind}<br><span class="muted">${outcome}</span>`,
  },
  { key: 'state', title: 'State', value: (one) => one.state, cell: (one) => standing(one.state) },
  { key: 'closed', title: 'Closed', value: (one) => one.closedAtMs, cell: (one) => instant(one.closedAtMs) },
  {
    key: 'until',
    title: 'Kept until',
    value: ({ retainUntilMs }) => retainUntilMs,
    cell: ({ retainUntilMs, retention }) =>
      html`${instant(retainUntilMs)}<br><span class="muted">class ${retention}</span>`,
  },
  { key: 'bytes', title: 'Size', numeric: true, value: (one) => one.bytes, cell: (one) => bytes(one.bytes) },
];

export const disposalColumns: readonly GridColumn<Disposal>[] = [
  {
    key: 'case',
    title: 'Case',
    value: ({ caseId }) => caseId,
    cell: ({ caseId, packageId }) => link(caseId, paths.package(packageId)),
  },
  { key: 'state', title: 'State', value: (one) => one.state, cell: (one) => standing(one.state) },
  { key: 'reason', title: 'Why', value: ({ reason }) => reason, cell: ({ reason }) => reason },
  {
    key: 'proposed',
    title: 'Proposed',
    value: ({ proposedAtMs }) => proposedAtMs,
    cell: ({ proposedAtMs, proposedBy }) => html`${instant(proposedAtMs)}<br><span class="muted">${proposedBy}</span>`,
  },
  {
    key: 'decided',
    title: 'Decided',
    value: ({ decidedAtMs }) => decidedAtMs,
    cell: ({ decidedAtMs, decidedBy }) =>
      decidedAtMs === undefined ? 'not yet' : html`${instant(decidedAtMs)}<br><span class="muted">${decidedBy}</span>`,
  },
  {
    key: 'destroyed',
    title: 'Destroyed',
    value: ({ proof }) => proof?.destroyedAtMs,
    cell: ({ proof }) =>
      proof === undefined
        ? 'not'
        : html`${instant(proof.destroyedAtMs)}<br><details id="proof-${proof.proofSha256.slice(0, 12)}"><summary>Proof</summary><p class="breaks"><code>${proof.proofSha256}</code></p><pre class="command" tabindex="0" aria-label="The proof">${proof.text}</pre></details>`,
  },
];
