/** SOAP: one router for all services of all contracts, each at its own path. */
import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import { receiptMessage } from '../../../reference-architecture/contract/receipt.ts';
import { newId } from '../../kit/call.ts';
import type { Refusal } from '../../kit/refusal.ts';
import type { Answer } from '../answer.ts';
import { type AnsweringParts, answering } from '../answering.ts';
import { mediaTypeOf } from '../headers.ts';
import { refusalOf } from '../problem.ts';
import type { SoapRoutes } from '../soap-routes.ts';
import type { Answered, Authenticated, HttpArrived, Receipted, Sealed, SoapRead } from '../steps/stages.ts';
import type { Run } from '../table.ts';
import { type Addressing, writeAddressing } from './addressing.ts';
import { type FaultFacts, faultAnswer } from './fault.ts';
import { anonymousAddress, type SoapVersion, soapMediaTypes } from './names.ts';
import { soapHeaders, wrapped, writeEnvelope } from './write.ts';

type SoapAnswered = HttpArrived & Authenticated & Sealed & SoapRead & Answered & Receipted;
type SoapRefused = HttpArrived & Partial<SoapAnswered>;

export interface SoapRouterParts extends AnsweringParts {
  readonly soapRoutes: SoapRoutes;
  readonly run: Run<HttpArrived, SoapAnswered>;
  /** The version of those who do not say theirs. */
  readonly usualVersion: SoapVersion;
  /** Writes replies that the contract leaves open; otherwise the codec of the operation does. */
  readonly writeReply?: (stage: SoapAnswered) => string;
  /** Signs, or encrypts, what is answered. */
  readonly protect?: (answer: Answer, stage: SoapRefused) => Answer;
  /** What this gateway adds to a fault. */
  readonly ofFault: (refusal: Refusal, stage: SoapRefused) => Pick<FaultFacts, 'challenge' | 'declared' | 'moreDetail'>;
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

const { name: receiptElement, namespace: receiptNamespace } = receiptMessage;

/** A compact JWS has no character that XML would escape. */
const receiptIn = (receipt: string | undefined): string[] =>
  receipt === undefined
    ? []
    : [`<r:${receiptElement} xmlns:r="${receiptNamespace}"><r:jws>${receipt}</r:jws></r:${receiptElement}>`];

/** One-way: 202 says that the message is kept, and what follows from it comes as a message of its own. */
const answerOf = (
  { prepared, route, envelope, addressing, receipt }: SoapRead & Receipted,
  write: () => string,
): Answer => {
  const { version } = envelope;
  const { reply: element } = route;
  if (prepared.replyXml === undefined || element === undefined) return { status: 202, headers: {}, body: '' };
  const xml = write();
  const body = element.wraps === undefined ? xml : wrapped(element, xml);
  const headers = [...answerHeaders(addressing, `${route.action}Response`), ...receiptIn(receipt)];
  return { status: 200, headers: soapHeaders(version), body: writeEnvelope(version, { headers, body }) };
};

const versions = Object.keys(soapMediaTypes) as SoapVersion[];

/** Until the envelope is read, the version is the one that the content type promises. */
const versionOf = ({ request, envelope }: SoapRefused, usual: SoapVersion): SoapVersion => {
  const mediaType = mediaTypeOf(request.headers['content-type']);
  return envelope?.version ?? versions.find((version) => soapMediaTypes[version] === mediaType) ?? usual;
};

const pathOf = (url: string) => url.split('?', 1)[0]!;

export const soapRouter = (parts: SoapRouterParts): Router => {
  const { soapRoutes, run, usualVersion, ofFault, log, protect = (answer: Answer) => answer } = parts;
  const writeReply = parts.writeReply ?? (({ prepared, reply }: SoapAnswered) => prepared.replyXml!.write(reply));
  const refused = (reason: unknown, stage: SoapRefused): Answer => {
    const { conversationId } = stage.conversation;
    const refusal = refusalOf(reason, log, conversationId);
    const answer = faultAnswer(refusal, {
      version: versionOf(stage, usualVersion),
      conversationId,
      ...(stage.prepared === undefined ? {} : { root: stage.prepared.placed.operation.request.name }),
      headers: answerHeaders(stage.addressing, `${stage.route?.action ?? ''}Fault`),
      ...ofFault(refusal, stage),
    });
    return protect(answer, stage);
  };
  const answered = (stage: SoapAnswered) =>
    protect(
      answerOf(stage, () => writeReply(stage)),
      stage,
    );
  const answer = answering<SoapAnswered>({ name: 'soap', run, answered, refused }, parts);
  return express
    .Router({ caseSensitive: true, strict: true })
    .use((request: Request, response: Response, next: NextFunction) =>
      soapRoutes.services.has(pathOf(request.url)) ? answer(request, response) : next(),
    );
};
