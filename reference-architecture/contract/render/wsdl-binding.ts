/** The concrete half of a WSDL: bindings and ports for SOAP 1.1 and 1.2. */

import type { WsdlOperation } from './wsdl.ts';
import { node, type XmlNode } from './xml.ts';

export type SoapVersion = '1.1' | '1.2';

const prefixOf: Record<SoapVersion, string> = { '1.1': 'soap', '1.2': 'soap12' };

const namespaceOf: Record<SoapVersion, string> = {
  '1.1': 'http://schemas.xmlsoap.org/wsdl/soap/',
  '1.2': 'http://schemas.xmlsoap.org/wsdl/soap12/',
};

/** Declarations of the binding namespaces in use. */
export const soapNamespaces = (versions: readonly SoapVersion[]): Record<string, string> =>
  Object.fromEntries(versions.map((version) => [`xmlns:${prefixOf[version]}`, namespaceOf[version]]));

/** With one version the names are those of the official contracts; with two each says its version. */
const suffix = (version: SoapVersion, alone: boolean): string =>
  alone ? 'Soap' : version === '1.1' ? 'Soap11' : 'Soap12';

interface Binding {
  readonly serviceName: string;
  readonly version: SoapVersion;
  readonly operations: readonly WsdlOperation[];
  readonly addressing: boolean;
  readonly alone: boolean;
}

const bindingName = (serviceName: string, version: SoapVersion, alone: boolean) =>
  `${serviceName}${suffix(version, alone)}Binding`;

const boundOperation = (of: WsdlOperation, soap: string): XmlNode => {
  const body = () => node(`${soap}:body`, { use: 'literal' });
  const receipt =
    of.receipt === true ? [node(`${soap}:header`, { message: 'tns:Receipt', part: 'param', use: 'literal' })] : [];
  return node('wsdl:operation', { name: of.name }, [
    node(`${soap}:operation`, { soapAction: of.action, style: 'document' }),
    node('wsdl:input', { name: `${of.name}ReqMsg` }, [body()]),
    of.output && node('wsdl:output', { name: `${of.name}RespMsg` }, [...receipt, body()]),
    of.refuses
      ? node('wsdl:fault', { name: 'Fault' }, [node(`${soap}:fault`, { name: 'Fault', use: 'literal' })])
      : undefined,
  ]);
};

export const bindingOf = ({ serviceName, version, operations, addressing, alone }: Binding): XmlNode => {
  const soap = prefixOf[version];
  return node('wsdl:binding', { name: bindingName(serviceName, version, alone), type: `tns:${serviceName}` }, [
    node(`${soap}:binding`, { style: 'document', transport: 'http://schemas.xmlsoap.org/soap/http' }),
    addressing ? node('wsaw:UsingAddressing') : undefined,
    ...operations.map((of) => boundOperation(of, soap)),
  ]);
};

interface Port {
  readonly serviceName: string;
  readonly version: SoapVersion;
  readonly alone: boolean;
  readonly location: string;
}

export const portOf = ({ serviceName, version, alone, location }: Port): XmlNode =>
  node(
    'wsdl:port',
    {
      name: alone ? serviceName : `${serviceName}${suffix(version, alone)}`,
      binding: `tns:${bindingName(serviceName, version, alone)}`,
    },
    [node(`${prefixOf[version]}:address`, { location })],
  );
