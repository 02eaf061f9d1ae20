/** Reads WSDL files, ours and the official ones, down to what matters on the wire. */
import { XmlDocument, type XmlElement } from 'libxml2-wasm';

const prefixes = {
  wsdl: 'http://schemas.xmlsoap.org/wsdl/',
  soap: 'http://schemas.xmlsoap.org/wsdl/soap/',
  soap12: 'http://schemas.xmlsoap.org/wsdl/soap12/',
  xs: 'http://www.w3.org/2001/XMLSchema',
};

const read = <T>(xml: string, work: (document: XmlDocument) => T): T => {
  const document = XmlDocument.fromString(xml);
  try {
    return work(document);
  } finally {
    document.dispose();
  }
};

const all = (from: XmlDocument | XmlElement, path: string): XmlElement[] => from.find(path, prefixes) as XmlElement[];

const one = (from: XmlElement, path: string): XmlElement | undefined => all(from, path)[0];

const attributeOf = (of: XmlElement | undefined, name: string): string | undefined =>
  of?.attrs.find((attribute) => attribute.name === name)?.value;

const localName = (name: string | undefined): string | undefined => name?.slice(name.indexOf(':') + 1);

/** The prefix of a QName in content, resolved where it stands. */
const qName = (of: XmlElement, name: string): string => {
  const prefix = name.includes(':') ? name.slice(0, name.indexOf(':')) : '';
  return `{${of.namespaces[prefix] ?? ''}}${localName(name)}`;
};

export interface PortOperation {
  readonly name: string | undefined;
  readonly action: string | undefined;
  readonly input: string | undefined;
  readonly output: string | undefined;
  readonly fault: string | undefined;
}

const bodyElement = (document: XmlDocument, carried: XmlElement | undefined): string | undefined => {
  const name = localName(attributeOf(carried, 'message'));
  const [part] = all(document, `/wsdl:definitions/wsdl:message[@name="${name}"]/wsdl:part`);
  const element = attributeOf(part, 'element');
  return part === undefined || element === undefined ? undefined : qName(part, element);
};

/** Operations of the port type; elements as `{namespace}name`. The official files write wsaw:action, the standard wsaw:Action. */
export const portTypeOf = (wsdl: string): PortOperation[] =>
  read(wsdl, (document) =>
    all(document, '//wsdl:portType/wsdl:operation').map((operation) => {
      const input = one(operation, 'wsdl:input');
      return {
        name: attributeOf(operation, 'name'),
        action: attributeOf(input, 'Action') ?? attributeOf(input, 'action'),
        input: bodyElement(document, input),
        output: bodyElement(document, one(operation, 'wsdl:output')),
        fault: bodyElement(document, one(operation, 'wsdl:fault')),
      };
    }),
  );

export interface WsdlFacts {
  readonly targetNamespace: string | undefined;
  readonly serviceName: string | undefined;
  readonly portType: string | undefined;
  readonly bindings: readonly (string | undefined)[];
  /** SOAP version and location of each port. */
  readonly ports: readonly (readonly [string, string | undefined])[];
  /** soapAction by operation of the first binding. */
  readonly actions: Readonly<Record<string, string | undefined>>;
}

const versionOf = (of: XmlElement): string => (of.namespaceUri === prefixes.soap12 ? '1.2' : '1.1');

export const wsdlFacts = (wsdl: string): WsdlFacts =>
  read(wsdl, (document) => ({
    targetNamespace: attributeOf(document.root, 'targetNamespace'),
    serviceName: attributeOf(all(document, '//wsdl:service')[0], 'name'),
    portType: localName(attributeOf(all(document, '//wsdl:binding')[0], 'type')),
    bindings: all(document, '//wsdl:binding').map((of) => attributeOf(of, 'name')),
    ports: all(document, '//wsdl:port/*[local-name()="address"]').map(
      (of) => [versionOf(of), attributeOf(of, 'location')] as const,
    ),
    actions: Object.fromEntries(
      all(document, '//wsdl:binding[1]/wsdl:operation').map((of) => [
        attributeOf(of, 'name') ?? '',
        attributeOf(one(of, 'soap:operation|soap12:operation'), 'soapAction'),
      ]),
    ),
  }));

const fileOf = (namespace: string | undefined) => `inline-${namespace?.replaceAll(/\W/g, '-')}.xsd`;

/** The schemas in a WSDL as files that import each other by name: main file and all files, one pair per schema. */
export const inlineSchemas = (wsdl: string): [string, Map<string, string>][] => {
  const texts = [...wsdl.matchAll(/<xs:schema [\s\S]*?<\/xs:schema>/g)].map(([schema]) => schema);
  const files = new Map(
    texts.map((schema) => {
      const located = schema.replaceAll(
        /<xs:import namespace="([^"]*)"\/>/g,
        (_, namespace: string) => `<xs:import namespace="${namespace}" schemaLocation="${fileOf(namespace)}"/>`,
      );
      return [fileOf(/targetNamespace="([^"]*)"/.exec(schema)?.[1]), located] as const;
    }),
  );
  return [...files.keys()].map((name) => [name, files]);
};
