/** The endpoint of a Member State, as a national system has it: HTTPS, mutual TLS, SOAP 1.2. Answers as it is told. */
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { parseXml, type XmlElement } from '../../../reference-architecture/contract/xml/parse.ts';
import { callerOfCertificate } from '../../../shared-services/kit/identity/certificate.ts';
import type { TlsMaterial } from '../../uumds/certificate-authority/certificates.ts';

export interface Arrival {
  readonly path: string;
  readonly contentType: string;
  readonly xml: string;
  /** wsa:MessageID */
  readonly messageId: string;
  readonly MRN: string;
  readonly caller: string;
  readonly number: number;
}

/** Status and body; undefined: the connection is cut without an answer. */
export type Answering = (arrival: Arrival) => Promise<{ status: number; body?: string } | undefined>;

export interface Endpoint {
  readonly url: string;
  readonly arrivals: Arrival[];
  answer: Answering;
  stop(): Promise<void>;
}

const textIn = (element: XmlElement, name: string): string | undefined =>
  element.name === name ? element.text : element.children.map((child) => textIn(child, name)).find((text) => text);

export const taken: Answering = async () => ({ status: 202 });

export const fault = (code: 'Sender' | 'Receiver'): string =>
  '<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><s:Fault><s:Code>' +
  `<s:Value>s:${code}</s:Value></s:Code><s:Reason><s:Text xml:lang="en">as told</s:Text></s:Reason></s:Fault></s:Body></s:Envelope>`;

export const startEndpoint = async (tls: TlsMaterial, port = 0): Promise<Endpoint> => {
  const arrivals: Arrival[] = [];
  const server = https.createServer(
    { ...tls, requestCert: true, rejectUnauthorized: true },
    async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const xml = Buffer.concat(chunks).toString('utf8');
      const root = parseXml(xml);
      const arrival: Arrival = {
        path: request.url ?? '',
        contentType: request.headers['content-type'] ?? '',
        xml,
        messageId: textIn(root, 'MessageID') ?? '',
        MRN: textIn(root, 'functionalReference') ?? '',
        caller: callerOfCertificate((request.socket as TLSSocket).getPeerCertificate()).subject,
        number: arrivals.length,
      };
      arrivals.push(arrival);
      const answer = await endpoint.answer(arrival);
      if (answer === undefined) request.socket.destroy();
      else response.writeHead(answer.status, { 'Content-Type': 'application/soap+xml' }).end(answer.body ?? '');
    },
  );
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const endpoint: Endpoint = {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrivals,
    answer: taken,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return endpoint;
};
