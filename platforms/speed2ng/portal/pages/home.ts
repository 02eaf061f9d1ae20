/** What waits for the visitor. */

import { type Html, html, type Piece } from '../../../../shared-services/gateway/pages/html.ts';
import { link, notice } from '../../../../shared-services/gateway/pages/parts.ts';
import type { PageAnswer, Route, Visit } from '../../../../shared-services/gateway/pages/site/visit.ts';
import { Refusal } from '../../../../shared-services/kit/refusal.ts';
import { contract as mandates } from '../../../uumds/mandates/contract.ts';
import { contract as mailbox } from '../../contract.ts';
import { paths } from '../paths.ts';

const shown = 100;

const tile = (title: string, path: string, figure: string, text: Piece): Html =>
  html`<li><section class="tile"><h2>${link(title, path)}</h2><p class="figure">${figure}</p><p>${text}</p></section></li>`;

const countOf = (list: { readonly more: boolean }, found: readonly unknown[] = []): string =>
  list.more ? `${found.length}+` : String(found.length);

const mailboxTile = async ({ calls }: Visit): Promise<Html> => {
  const list = await calls.to(mailbox).listMessages({ limit: shown });
  const urgent = (list.message ?? []).filter(({ priority }) => priority === 'A').length;
  const text = urgent === 0 ? 'messages wait in the mailbox' : `messages wait in the mailbox, ${urgent} of them urgent`;
  return tile('Mailbox', paths.mailbox, countOf(list, list.message), text);
};

const acceptTile = async ({ calls }: Visit): Promise<Html> => {
  const list = await calls.to(mandates).listMandates({ role: 'mandatary', state: 'proposed', limit: shown });
  const path = `${paths.mandates}?role=mandatary&state=proposed`;
  return tile('Mandates to accept', path, countOf(list, list.mandate), 'mandates are proposed to you');
};

const ownTile = async ({ calls }: Visit): Promise<Html> => {
  const list = await calls.to(mandates).listMandates({ role: 'mandator', state: 'inForce', limit: shown });
  const path = `${paths.mandates}?role=mandator&state=inForce`;
  return tile('Mandates you gave', path, countOf(list, list.mandate), 'mandates of yours are in force');
};

/** One part that cannot be had now does not take the others with it. */
const orNotice = async (title: string, make: () => Promise<Html>): Promise<Html> => {
  try {
    return await make();
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 'unavailable') throw error;
    return html`<li>${notice({ tone: 'warning', title, text: html`<p>Not available now. Try again in a moment.</p>` })}</li>`;
  }
};

const show = async (visit: Visit): Promise<PageAnswer> => {
  const { visitor } = visit;
  const tiles = await Promise.all([
    visitor.may('speed2ng.listMessages') ? orNotice('Mailbox', () => mailboxTile(visit)) : undefined,
    visitor.may('mandates.listMandates') ? orNotice('Mandates to accept', () => acceptTile(visit)) : undefined,
    visitor.may('mandates.listMandates') ? orNotice('Mandates you gave', () => ownTile(visit)) : undefined,
  ]);
  return {
    here: paths.home,
    page: {
      title: 'What waits for you',
      body: html`<p class="lead">You act for <strong>${visitor.party}</strong>.</p><ul class="tiles">${tiles}</ul>`,
    },
  };
};

export const homeRoutes: readonly Route[] = [{ method: 'get', path: '/', show }];
