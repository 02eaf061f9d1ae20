/** SOAP: one router for all services of all contracts, each at its official path. */
import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import type { Answer } from '../../../shared-services/gateway/answer.ts';
import { answering } from '../../../shared-services/gateway/answering.ts';
import { mediaTypeOf } from '../../../shared-services/gateway/headers.ts';
import { refusalOf } from '../../../shared-services/gateway/problem.ts';
import { type Addressing, writeAddressing } from '../../../shared-services/gateway/soap/addressing.ts';
import { faultAnswer } from '../../../shared-services/gateway/soap/fault.ts';
import { anonymousAddress, type SoapVersion, soapMediaTypes } from '../../../shared-services/gateway/soap/names.ts';
import { soapHeaders, wrapped, writeEnvelope } from '../../../shared-services/gateway/soap/write.ts';
import type { SoapRoutes } from '../../../shared-services/gateway/soap-routes.ts';
import type { Answered, HttpArrived, SoapRead } from '../../../shared-services/gateway/steps/stages.ts';
import { newId } from '../../../shared-services/kit/call.ts';
import type { Logger } from '../../../shared-services/kit/logging.ts';
import type { ProtocolParts } from './parts.ts';
import { challenge } from './rest.ts';

export interface SoapParts extends ProtocolParts {
  readonly soapRoutes: SoapRoutes;
}

/** Who addresses by WS-Addressing is answered by it. */
const answerHeaders = (addressing: Addressing | undefined, action: string): string[] =>
  addressing?.messageId === undefined
    ? []
    : writeAddressing({
        to: anonymousAddress,
        action,
        messageId: `urn:uuid:${newId()}`,
        relatesTo: addressing.messageId,
      });

/** One-way: 202 says that the message is kept, and what follows from it comes as a message of its own. */
const answerOf = ({ prepared, route, envelope, addressing, reply }: SoapRead & Answered): Answer => {
  const { version } = envelope;
  const { reply: element } = route;
  if (prepared.replyXml === undefined || element === undefined) return { status: 202, headers: {}, body: '' };
  const xml = prepared.replyXml.write(reply);
  const body = element.wraps === undefined ? xml : wrapped(element, xml);
  const headers = answerHeaders(addressing, `${route.action}Response`);
  return { status: 200, headers: soapHeaders(version), body: writeEnvelope(version, { headers, body }) };
};

/** Until the envelope is read, the version is the one that the content type promises. */
const versionOf = ({ request, envelope }: HttpArrived & Partial<SoapRead>): SoapVersion =>
  envelope?.version ?? (mediaTypeOf(request.headers['content-type']) === soapMediaTypes['1.1'] ? '1.1' : '1.2');

const refusedAnswer = (reason: unknown, stage: HttpArrived & Partial<SoapRead>, log: Logger): Answer => {
  const { conversationId } = stage.conversation;
  return faultAnswer(refusalOf(reason, log, conversationId), {
    version: versionOf(stage),
    conversationId,
    ...(stage.prepared === undefined ? {} : { root: stage.prepared.placed.operation.request.name }),
    headers: answerHeaders(stage.addressing, `${stage.route?.action ?? ''}Fault`),
    challenge,
  });
};

const pathOf = (url: string) => url.split('?', 1)[0]!;

export const soapRouter = ({ receive, admission, metrics, log, soapRoutes }: SoapParts): Router => {
  const answer = answering(
    {
      name: 'soap',
      run: receive.soap,
      answered: answerOf,
      refused: (reason, stage) => refusedAnswer(reason, stage, log),
    },
    { admission, metrics, log },
  );
  return express
    .Router({ caseSensitive: true, strict: true })
    .use((request: Request, response: Response, next: NextFunction) => {
      if (soapRoutes.services.has(pathOf(request.url))) return answer(request, response);
      next();
    });
};
