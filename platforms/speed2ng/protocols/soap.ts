/** SOAP 1.1 and 1.2: one router for all services of all contracts. */
import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import { createXmlCodec } from '../../../reference-architecture/contract/xml/codec.ts';
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
import type { WriteReply } from './mailbox-xml.ts';
import { documentFor, type ProtocolParts } from './parts.ts';

export interface SoapParts extends ProtocolParts {
  readonly soapRoutes: SoapRoutes;
  readonly writeReply: WriteReply;
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

const answerOf = ({ prepared, route, envelope, addressing, reply }: SoapRead & Answered, write: WriteReply): Answer => {
  const { version } = envelope;
  const { reply: element } = route;
  if (prepared.replyXml === undefined || element === undefined) return { status: 202, headers: {}, body: '' };
  const xml = write(prepared.replyXml, prepared.placed.id, reply);
  const body = element.wraps === undefined ? xml : wrapped(element, xml);
  const headers = answerHeaders(addressing, `${route.action}Response`);
  return { status: 200, headers: soapHeaders(version), body: writeEnvelope(version, { headers, body }) };
};

/** Until the envelope is read, the version is the one that the content type promises. */
const versionOf = ({ request, envelope }: HttpArrived & Partial<SoapRead>): SoapVersion =>
  envelope?.version ?? (mediaTypeOf(request.headers['content-type']) === soapMediaTypes['1.2'] ? '1.2' : '1.1');

const refusedAnswer = (
  reason: unknown,
  stage: HttpArrived & Partial<SoapRead>,
  { log, clock }: ProtocolParts,
): Answer => {
  const { conversationId } = stage.conversation;
  const refusal = refusalOf(reason, log, conversationId);
  const document = documentFor(refusal, stage, clock);
  return faultAnswer(refusal, {
    version: versionOf(stage),
    conversationId,
    ...(stage.prepared === undefined ? {} : { root: stage.prepared.placed.operation.request.name }),
    ...(document === undefined ? {} : { moreDetail: createXmlCodec(document.message).write(document.content) }),
    headers: answerHeaders(stage.addressing, `${stage.route?.action ?? ''}Fault`),
  });
};

const pathOf = (url: string) => url.split('?', 1)[0]!;

export const soapRouter = (parts: SoapParts): Router => {
  const { soapRoutes, writeReply } = parts;
  const answer = answering(
    {
      name: 'soap',
      run: parts.receive.soap,
      answered: (stage) => answerOf(stage, writeReply),
      refused: (reason, stage) => refusedAnswer(reason, stage, parts),
    },
    parts,
  );
  return express
    .Router({ caseSensitive: true, strict: true })
    .use((request: Request, response: Response, next: NextFunction) =>
      soapRoutes.services.has(pathOf(request.url)) ? answer(request, response) : next(),
    );
};
