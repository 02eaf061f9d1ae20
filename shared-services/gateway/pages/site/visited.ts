/** One visit of one page: who asks, whether the form is theirs, what there is to show. */
import type { Request, Response } from 'express';
import { admits } from '../../../../reference-architecture/contract/language.ts';
import { conversationIn } from '../../app.ts';
import { refuse as refuseAtDoor } from '../../refusals.ts';
import { callsOf } from './calls.ts';
import { type Fields, fieldsOfQuery, readFields } from './fields.ts';
import { formHeadOf, idField, tokenField } from './forms.ts';
import { assertFormToken, assertOwnSite } from './guard.ts';
import { knownIn, type SiteParts, showPage } from './parts.ts';
import { refuse } from './refusals.ts';
import { cookieOf } from './session/cookies.ts';
import type { Session } from './session/sessions.ts';
import type { PageAnswer, Route, Visitor } from './visit.ts';

const queryOf = ({ originalUrl }: Request): string => originalUrl.split('?', 2)[1] ?? '';

/** @throws {Refusal} SESSION_MISSING, SESSION_EXPIRED */
export const openSession = async (
  { sessions, site }: SiteParts,
  request: Request,
  response: Response,
): Promise<Session> => {
  const id = cookieOf(request, site.cookies.session);
  if (id === undefined) throw refuse('SESSION_MISSING');
  const session = await sessions.open(id);
  knownIn(response).session = session;
  return session;
};

/** The form of this session. @throws {Refusal} FORM_NOT_OURS, or the form cannot be read */
export const readOwnForm = async ({ limits }: SiteParts, request: Request, { id }: Session): Promise<Fields> => {
  const fields = await readFields(request, limits);
  assertFormToken(id, fields.text(tokenField));
  return fields;
};

const visitorOf = async ({ bearer, offered, site }: SiteParts, { accessToken, name }: Session): Promise<Visitor> => {
  const { circle, party, profiles } = site.callerOf(await bearer.authenticate(`Bearer ${accessToken}`));
  return {
    name,
    party,
    may: (id) => {
      const placed = offered.get(id);
      return placed !== undefined && admits(placed.operation.audience, circle, profiles);
    },
  };
};

const answer = async (parts: SiteParts, response: Response, { id, news }: Session, given: PageAnswer) => {
  if ('goTo' in given) {
    if (given.news !== undefined) await parts.sessions.tell(id, given.news);
    response.redirect(303, given.goTo);
    return;
  }
  if (news !== undefined) await parts.sessions.told(id);
  const { page, ...showing } = given;
  showPage(parts, response, page, { ...showing, ...(news === undefined ? {} : { news }) });
};

export const visited =
  (parts: SiteParts, { method, needs, show }: Route) =>
  async (request: Request, response: Response): Promise<void> => {
    const changes = method === 'post';
    if (changes) assertOwnSite(request, parts.origin);
    const session = await openSession(parts, request, response);
    const [visitor, formHead] = [await visitorOf(parts, session), formHeadOf(session.id)];
    knownIn(response).signedIn = { visitor, formHead };
    if (needs !== undefined && !visitor.may(needs)) throw refuseAtDoor('CALLER_NOT_ADMITTED', { detail: needs });
    const fields = changes ? await readOwnForm(parts, request, session) : fieldsOfQuery(queryOf(request));
    const formId = changes ? fields.text(idField) : '';
    const calls = callsOf(parts)({
      conversation: conversationIn(response),
      accessToken: session.accessToken,
      ...(formId === '' ? {} : { formId }),
    });
    const parameters = request.params as Record<string, string>;
    const { titleOf, clock } = parts;
    const given = await show({ visitor, calls, parameters, fields, formHead, titleOf, nowMs: clock.nowMs() });
    await answer(parts, response, session, given);
  };
