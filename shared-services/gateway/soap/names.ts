/** Namespaces of SOAP and WS-Addressing. */
export type SoapVersion = '1.1' | '1.2';

export const envelopeNamespaces: Readonly<Record<SoapVersion, string>> = {
  '1.1': 'http://schemas.xmlsoap.org/soap/envelope/',
  '1.2': 'http://www.w3.org/2003/05/soap-envelope',
};

export const addressingNamespace = 'http://www.w3.org/2005/08/addressing';

export const anonymousAddress = `${addressingNamespace}/anonymous`;
export const noAddress = `${addressingNamespace}/none`;

/** Media type of each version: the content type, without its parameters. */
export const soapMediaTypes: Readonly<Record<SoapVersion, string>> = {
  '1.1': 'text/xml',
  '1.2': 'application/soap+xml',
};
