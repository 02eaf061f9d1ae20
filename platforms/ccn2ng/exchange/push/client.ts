/** Pushes messages to the endpoint of one Member State by SOAP 1.2. The one file that makes clients of `soap`. */
import { Client, WSDL } from 'soap';
import type { PlacedOperation } from '../../../../reference-architecture/contract/language.ts';
import { renderWsdl } from '../../../../reference-architecture/contract/render/wsdl.ts';
import { writeAddressing } from '../../../../shared-services/gateway/soap/addressing.ts';
import { addressingNamespace } from '../../../../shared-services/gateway/soap/names.ts';
import { type Clock, toSecond } from '../../../../shared-services/kit/clock.ts';
import { writeMessageHeader } from '../../soap/message-header.ts';
import { typeOf } from '../offer.ts';
import type { WaitingMessage } from '../queue.ts';
import { rejected } from './back-off.ts';
import type { PushBinding } from './bindings.ts';
import { agentFor, type PushTls, renewedAgent, strictHttpClient } from './http.ts';

export interface PushClientParts {
  readonly country: string;
  /** Base address; the official services are below it, at their official paths. */
  readonly endpoint: string;
  readonly bindings: ReadonlyMap<string, PushBinding>;
  readonly tls: PushTls;
  /** Connections at once. */
  readonly maxUnderWay: number;
  readonly timeoutMs: number;
  readonly clock: Clock;
  /** Signs, or encrypts, an envelope. */
  readonly secure?: (envelope: string) => string;
}

export interface PushClient {
  /** Resolves when the Member State has said that it took the message. @throws {Refusal} PUSH_REJECTED, or any Error */
  push(message: WaitingMessage): Promise<void>;
  close(): void;
}

const maxAnswerBytes = 1024 * 1024;

const clientFor = async (
  { application, serviceName }: PlacedOperation,
  address: string,
  secure: PushClientParts['secure'],
): Promise<Client> => {
  const wsdl = new WSDL(renderWsdl(application, serviceName, { soap12: address }), serviceName, {});
  await new Promise<void>((resolve, reject) => {
    wsdl.onReady((error?: Error | null) => (error ? reject(error) : resolve()));
  });
  const client = new Client(wsdl, address, { forceSoap12Headers: true, httpClient: strictHttpClient(secure) });
  // The headers differ from call to call: they come with the arguments.
  client.addSoapHeader((_method: unknown, _address: unknown, _action: unknown, given: Arguments) => given.headers);
  return client;
};

/** `_xml` is the whole body, which our codec has written: `soap` adds nothing to it. */
interface Arguments {
  readonly _xml: string;
  readonly headers: string;
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The same URI in every repetition. */
export const messageUri = (messageId: string): string =>
  uuid.test(messageId) ? `urn:uuid:${messageId}` : `urn:portorium:message:${encodeURIComponent(messageId)}`;

const headersOf = (message: WaitingMessage, action: string, to: string, nowMs: number): string => {
  const addressing = writeAddressing({ to, action, messageId: messageUri(message.message_id) }).map((xml) =>
    xml.replace(/^<wsa:\w+/, (start) => `${start} xmlns:wsa="${addressingNamespace}"`),
  );
  const header = writeMessageHeader({
    Version: '1.0',
    CorrelationId: message.conversation_id,
    SendingDateAndTime: toSecond(nowMs),
    MessageType: typeOf(message.name),
    MessageExpirationTimestamp: toSecond(message.expires_at.getTime()),
    RequestCoD: false,
  });
  return [...addressing, header].join('');
};

interface SoapFault {
  readonly Code?: { readonly Value?: unknown };
  readonly Reason?: { readonly Text?: unknown };
}

const textOf = (value: unknown): string =>
  typeof value === 'object' && value !== null
    ? String((value as { $value?: unknown }).$value ?? '')
    : String(value ?? '');

const faultIn = (error: unknown): SoapFault | undefined =>
  (error as { root?: { Envelope?: { Body?: { Fault?: SoapFault } } } }).root?.Envelope?.Body?.Fault;

/** SOAP 1.2 part 1, 5.4.6: `Receiver` is a fault of the endpoint, which passes; the others are about the message. */
const failureOf = (error: unknown): unknown => {
  const fault = faultIn(error);
  if (fault === undefined) return error;
  const code = textOf(fault.Code?.Value).split(':').at(-1);
  const reason = `fault ${code}: ${textOf(fault.Reason?.Text)}`;
  return code === 'Receiver' || code === undefined ? new Error(reason) : rejected(reason);
};

export const createPushClient = (parts: PushClientParts): PushClient => {
  const { country, endpoint, bindings, tls, maxUnderWay, timeoutMs, clock, secure } = parts;
  const agent = renewedAgent(() => agentFor(country, tls, maxUnderWay), tls.trust, timeoutMs);
  const clients = new Map<string, Promise<Client>>();
  const addressOf = ({ path }: PushBinding) => `${endpoint.replace(/\/$/, '')}${path}`;
  const clientOf = (binding: PushBinding): Promise<Client> => {
    const address = addressOf(binding);
    const client = clients.get(address) ?? clientFor(binding.placed, address, secure);
    clients.set(address, client);
    return client;
  };
  const http = { timeout: timeoutMs, maxRedirects: 0, proxy: false, maxContentLength: maxAnswerBytes };

  return {
    push: async (message) => {
      const binding = bindings.get(message.name);
      if (binding === undefined) throw new Error(`${message.name} cannot be pushed`);
      const client = await clientOf(binding);
      const given: Arguments = {
        _xml: binding.body(JSON.parse(message.content)),
        headers: headersOf(message, binding.action, addressOf(binding), clock.nowMs()),
      };
      const names = { 'Conversation-Id': message.conversation_id, traceparent: message.traceparent };
      // A timeout of the HTTP client does not cover the connecting: this one covers everything.
      const options = { ...http, httpsAgent: agent.current(), signal: AbortSignal.timeout(timeoutMs) };
      try {
        await client[`${binding.placed.name}Async`](given, options, names);
      } catch (error) {
        throw failureOf(error);
      }
    },
    close: () => agent.close(),
  };
};
