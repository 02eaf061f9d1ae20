/** Envelopes by hand, as the official contract has them: nothing here is made by the code under test. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Message } from '../../../reference-architecture/contract/schema.ts';
import { createXmlCodec } from '../../../reference-architecture/contract/xml/codec.ts';

export const riskAnalysis = 'CCN2.Service.Customs.EU.ICS.RiskAnalysisOrchestrationBAS';
export const riskAnalysisPath = `/${riskAnalysis}V2`;
export const riskAnalysisNamespace = 'http://xmlns.ec.eu/BusinessActivityService/ICS/IRiskAnalysisOrchestrationBAS/V2';
export const consultation = 'CCN2.Service.Customs.EU.ICS.ENSConsultationDS';
export const consultationPath = `/${consultation}V2`;
export const consultationNamespace = 'http://xmlns.ec.eu/DataService/ICS/IENSConsultationDS/V2';

export const envelope = (body: string, headers = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope">` +
  `<s:Header>${headers}</s:Header><s:Body>${body}</s:Body></s:Envelope>`;

export const wrap = (element: string, namespace: string, xml: string): string =>
  `<r:${element} xmlns:r="${namespace}">${xml}</r:${element}>`;

export const contentType = (action?: string): string =>
  `application/soap+xml; charset=utf-8${action === undefined ? '' : `; action="${action}"`}`;

const examples = join(import.meta.dirname, '../../cdco/entry/examples');

/** The message of an example, a copy that may be changed. */
export const exampleOf = (operation: string, name = 'valid'): Record<string, unknown> =>
  (JSON.parse(readFileSync(join(examples, operation, `${name}.json`), 'utf8')) as { message: Record<string, unknown> })
    .message;

export const xmlOf = (message: Message, content: unknown): string => createXmlCodec(message).write(content);
