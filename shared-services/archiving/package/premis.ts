/** PREMIS 3.0 (Library of Congress): what the files are, how they came to be here, and by whom. */
import { instant, type PackageFile } from './file.ts';
import { leaf, node, type Xml, xmlDocument } from './xml.ts';

export interface PremisParts {
  readonly objectId: string;
  readonly title: string;
  /** From the folder of the package. */
  readonly files: readonly PackageFile[];
  readonly closedAtMs: number;
  readonly createdAtMs: number;
  readonly version: string;
  readonly retainUntilMs: number;
}

const namespaces = {
  'xmlns:premis': 'http://www.loc.gov/premis/v3',
  'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
  version: '3.0',
};
const p = (name: string) => `premis:${name}`;
const text = (name: string, value: string | number): Xml => leaf(p(name), value);

const identifier = (of: 'object' | 'event' | 'agent', type: string, value: string): Xml =>
  node(p(`${of}Identifier`), {}, [text(`${of}IdentifierType`, type), text(`${of}IdentifierValue`, value)]);
const linkingAgent = (value: string): Xml =>
  node(p('linkingAgentIdentifier'), {}, [
    text('linkingAgentIdentifierType', 'local'),
    text('linkingAgentIdentifierValue', value),
  ]);
const linkingObject = (value: string): Xml =>
  node(p('linkingObjectIdentifier'), {}, [
    text('linkingObjectIdentifierType', 'local'),
    text('linkingObjectIdentifierValue', value),
  ]);

const entity = ({ objectId, title, retainUntilMs }: PremisParts): Xml =>
  node(p('object'), { 'xsi:type': 'premis:intellectualEntity' }, [
    identifier('object', 'local', objectId),
    node(p('significantProperties'), {}, [
      text('significantPropertiesType', 'retain until'),
      text('significantPropertiesValue', instant(retainUntilMs)),
    ]),
    text('originalName', title),
  ]);

const object = ({ path, sha256, bytes, mediaType }: PackageFile): Xml =>
  node(p('object'), { 'xsi:type': 'premis:file' }, [
    identifier('object', 'local', path),
    node(p('objectCharacteristics'), {}, [
      node(p('fixity'), {}, [text('messageDigestAlgorithm', 'SHA-256'), text('messageDigest', sha256)]),
      text('size', bytes.length),
      node(p('format'), {}, [node(p('formatDesignation'), {}, [text('formatName', mediaType)])]),
    ]),
    text('originalName', path),
  ]);

const event = (id: string, type: string, timeMs: number, agent: string, about: string): Xml =>
  node(p('event'), {}, [
    identifier('event', 'local', id),
    text('eventType', type),
    text('eventDateTime', instant(timeMs)),
    node(p('eventOutcomeInformation'), {}, [text('eventOutcome', 'success')]),
    linkingAgent(agent),
    linkingObject(about),
  ]);

const agent = (id: string, name: string, type: string, version: string): Xml =>
  node(p('agent'), {}, [
    identifier('agent', 'local', id),
    text('agentName', name),
    text('agentType', type),
    text('agentVersion', version),
  ]);

/** Event types: the vocabulary of the Library of Congress (id.loc.gov/vocabulary/preservation/eventType) [M]. */
export const premisOf = (parts: PremisParts): Buffer => {
  const { objectId, closedAtMs, createdAtMs, version } = parts;
  return xmlDocument(
    node('premis:premis', namespaces, [
      entity(parts),
      ...parts.files.map(object),
      event('event-1', 'creation', closedAtMs, 'portorium', objectId),
      event('event-2', 'message digest calculation', createdAtMs, 'portorium', objectId),
      event('event-3', 'information package creation', createdAtMs, 'portorium', objectId),
      agent('portorium', 'Portorium', 'software', version),
    ]),
  );
};
