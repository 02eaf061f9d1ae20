/** SOAP 1.2 by the `soap` package and the WSDL that CCN2ng offers at each service: as a partner would. */
import https from 'node:https';
import { type Client, createClientAsync } from 'soap';
import { messageUri } from '../../../platforms/ccn2ng/exchange/push/client.ts';
import { strictHttpClient } from '../../../platforms/ccn2ng/exchange/push/http.ts';
import { contract } from '../../../platforms/cdco/entry/contract.ts';
import { IE4R05 } from '../../../platforms/cdco/entry/messages/consultation.ts';
import { faultMessage } from '../../../reference-architecture/contract/render/problem.ts';
import { createXmlCodec } from '../../../reference-architecture/contract/xml/codec.ts';
import { parseXml, type XmlElement } from '../../../reference-architecture/contract/xml/parse.ts';
import { writeAddressing } from '../../../shared-services/gateway/soap/addressing.ts';
import { addressingNamespace } from '../../../shared-services/gateway/soap/names.ts';
import type { Declaration } from '../declaration.ts';
import type { Signing } from '../signing.ts';
import { type Ccn2ngClient, callTimeoutMs, refusalOf, type Tls } from './client.ts';
import { consultAssessment, type Rest } from './rest.ts';

const declarations = createXmlCodec(IE4R05);
const faults = createXmlCodec(faultMessage);

const elementIn = (element: XmlElement, name: string): XmlElement | undefined =>
  element.name === name
    ? element
    : element.children.map((child) => elementIn(child, name)).find((found) => found !== undefined);

/** The fault's detail says what REST would say as a problem. `Receiver` faults are the platform's, and pass. */
const failureOf = (error: unknown): unknown => {
  const { body } = error as { body?: unknown };
  if (typeof body !== 'string' || !body.includes('Fault')) return error;
  const envelope = parseXml(body);
  const detail = elementIn(envelope, 'Detail')?.children.find(({ name }) => name === faultMessage.name);
  if (detail === undefined) return error;
  const isOurs = elementIn(envelope, 'Value')?.text.endsWith(':Sender') ?? false;
  return refusalOf(faults.read(detail).content as object, !isOurs);
};

/** WS-Addressing with our message's id: by it a repetition is known. */
const addressingOf = (to: string, action: string, messageId: string): string =>
  writeAddressing({ to, action, messageId: messageUri(messageId) })
    .map((xml) => xml.replace(/^<wsa:\w+/, (start) => `${start} xmlns:wsa="${addressingNamespace}"`))
    .join('');

type ServiceName = 'RiskAnalysisOrchestrationBAS' | 'ENSConsultationDS';

interface Call {
  readonly service: ServiceName;
  readonly operation: string;
  readonly action: string;
  /** As the WSDL names them: the message under its element's name. */
  readonly message: object;
  readonly messageId: string;
  readonly conversationId: string;
}

interface SoapServices {
  /** Answers with the envelope, if there is one: its signature verified. */
  call(call: Call): Promise<XmlElement | undefined>;
  close(): void;
}

const createServices = (ccn2ng: string, tls: Tls, { sign, open }: Signing): SoapServices => {
  const httpsAgent = new https.Agent({ ...tls, keepAlive: true });
  const http = () => ({ httpsAgent, proxy: false, signal: AbortSignal.timeout(callTimeoutMs) });
  const clients = new Map<ServiceName, Client>();
  const addressOf = (service: ServiceName) => `${ccn2ng}${contract.services[service].soap?.path ?? ''}`;

  /** Kept once the WSDL was read; a platform that was away when it was asked for is asked again. */
  const clientOf = async (service: ServiceName): Promise<Client> => {
    const known = clients.get(service);
    if (known !== undefined) return known;
    const client = await createClientAsync(`${addressOf(service)}?wsdl`, {
      forceSoap12Headers: true,
      httpClient: strictHttpClient(sign),
      wsdl_options: http(),
      endpoint: addressOf(service),
    });
    clients.set(service, client);
    return client;
  };

  return {
    call: async ({ service, operation, action, message, messageId, conversationId }) => {
      const client = await clientOf(service);
      client.clearSoapHeaders();
      client.addSoapHeader(addressingOf(addressOf(service), action, messageId));
      const method = client[`${operation}Async`] as (...given: unknown[]) => Promise<readonly [unknown, string]>;
      try {
        const [, envelope] = await method.call(client, message, http(), { 'Conversation-Id': conversationId });
        return envelope === '' || envelope === undefined ? undefined : await open(envelope);
      } catch (error) {
        throw failureOf(error);
      }
    },
    close: () => httpsAgent.destroy(),
  };
};

const operations = {
  ...contract.services.RiskAnalysisOrchestrationBAS.operations,
  ...contract.services.ENSConsultationDS.operations,
};

export const createSoapClient = (ccn2ng: string, tls: Tls, rest: Rest, signing: Signing): Ccn2ngClient => {
  const services = createServices(ccn2ng, tls, signing);
  return {
    consult: async (query, conversationId) => {
      const envelope = await services.call({
        service: 'ENSConsultationDS',
        operation: 'QueryENS',
        action: operations.QueryENS.soap?.action ?? '',
        message: { IE4Q10: query },
        messageId: query.MessageHeader.messageId,
        conversationId,
      });
      const answer = envelope === undefined ? undefined : elementIn(envelope, IE4R05.name);
      if (answer === undefined) throw new Error('CCN2ng answered QueryENS without an IE4R05');
      return declarations.read(answer).content as Declaration;
    },
    assessment: (MRN, conversationId) => consultAssessment(rest, MRN, conversationId),
    submit: async (name, message, conversationId) => {
      await services.call({
        service: 'RiskAnalysisOrchestrationBAS',
        operation: name,
        action: operations[name].soap?.action ?? '',
        message: { [operations[name].request.name]: message },
        messageId: message.MessageHeader.messageId,
        conversationId,
      });
    },
    close: async () => {
      services.close();
      await rest.close();
    },
  };
};
