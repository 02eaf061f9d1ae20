/**
 * The official schemas of the member-state side (not part of this repository), where they lie beside it. For messages whose
 * root they do not define, a root is made of our header and their types.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Message, type TSchema, xmlFactsOf } from '../../../../reference-architecture/contract/schema.ts';
import { ics2 } from '../messages/namespaces.ts';

const folder = resolve(
  import.meta.dirname,
  '../../../../../shared/specs/ics2-cr-for-nes-v2/public/eu/outbound/CR-for-NES-Services-V2/BusinessObjects/ICS/Common/V2',
);

export const officialSchemasAreHere = existsSync(folder);

/** One top-level element: its name, official type and repetition. */
export interface Part {
  readonly name: string;
  readonly type: string;
  readonly minimum: number;
  readonly maximum: number;
}

const partOf = (name: string, schema: TSchema, required: boolean): Part => {
  const item = (schema.items as TSchema | undefined) ?? schema;
  return {
    name,
    // A filing's indicator is anonymous: narrower than its official type.
    type: xmlFactsOf(item).typeName ?? 'SpecificCircumstanceIndicatorContentType',
    minimum: required ? 1 : 0,
    maximum: (schema.maxItems as number | undefined) ?? 1,
  };
};

/** The top level of a message, by official types. */
export const partsOf = ({ schema }: Message): Part[] =>
  Object.entries(schema.properties as Record<string, TSchema>).map(([name, of]) =>
    partOf(name, of, (schema.required ?? []).includes(name)),
  );

const rootOf = (message: Message): string => {
  const elements = partsOf(message).map(
    ({ name, type, minimum, maximum }) =>
      `<xs:element name="${name}" type="${type}" minOccurs="${minimum}" maxOccurs="${maximum}"/>`,
  );
  return `<xs:element name="${message.name}"><xs:complexType><xs:sequence>${elements.join('')}</xs:sequence></xs:complexType></xs:element>`;
};

const schemaStart = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="${ics2}" targetNamespace="${ics2}" elementFormDefault="qualified">`;

export const entryFile = 'all-messages.xsd';

/**
 * The official files, and one that includes those of `official` and adds roots for `derived`.
 * @param official names of messages that have an official root
 */
export const officialFiles = (official: readonly string[], derived: readonly Message[]): Map<string, string> => {
  const names = readdirSync(folder).filter((name) => name.endsWith('.xsd'));
  const includes = ['ctypes', ...official].map((name) => `<xs:include schemaLocation="${name}.xsd"/>`);
  const all = `${schemaStart}${includes.join('')}${derived.map(rootOf).join('')}</xs:schema>`;
  return new Map([...names.map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const), [entryFile, all]]);
};
