/** Field numbers that never change: taken from the published file, free ones for what is new, reserved for what is gone. */
import protobuf from 'protobufjs';
import type { ProtoField, ProtoMessage } from './proto-types.ts';

/** Numbers of the fields that there are, and what may never be used again. */
export interface Numbered {
  readonly numbers: ReadonlyMap<string, number>;
  readonly reservedNumbers: readonly number[];
  readonly reservedNames: readonly string[];
}

/** The published package; undefined before its first publication. @throws Error when the text is not protobuf */
export const readPublished = (text: string | undefined, packageName: string): protobuf.NamespaceBase | undefined => {
  if (text === undefined) return undefined;
  const found = protobuf.parse(text, { keepCase: true }).root.lookup(packageName);
  return found instanceof protobuf.Namespace ? found : undefined;
};

/** The published message of that name in a package or in another message. */
export const publishedType = (within: protobuf.NamespaceBase | undefined, name: string): protobuf.Type | undefined => {
  const found = within?.get(name);
  return found instanceof protobuf.Type ? found : undefined;
};

const reservedNumbersOf = (type: protobuf.Type | undefined): number[] =>
  (type?.reserved ?? []).flatMap((range) => {
    if (typeof range === 'string') return [];
    const [from = 0, to = from] = range;
    return Array.from({ length: to - from + 1 }, (_, position) => from + position);
  });

const reservedNamesOf = (type: protobuf.Type | undefined): string[] =>
  (type?.reserved ?? []).filter((name) => typeof name === 'string');

const lastName = (type: string): string => type.slice(type.lastIndexOf('.') + 1);

const kindOf = (of: { readonly type: string; readonly repeated: boolean }): string =>
  `${of.repeated ? 'repeated ' : ''}${lastName(of.type)}`;

const refuseOtherType = (field: ProtoField, before: protobuf.Field, place: string): void => {
  const [was, is] = [kindOf(before), kindOf(field)];
  if (was === is) return;
  throw new Error(
    `${place}.${field.name} was published as ${was} and would become ${is}: clients in use would misread it. ` +
      'Give the element that changed a new name and leave the old one out (its number is then reserved), ' +
      'or undo the change.',
  );
};

/** 19000 to 19999 belong to protobuf itself. */
const allowed = (number: number): number => (number >= 19_000 && number <= 19_999 ? 20_000 : number);

/**
 * Numbers of a message's fields.
 * @throws Error when a published field changed its type, with what to do about it
 */
export const numbersOf = (message: ProtoMessage, before: protobuf.Type | undefined, place: string): Numbered => {
  const kept = new Map<string, number>();
  for (const field of message.fields) {
    const known = before?.fields[field.name];
    if (known === undefined) continue;
    refuseOtherType(field, known, place);
    kept.set(field.name, known.id);
  }
  const gone = Object.values(before?.fields ?? {}).filter((field) => !kept.has(field.name));
  const reservedNumbers = [...reservedNumbersOf(before), ...gone.map((field) => field.id)].sort((a, b) => a - b);
  const names = message.fields.map((field) => field.name);
  const returned = reservedNamesOf(before).filter((name) => !names.includes(name));
  const reservedNames = [...new Set([...returned, ...gone.map((field) => field.name)])].sort();
  return { numbers: withNew(message, kept, reservedNumbers), reservedNumbers, reservedNames };
};

const withNew = (
  message: ProtoMessage,
  kept: Map<string, number>,
  reserved: readonly number[],
): Map<string, number> => {
  let last = Math.max(0, ...kept.values(), ...reserved);
  const numbers = new Map<string, number>();
  for (const { name } of message.fields) {
    const number = kept.get(name) ?? allowed(last + 1);
    if (!kept.has(name)) last = number;
    numbers.set(name, number);
  }
  return numbers;
};
