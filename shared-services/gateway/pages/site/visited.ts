/** One visit of one page: who asks, whether the form is theirs, what there is to show. */
import type { Request, Response } from 'express';
import { admits } from '../../../../reference-architecture/contract/language.ts';
import { sendAnswer } from '../../answer.ts';
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
import { mayAll, type PageAnswer, type Route, type Visit, type Visitor } from './visit.ts';

export const queryOf = ({ originalUrl }: Request): string => originalUrl.split('?', 2)[1] ?? '';

/** @throws {Refusal} SESSION_MISSING, SESSION_EXPIRED */
export const openSession = async (
  { sessions, site }: SiteParts,
  request: Request,
  response: Response,
  quietly = false,
): Promise<Session> => {
  const id = cookieOf(request, site.cookies.session);
  if (id === undefined) throw refuse('SESSION_MISSING');
  const session = await sessions.open(id, quietly);
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
    profiles,
    may: (id) => {
      const placed = offered.get(id);
      return placed !== undefined && admits(placed.operation.audience, circle, profiles);
    },
  };
};

/** Nothing in it ends the header, or leads elsewhere. */
const safeName = (name: string): string => name.replaceAll(/[^A-Za-z0-9._-]/g, '_');

const answer = async (parts: SiteParts, response: Response, { id, news }: Session, given: PageAnswer) => {
  if ('goTo' in given) {
    if (given.news !== undefined) await parts.sessions.tell(id, given.news);
    response.redirect(303, given.goTo);
    return;
  }
  if ('file' in given) {
    const { name, mediaType } = given.file;
    const headers = { 'Content-Type': mediaType, 'Content-Disposition': `attachment; filename="${safeName(name)}"` };
    sendAnswer(response.req, response, {
      status: 200,
      headers,
      body: 'bytes' in given.file ? given.file.bytes : given.file.text,
    });
    return;
  }
  if (news !== undefined) await parts.sessions.told(id);
  const { page, live: _live, ...showing } = given;
  showPage(parts, response, page, { ...showing, ...(news === undefined ? {} : { news }) });
};

/** What a page is told, by whom it is seen. @throws {Refusal} CALLER_NOT_ADMITTED */
export const visitBy = async (
  parts: SiteParts,
  { needs }: Pick<Route, 'needs'>,
  session: Session,
  of: {
    readonly request: Request;
    readonly response: Response;
    readonly fields: Fields;
    readonly formId?: string;
    readonly again?: boolean;
  },
): Promise<Visit> => {
  const { request, response, fields, formId = '', again = false } = of;
  const [visitor, formHead] = [await visitorOf(parts, session), formHeadOf(session.id)];
  knownIn(response).signedIn = { visitor, formHead };
  if (needs !== undefined && !mayAll(visitor, needs))
    throw refuseAtDoor('CALLER_NOT_ADMITTED', { detail: [needs].flat().join(', ') });
  const calls = callsOf(parts)({
    conversation: conversationIn(response),
    accessToken: session.accessToken,
    ...(formId === '' ? {} : { formId }),
    ...(again ? { again } : {}),
  });
  const parameters = request.params as Record<string, string>;
  const { titleOf, clock } = parts;
  return { visitor, calls, parameters, fields, formHead, titleOf, nowMs: clock.nowMs() };
};

export const visited =
  (parts: SiteParts, route: Route) =>
  async (request: Request, response: Response): Promise<void> => {
    const changes = route.method === 'post';
    if (changes) assertOwnSite(request, parts.origin);
    const session = await openSession(parts, request, response);
    // Who may not have the page is told so before its form is read.
    const asked = await visitBy(parts, route, session, { request, response, fields: fieldsOfQuery(queryOf(request)) });
    if (!changes) return answer(parts, response, session, await route.show(asked));
    const fields = await readOwnForm(parts, request, session);
    const formId = fields.text(idField);
    const sent = await visitBy(parts, route, session, { request, response, fields, formId });
    return answer(parts, response, session, await route.show(sent));
  };
