/** WSDL 1.1, document/literal: one self-contained document per service, schemas inline. */
import type { Application, Operation, Service } from '../language.ts';
import { givesReceipt, receiptMessage } from '../receipt.ts';
import type { Message } from '../schema.ts';
import { monitoringMessages } from './monitoring.ts';
import { byName } from './names.ts';
import { faultMessage } from './problem.ts';
import { type BodyElement, replyBody, requestBody } from './soap-body.ts';
import { bindingOf, portOf, type SoapVersion, soapNamespaces } from './wsdl-binding.ts';
import { node, printXml, type XmlNode } from './xml.ts';
import { addOperation, schemaNode, schemasOf } from './xsd.ts';
import { addMessage, newSchemaSet, type SchemaSet } from './xsd-types.ts';

/** Addresses of the service by SOAP version. */
export interface Locations {
  readonly soap11?: string;
  readonly soap12?: string;
}

/** An operation as WSDL sees it. */
export interface WsdlOperation {
  readonly name: string;
  readonly summary: string;
  readonly action: string;
  readonly input: BodyElement;
  /** Absent: one-way. */
  readonly output?: BodyElement;
  /** Whether the answer may be a `Fault`. */
  readonly refuses: boolean;
  /** The header of the answer has a receipt. */
  readonly receipt?: boolean;
}

const plainBody = (of: Message): BodyElement => ({ namespace: of.namespace, element: of.name });

const operationOf = (name: string, of: Operation): WsdlOperation[] => {
  const { soap, reply, request, summary } = of;
  if (soap === undefined) return [];
  const both = { name, summary, action: soap.action, input: requestBody(request, soap) };
  return [
    reply === undefined
      ? { ...both, refuses: false }
      : { ...both, output: replyBody(reply, soap), refuses: true, receipt: givesReceipt(of) },
  ];
};

/** `CCN2...RiskAnalysisOrchestrationBAS/IE4S01submit` -> `CCN2...RiskAnalysisOrchestrationBAS/IsAlive`. */
const isAliveAction = (others: readonly WsdlOperation[]): string => {
  const action = others[0]?.action ?? '';
  return action.includes('/') ? action.replace(/\/[^/]*$/, '/IsAlive') : 'IsAlive';
};

/** The official contracts answer IsAlive in services that answer at all, and take it one-way in the others. */
const isAliveOf = (namespace: string, others: readonly WsdlOperation[]): WsdlOperation => {
  const { request, reply } = monitoringMessages(namespace);
  return {
    name: 'IsAlive',
    summary: 'Whether the service is there.',
    action: isAliveAction(others),
    input: plainBody(request),
    refuses: false,
    ...(others.some((other) => other.output !== undefined) ? { output: plainBody(reply) } : {}),
  };
};

/** The operations of a service's WSDL: those with a SOAP binding, and IsAlive where the service has it. */
export const wsdlOperationsOf = (service: Service): WsdlOperation[] => {
  const own = Object.entries(service.operations).flatMap(([name, of]) => operationOf(name, of));
  return service.soap?.isAlive === undefined ? own : [...own, isAliveOf(service.soap.isAlive, own)];
};

/** One-way operations have their receipt in the header of HTTP: there is no envelope. */
const hasReceiptHeader = (of: Operation): boolean =>
  of.soap !== undefined && of.reply !== undefined && givesReceipt(of);

const schemaSetOf = (service: Service, place: string): SchemaSet => {
  const set = newSchemaSet();
  for (const [name, of] of Object.entries(service.operations)) {
    if (of.soap !== undefined) addOperation(set, of, `${place}.${name}`);
  }
  addMessage(set, faultMessage, place);
  if (Object.values(service.operations).some(hasReceiptHeader)) addMessage(set, receiptMessage, place);
  if (service.soap?.isAlive !== undefined) {
    const { request, reply } = monitoringMessages(service.soap.isAlive);
    addMessage(set, request, place);
    addMessage(set, reply, place);
  }
  return set;
};

type QName = (namespace: string, name: string) => string;

const partOf = (messageName: string, element: string): XmlNode =>
  node('wsdl:message', { name: messageName }, [node('wsdl:part', { name: 'param', element })]);

const messagesOf = (operations: readonly WsdlOperation[], qName: QName): XmlNode[] => [
  ...operations.flatMap(({ name, input, output }) => [
    partOf(`${name}ReqMsg`, qName(input.namespace, input.element)),
    ...(output === undefined ? [] : [partOf(`${name}RespMsg`, qName(output.namespace, output.element))]),
  ]),
  ...(operations.some((of) => of.receipt === true)
    ? [partOf('Receipt', qName(receiptMessage.namespace, receiptMessage.name))]
    : []),
  ...(operations.some((of) => of.refuses) ? [partOf('Fault', qName(faultMessage.namespace, faultMessage.name))] : []),
];

const portOperation = (of: WsdlOperation, addressing: boolean): XmlNode => {
  const carry = (kind: string, name: string, action?: string) =>
    node(`wsdl:${kind}`, { name, message: `tns:${name}`, 'wsaw:Action': addressing ? action : undefined });
  return node('wsdl:operation', { name: of.name }, [
    node('wsdl:documentation', {}, [of.summary]),
    carry('input', `${of.name}ReqMsg`, of.action),
    of.output && carry('output', `${of.name}RespMsg`, `${of.action}Response`),
    of.refuses ? carry('fault', 'Fault') : undefined,
  ]);
};

const prefixesOf = (set: SchemaSet): Map<string, string> =>
  new Map(
    [...set.schemas.keys()]
      .filter((namespace) => namespace !== '')
      .sort(byName)
      .map((namespace, position) => [namespace, `m${position + 1}`]),
  );

const definitions = (serviceName: string, of: Service, prefixes: Map<string, string>, children: XmlNode[]): XmlNode =>
  node(
    'wsdl:definitions',
    {
      'xmlns:wsdl': 'http://schemas.xmlsoap.org/wsdl/',
      ...soapNamespaces(of.soap?.versions ?? []),
      ...(of.soap?.addressing ? { 'xmlns:wsaw': 'http://www.w3.org/2006/05/addressing/wsdl' } : {}),
      'xmlns:tns': of.namespace,
      ...Object.fromEntries([...prefixes].map(([namespace, prefix]) => [`xmlns:${prefix}`, namespace])),
      name: serviceName,
      targetNamespace: of.namespace,
    },
    children,
  );

const versionsAt = (versions: readonly SoapVersion[], locations: Locations): [SoapVersion, string][] =>
  versions.flatMap((version) => {
    const location = version === '1.1' ? locations.soap11 : locations.soap12;
    return location === undefined ? [] : [[version, location] as [SoapVersion, string]];
  });

const soapServiceOf = (application: Application, serviceName: string): Service => {
  const service = application.services[serviceName];
  if (service === undefined) throw new Error(`${application.name} has no service ${serviceName}`);
  if (service.soap === undefined) throw new Error(`${application.name}.${serviceName} is not offered by SOAP`);
  return service;
};

/**
 * The WSDL of a service: port type and schemas as the contract has them, one binding per SOAP version that the contract
 * offers and for which a location is given.
 * @throws Error when the application has no such service, or not by SOAP
 */
export const renderWsdl = (application: Application, serviceName: string, locations: Locations): string => {
  const service = soapServiceOf(application, serviceName);
  const { versions = [], addressing = false } = service.soap ?? {};
  const operations = wsdlOperationsOf(service);
  const set = schemaSetOf(service, `${application.name}.${serviceName}`);
  const prefixes = prefixesOf(set);
  const qName: QName = (namespace, name) => (namespace === '' ? name : `${prefixes.get(namespace)}:${name}`);
  const offered = versionsAt(versions, locations);
  const alone = offered.length === 1;
  const document = definitions(serviceName, service, prefixes, [
    node('wsdl:documentation', {}, [`${service.title}, version ${service.version}.`]),
    node(
      'wsdl:types',
      {},
      schemasOf(set).map((of) => schemaNode(set, of)),
    ),
    ...messagesOf(operations, qName),
    node(
      'wsdl:portType',
      { name: serviceName },
      operations.map((of) => portOperation(of, addressing)),
    ),
    ...offered.map(([version]) => bindingOf({ serviceName, version, operations, addressing, alone })),
    node(
      'wsdl:service',
      { name: service.soap?.serviceName ?? serviceName },
      offered.map(([version, location]) => portOf({ serviceName, version, alone, location })),
    ),
  ]);
  return printXml(document);
};
