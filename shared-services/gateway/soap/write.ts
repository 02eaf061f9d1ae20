/** SOAP envelopes as text. */
import { escapeAttribute } from '../../../reference-architecture/contract/xml/escape.ts';
import { addressingNamespace, envelopeNamespaces, type SoapVersion, soapMediaTypes } from './names.ts';

export interface EnvelopeParts {
  /** Header elements as XML; the prefix `wsa` is declared where there are any. */
  readonly headers?: readonly string[];
  /** The element of the body, as XML. */
  readonly body: string;
}

/** The whole document, with its declaration. */
export const writeEnvelope = (version: SoapVersion, { headers = [], body }: EnvelopeParts): string => {
  const addressing = headers.length === 0 ? '' : ` xmlns:wsa="${addressingNamespace}"`;
  const header = headers.length === 0 ? '' : `<soap:Header>${headers.join('')}</soap:Header>`;
  return (
    '<?xml version="1.0" encoding="UTF-8"?>' +
    `<soap:Envelope xmlns:soap="${envelopeNamespaces[version]}"${addressing}>${header}` +
    `<soap:Body>${body}</soap:Body></soap:Envelope>`
  );
};

/** The message in the wrapper that an official contract puts around it. */
export const wrapped = (wrapper: { readonly namespace: string; readonly element: string }, xml: string): string =>
  `<w:${wrapper.element} xmlns:w="${escapeAttribute(wrapper.namespace, wrapper.element)}">${xml}</w:${wrapper.element}>`;

const quoted = (action: string) => `"${action.replaceAll(/["\\]/g, '\\$&')}"`;

/** The content type, and in a request of version 1.1 the header that names the action. */
export const soapHeaders = (version: SoapVersion, action?: string): Record<string, string> => {
  const contentType = `${soapMediaTypes[version]}; charset=utf-8`;
  if (action === undefined) return { 'Content-Type': contentType };
  return version === '1.1'
    ? { 'Content-Type': contentType, SOAPAction: quoted(action) }
    : { 'Content-Type': `${contentType}; action=${quoted(action)}` };
};
