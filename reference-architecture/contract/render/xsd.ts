/** XML schemas: one document per namespace, for every message that an application exchanges with the outside. */
import type { Application, Operation } from '../language.ts';
import { byName, fileNameOf } from './names.ts';
import { faultMessage } from './problem.ts';
import { replyBody, requestBody } from './soap-body.ts';
import { node, printXml, type XmlNode } from './xml.ts';
import { addBody, addMessage, type NamespaceSchema, newSchemaSet, type SchemaSet } from './xsd-types.ts';

const sortedNodes = (of: NamespaceSchema['types']): XmlNode[] =>
  [...of].sort(([a], [b]) => byName(a, b)).map(([, component]) => component.node);

const named = (namespace: string): boolean => namespace !== '';

const importOf = (namespace: string, locationOf: ((namespace: string) => string) | undefined): XmlNode =>
  node('xs:import', { namespace: namespace || undefined, schemaLocation: locationOf?.(namespace) });

/**
 * One xs:schema. `locationOf` gives the file of an imported namespace; without it the import names the namespace only,
 * as between schemas in one WSDL.
 */
export const schemaNode = (
  set: SchemaSet,
  of: NamespaceSchema,
  locationOf?: (namespace: string) => string,
): XmlNode => {
  const imports = [...of.imports].sort(byName);
  const target = of.namespace === '' ? undefined : of.namespace;
  const prefixes = imports
    .filter(named)
    .map((namespace) => [`xmlns:${set.prefixes.get(namespace)}`, namespace] as const);
  return node(
    'xs:schema',
    {
      'xmlns:xs': 'http://www.w3.org/2001/XMLSchema',
      'xmlns:tns': target,
      ...Object.fromEntries(prefixes),
      targetNamespace: target,
      elementFormDefault: 'qualified',
    },
    [
      ...imports.map((namespace) => importOf(namespace, locationOf)),
      ...sortedNodes(of.elements),
      ...sortedNodes(of.types),
    ],
  );
};

/** The schemas of a set in the order of their namespaces. */
export const schemasOf = (set: SchemaSet): NamespaceSchema[] =>
  [...set.schemas.values()].sort((a, b) => byName(a.namespace, b.namespace));

/** Adds the request, the reply and, where SOAP wraps them, the wrappers of an operation. */
export const addOperation = (set: SchemaSet, operation: Operation, place: string): void => {
  addMessage(set, operation.request, place);
  if (operation.reply !== undefined) addMessage(set, operation.reply, place);
  if (operation.soap === undefined) return;
  addBody(set, requestBody(operation.request, operation.soap), place);
  if (operation.reply !== undefined) addBody(set, replyBody(operation.reply, operation.soap), place);
};

const setOf = (application: Application): SchemaSet => {
  const set = newSchemaSet();
  for (const [serviceName, service] of Object.entries(application.services)) {
    if (service.internal === true) continue;
    for (const [name, operation] of Object.entries(service.operations)) {
      addOperation(set, operation, `${application.name}.${serviceName}.${name}`);
    }
    if (service.soap !== undefined) addMessage(set, faultMessage, `${application.name}.${serviceName}`);
  }
  for (const [name, { message, soap }] of Object.entries(application.notifications)) {
    addMessage(set, message, `${application.name}.${name}`);
    if (soap !== undefined) addBody(set, requestBody(message, soap), `${application.name}.${name}`);
  }
  return set;
};

/** File name of the XSD of a namespace. */
export const xsdFileName = (namespace: string): string => `${fileNameOf(namespace) || 'no-namespace'}.xsd`;

const refuseSharedFileNames = (namespaces: readonly string[]): void => {
  for (const [file, all] of Map.groupBy(namespaces, xsdFileName)) {
    if (all.length > 1) throw new Error(`The namespaces ${all.join(' and ')} would both be written to ${file}`);
  }
};

/**
 * The XML schemas of an application's messages by namespace; internal services and events are left out. Imports point
 * at `xsdFileName` in the same folder.
 * @throws Error when two places give one type name different contents, or two namespaces share a file name
 */
export const renderXsd = (application: Application): Map<string, string> => {
  const set = setOf(application);
  refuseSharedFileNames([...set.schemas.keys()]);
  return new Map(schemasOf(set).map((of) => [of.namespace, printXml(schemaNode(set, of, xsdFileName))]));
};
