/**
 * The endpoint of a Member State to which CCN2ng pushes: HTTPS with mutual TLS, SOAP 1.2, at the official paths. 202 says
 * that the message was read, is valid and is being worked on.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { type Answer, sendAnswer } from '../../../shared-services/gateway/answer.ts';
import { conversationOf } from '../../../shared-services/gateway/conversation.ts';
import { defaultLimits } from '../../../shared-services/gateway/limits.ts';
import { MethodRefusal, refuse } from '../../../shared-services/gateway/refusals.ts';
import { faultAnswer } from '../../../shared-services/gateway/soap/fault.ts';
import { callerOfCertificate } from '../../../shared-services/kit/identity/certificate.ts';
import { Refusal } from '../../../shared-services/kit/refusal.ts';
import type { Tls } from '../ccn2ng/client.ts';
import { reasonOf } from '../retry.ts';
import type { Signing } from '../signing.ts';
import type { Voice } from '../voice.ts';
import { readPushed } from './envelope.ts';
import type { Inbox } from './inbox.ts';

export interface EndpointParts {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly tls: Tls;
  readonly signing: Signing;
  readonly inbox: Inbox;
  readonly voice: Voice;
}

export interface Endpoint {
  readonly url: string;
  stop(): Promise<void>;
}

const taken: Answer = { status: 202, headers: {}, body: '' };

/** TLS has verified the chain; of all who chain to the union's authority, only the gateway's pushes may come in. */
const assertGateway = ({ socket }: IncomingMessage): void => {
  const { circle, party, service, subject } = callerOfCertificate((socket as TLSSocket).getPeerCertificate());
  if (circle !== 'central' || party !== 'ccn2ng' || service !== 'push')
    throw refuse('CALLER_NOT_ADMITTED', { detail: subject });
};

const answerTo = async (request: IncomingMessage, { inbox, voice, signing }: EndpointParts): Promise<Answer> => {
  try {
    assertGateway(request);
    if (request.method !== 'POST') throw new MethodRefusal(['POST']);
    inbox.take(await readPushed(request, signing));
    return taken;
  } catch (error) {
    const { conversationId } = conversationOf(request);
    voice.complain(`does not take what was sent to ${request.url} (${reasonOf(error)}); the sender has to mend it`);
    const refusal = error instanceof Refusal ? error : refuse('INTERNAL_FAULT');
    return faultAnswer(refusal, { version: '1.2', conversationId });
  }
};

const close = (server: https.Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 2000).unref();
  });

/** @throws {Error} the address is taken */
export const startEndpoint = async (parts: EndpointParts): Promise<Endpoint> => {
  const { host, port, tls } = parts;
  const { maxHeaderBytes: maxHeaderSize, headersTimeoutMs: headersTimeout, requestTimeoutMs } = defaultLimits;
  const options = { ...tls, requestCert: true, rejectUnauthorized: true, minVersion: 'TLSv1.2' as const };
  const server = https.createServer(
    { ...options, maxHeaderSize, headersTimeout, requestTimeout: requestTimeoutMs },
    async (request: IncomingMessage, response: ServerResponse) =>
      sendAnswer(request, response, await answerTo(request, parts)),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return { url: `https://${host}:${bound}`, stop: () => close(server) };
};
