/** Settings, their changes, and what was agreed to, as tables. */
import type { ReplyOf } from '../../../reference-architecture/contract/language.ts';
import { html, type Piece } from '../../gateway/pages/html.ts';
import { code, link, type StateTone, state, table } from '../../gateway/pages/parts.ts';
import type { contract as governance } from '../../governance/contract.ts';
import { address, paths } from '../paths.ts';
import type { GridColumn } from '../shown/grid.ts';
import { msOf } from '../shown/moments.ts';
import { instant } from '../shown/words.ts';

type Operations = (typeof governance)['services']['Configuration']['operations'];
export type Setting = NonNullable<ReplyOf<Operations['listConfiguration']>['setting']>[number];
export type Change = NonNullable<ReplyOf<Operations['listConfigurationChanges']>['change']>[number];
export type Approval = NonNullable<ReplyOf<Operations['listApprovals']>['approval']>[number];

const tones: Readonly<Record<string, StateTone>> = { proposed: 'waiting', approved: 'good', rejected: 'bad' };
export const approvalState = (one: Approval) => state(one.state, tones[one.state] ?? 'ended');

const agreement = ({ dangerous, approved }: Setting): Piece => {
  if (!dangerous) return 'needs none';
  return approved ? state('two people agreed', 'good') : state('nobody agreed', 'bad');
};

export const settingColumns: readonly GridColumn<Setting>[] = [
  {
    key: 'name',
    title: 'Setting',
    value: ({ name }) => name,
    cell: ({ name, dangerous }) =>
      html`${code(name)}${dangerous && html`<br>${link('Propose another value', `${address(paths.configuration, { name })}#name`)}`}`,
  },
  { key: 'platform', title: 'Platform', value: ({ platform }) => platform, cell: ({ platform }) => platform },
  { key: 'value', title: 'Value', value: ({ value }) => value, cell: ({ value }) => code(value) },
  {
    key: 'agreement',
    title: 'Agreement',
    value: ({ dangerous, approved }) => (dangerous ? Number(approved) : 2),
    cell: agreement,
  },
  { key: 'since', title: 'Since', value: ({ since }) => since, cell: ({ since }) => instant(msOf(since)) },
];

export const approvalTable = (all: readonly Approval[]): Piece =>
  all.length === 0
    ? html`<h2>Agreements</h2><p>No value of a dangerous setting has been proposed.</p>`
    : table({
        caption: 'Agreements on dangerous settings',
        rows: all.slice(0, 50),
        columns: [
          { title: 'Setting', cell: ({ name, approvalId }) => link(name, paths.approval(approvalId)) },
          { title: 'Value', cell: ({ value }) => code(value) },
          { title: 'State', cell: approvalState },
          { title: 'Why', cell: ({ reason }) => reason },
          { title: 'Proposed', cell: ({ proposedAt }) => instant(msOf(proposedAt)) },
        ],
      });

const shownValue = (value: string | undefined): Piece => (value === undefined ? 'not set' : code(value));

export const changeTable = (changes: readonly Change[]): Piece =>
  changes.length === 0
    ? html`<h2>Changes</h2><p>No setting has changed since the platform began.</p>`
    : table({
        caption: 'Changes, the newest first',
        rows: changes,
        columns: [
          { title: 'Setting', cell: ({ name }) => code(name) },
          { title: 'Platform', cell: ({ platform }) => platform },
          { title: 'Before', cell: ({ before }) => shownValue(before) },
          { title: 'After', cell: ({ after }) => shownValue(after) },
          { title: 'Seen', cell: ({ seenAt }) => instant(msOf(seenAt)) },
          {
            title: 'Agreement',
            cell: ({ approvalId, dangerous }) =>
              approvalId === undefined
                ? dangerous
                  ? state('none', 'bad')
                  : 'needs none'
                : link('agreed to', paths.approval(approvalId)),
          },
        ],
      });
