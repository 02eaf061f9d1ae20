/** One package of the archive: what it is of, its files, holds, and its disposal by two people. */
import { contract as archiving } from '../../archiving/contract.ts';
import { faultSummary } from '../../gateway/pages/forms.ts';
import { html, type Piece } from '../../gateway/pages/html.ts';
import { code, facts, link, table, wayBack } from '../../gateway/pages/parts.ts';
import { type Faults, noFaults } from '../../gateway/pages/site/forms.ts';
import type { PageAnswer, Visit } from '../../gateway/pages/site/visit.ts';
import type { ConsolePage } from '../page.ts';
import { address, paths } from '../paths.ts';
import { sent } from '../shown/sent.ts';
import { ago, bytes, instant, whole } from '../shown/words.ts';
import { type Details, standing } from './columns.ts';
import { actions } from './package-forms.ts';

const idOf = ({ parameters }: Visit): string => parameters['packageId'] ?? '';

const factsOf = (one: Details): Piece =>
  facts({
    State: standing(one.state),
    Case: `${one.kind}, ${one.outcome}`,
    Application: one.application,
    'Known as': (one.identifier ?? []).map(({ scheme, value }) => html`${scheme} ${code(value)} `),
    Conversations: one.conversationId.map(
      (conversation) => html`${link(conversation, address(paths.journey, { conversation }))} `,
    ),
    'Records of the audit log, proven in it': whole(one.auditRecords),
    'Case began': instant(one.openedAtMs),
    'Case closed': instant(one.closedAtMs),
    'In the archive since': instant(one.archivedAtMs),
    'Kept until': html`${instant(one.retainUntilMs)} (class ${one.retention})`,
  });

const files = ({ file = [] }: Details, nowMs: number): Piece =>
  file.length > 0 &&
  table({
    caption: 'Files',
    rows: file,
    columns: [
      { title: 'Part', cell: ({ part }) => part },
      { title: 'Name', cell: ({ objectName }) => html`<span class="breaks">${objectName}</span>` },
      { title: 'Size', cell: (one) => bytes(one.bytes) },
      { title: 'SHA-256', cell: ({ sha256 }) => code(sha256) },
      {
        title: 'Compared',
        cell: ({ checkedAtMs, damage }) =>
          html`${checkedAtMs === undefined ? 'not yet' : ago(checkedAtMs, nowMs)}${damage !== undefined && html`<br>${damage}`}`,
      },
    ],
  });

const holds = ({ hold = [] }: Details): Piece =>
  hold.length > 0 &&
  table({
    caption: 'Legal holds',
    rows: hold,
    columns: [
      { title: 'Why', cell: ({ reason }) => reason },
      { title: 'Set', cell: ({ setAtMs, setBy }) => html`${instant(setAtMs)}<br><span class="muted">${setBy}</span>` },
      {
        title: 'Lifted',
        cell: ({ liftedAtMs, liftedBy, liftReason }) =>
          liftedAtMs === undefined
            ? 'not'
            : html`${instant(liftedAtMs)}<br><span class="muted">${liftedBy}: ${liftReason}</span>`,
      },
    ],
  });

const disposals = ({ disposal = [] }: Details): Piece =>
  disposal.length > 0 &&
  table({
    caption: 'Disposal',
    rows: disposal,
    columns: [
      { title: 'State', cell: ({ state }) => standing(state) },
      { title: 'Why', cell: ({ reason }) => reason },
      { title: 'Proposed by', cell: ({ proposedBy }) => proposedBy },
      {
        title: 'Decided by',
        cell: ({ decidedBy, decisionReason }) => html`${decidedBy ?? 'nobody yet'}<br>${decisionReason}`,
      },
      { title: 'Proof', cell: ({ proof }) => (proof === undefined ? 'none' : code(proof.proofSha256)) },
    ],
  });

const shown = async (visit: Visit, faults: Faults = noFaults): Promise<PageAnswer> => {
  const one = await visit.calls.to(archiving).consultPackage({ packageId: idOf(visit) });
  return {
    here: paths.archive,
    ...(faults === noFaults ? {} : { status: 422 }),
    page: {
      title: one.caseId,
      above: wayBack([{ title: 'Archive', path: paths.archive }]),
      body: html`${faultSummary(faults.fields, faults.others)}${factsOf(one)}${actions(visit, one, faults)}${files(one, visit.nowMs)}${holds(one)}${disposals(one)}`,
    },
  };
};

const change = (work: (visit: Visit, reason: string) => Promise<unknown>, title: string) => (visit: Visit) =>
  sent({
    visit,
    work: () => work(visit, visit.fields.text('reason')),
    fieldOf: { '/reason': 'reason' },
    done: () => ({ goTo: paths.package(idOf(visit)), title }),
    again: shown,
  });

const given = (visit: Visit, reason: string) => ({ packageId: idOf(visit), reason });

const retrieved = async (visit: Visit): Promise<PageAnswer> => {
  const file = await visit.calls.to(archiving).retrievePackage({
    packageId: idOf(visit),
    ...(visit.fields.text('part') === 'restricted' ? { restricted: true } : {}),
  });
  return { file: { name: file.fileName, mediaType: file.mediaType, bytes: Buffer.from(file.content, 'base64') } };
};

export const packagePage: ConsolePage = {
  path: '/archive/:packageId',
  shows: ['archiving.consultPackage'],
  show: (visit) => shown(visit),
  forms: {
    'archiving.holdPackage': change(
      (visit, reason) => visit.calls.to(archiving).holdPackage(given(visit, reason)),
      'The package is on hold',
    ),
    'archiving.liftHold': change(
      (visit, reason) => visit.calls.to(archiving).liftHold(given(visit, reason)),
      'The hold is lifted',
    ),
    'archiving.proposeDisposal': change(
      (visit, reason) => visit.calls.to(archiving).proposeDisposal(given(visit, reason)),
      'It waits for somebody else to agree',
    ),
    'archiving.decideDisposal': change(
      (visit, reason) =>
        visit.calls.to(archiving).decideDisposal({
          disposalId: visit.fields.text('disposalId'),
          decision: visit.fields.text('decision'),
          reason,
        }),
      'It is decided',
    ),
  },
};

/** The file itself, to keep. */
export const packageFilePage: ConsolePage = {
  path: '/archive/:packageId/file',
  shows: ['archiving.retrievePackage'],
  show: retrieved,
};
