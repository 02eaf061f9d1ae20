/** What waits for the visitor. */

import { type Html, html, type Piece } from '../../../../shared-services/gateway/pages/html.ts';
import { link, notice } from '../../../../shared-services/gateway/pages/parts.ts';
import {
  mayAll,
  type PageAnswer,
  type Route,
  type Visit,
} from '../../../../shared-services/gateway/pages/site/visit.ts';
import { Refusal } from '../../../../shared-services/kit/refusal.ts';
import { contract as credentials } from '../../../uumds/credentials/contract.ts';
import { contract as mandates } from '../../../uumds/mandates/contract.ts';
import { contract as mailbox } from '../../contract.ts';
import { paths } from '../paths.ts';
import { endsSoon, soonDays, soonMs } from './soon.ts';

const shown = 100;
const credentialLists = ['credentials.listSeals', 'credentials.listApiClients'];

const tile = (title: string, path: string, figure: string, text: Piece): Html =>
  html`<li><section class="tile"><h2>${link(title, path)}</h2><p class="figure">${figure}</p><p>${text}</p></section></li>`;

/** One is one, and `100+` are many. */
const counted = (figure: string, one: string, many: string): string => (figure === '1' ? one : many);

const countOf = (list: { readonly more: boolean }, found: readonly unknown[] = []): string =>
  list.more ? `${found.length}+` : String(found.length);

const mailboxTile = async ({ calls }: Visit): Promise<Html> => {
  const list = await calls.to(mailbox).listMessages({ limit: shown });
  const urgent = (list.message ?? []).filter(({ priority }) => priority === 'A').length;
  const figure = countOf(list, list.message);
  const waits = counted(figure, 'message waits in the mailbox', 'messages wait in the mailbox');
  return tile('Mailbox', paths.mailbox, figure, urgent === 0 ? waits : `${waits}, ${urgent} urgent`);
};

const acceptTile = async ({ calls }: Visit): Promise<Html> => {
  const list = await calls.to(mandates).listMandates({ role: 'mandatary', state: 'proposed', limit: shown });
  const path = `${paths.mandates}?role=mandatary&state=proposed`;
  const figure = countOf(list, list.mandate);
  return tile(
    'Mandates to accept',
    path,
    figure,
    counted(figure, 'mandate is proposed to you', 'mandates are proposed to you'),
  );
};

const ownTile = async ({ calls }: Visit): Promise<Html> => {
  const list = await calls.to(mandates).listMandates({ role: 'mandator', state: 'inForce', limit: shown });
  const path = `${paths.mandates}?role=mandator&state=inForce`;
  const figure = countOf(list, list.mandate);
  const text = counted(figure, 'mandate of yours is in force', 'mandates of yours are in force');
  return tile('Mandates you gave', path, figure, text);
};

const dayAhead = (nowMs: number): string => new Date(nowMs + soonMs).toISOString().slice(0, 10);

/** There while something ends soon, and not otherwise. */
const endingTile = async ({ calls, nowMs }: Visit): Promise<Piece> => {
  const endsBy = dayAhead(nowMs);
  const list = await calls.to(mandates).listMandates({ state: 'inForce', endsBy, limit: shown });
  if (list.mandate === undefined) return false;
  const path = `${paths.mandates}?state=inForce&endsBy=${endsBy}`;
  const figure = countOf(list, list.mandate);
  const text = `${counted(figure, 'ends', 'end')} within ${soonDays} days, given or taken`;
  return tile('Mandates that end soon', path, figure, text);
};

const credentialTiles = async (visit: Visit): Promise<Piece> => {
  const of = visit.calls.to(credentials);
  const [{ seal = [] }, { client = [] }] = await Promise.all([of.listSeals({}), of.listApiClients({})]);
  const seals = seal.filter(({ state, usableUntil }) => state === 'active' && endsSoon(usableUntil, visit.nowMs));
  const clients = client.filter(({ state, validUntil }) => state === 'active' && endsSoon(validUntil, visit.nowMs));
  const ending = (title: string, path: string, { length }: readonly unknown[]): Piece => {
    const text = counted(
      String(length),
      'ends * days: put another in its place',
      'end * days: put others in their place',
    );
    return length > 0 && tile(title, path, String(length), text.replace('*', `within ${soonDays}`));
  };
  return html`${ending('Seals that end soon', paths.seals, seals)}${ending('API clients that end soon', paths.apiClients, clients)}`;
};

/** One part that cannot be had now does not take the others with it. */
const orNotice = async (title: string, make: () => Promise<Piece>): Promise<Piece> => {
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
    visitor.may('mandates.listMandates') ? orNotice('Mandates that end soon', () => endingTile(visit)) : undefined,
    mayAll(visitor, credentialLists) ? orNotice('Credentials', () => credentialTiles(visit)) : undefined,
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
