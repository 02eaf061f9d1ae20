/**
 * The words in which messages are described: TypeBox builders that carry, beside the JSON Schema, what XML, XSD,
 * protobuf and the data-protection rules need to know. Property order is element order.
 */
import {
  type Static,
  type TArray,
  type TBoolean,
  type TInteger,
  type TObject,
  type TOptional,
  type TProperties,
  type TSchema,
  type TString,
  type TUnsafe,
  Type,
} from '@sinclair/typebox';

export type { Static, TObject, TSchema } from '@sinclair/typebox';

/** The XSD built-in types that a simple value may restrict. */
export type XsdBase =
  | 'string'
  | 'token'
  | 'decimal'
  | 'integer'
  | 'dateTime'
  | 'date'
  | 'boolean'
  | 'base64Binary'
  | 'anyURI';

/** What XML needs to know of a value; stands in the schema under `x-xml`. */
export interface XmlFacts {
  /** The XSD built-in type that the value restricts. */
  readonly base?: XsdBase;
  /** Name of the XSD type. Types with the same name must have the same content; without it a type is anonymous. */
  readonly typeName?: string;
  /** The value is an attribute of its element, not a child element. */
  readonly attribute?: boolean;
  /** Namespace of the element, where it differs from that of its message. */
  readonly namespace?: string;
  readonly totalDigits?: number;
  readonly fractionDigits?: number;
}

/** The custom keywords that builders put into schemas (validators register them as vocabulary). */
export const schemaKeywords = ['x-xml', 'x-code-list', 'x-personal-data', 'x-rules'] as const;

export interface Facts {
  /** What the element means, in one sentence. */
  readonly description?: string;
  /** Name of the XSD simple or complex type, as in the official schemas where there is one. */
  readonly typeName?: string;
  /** Rules and conditions that bear on the element (R3018, C3021): documentation; the checks live with the application. */
  readonly rules?: readonly string[];
}

const facts = (of: Facts, xml: XmlFacts, more: Record<string, unknown> = {}) => ({
  ...(of.description === undefined ? {} : { description: of.description }),
  ...(of.rules === undefined ? {} : { 'x-rules': of.rules }),
  'x-xml': { ...xml, ...(of.typeName === undefined ? {} : { typeName: of.typeName }) },
  ...more,
});

interface TextFacts extends Facts {
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Regular expression for the whole value, written without anchors as XSD does. */
  readonly pattern?: string;
}

const anchored = (pattern: string | undefined) => (pattern === undefined ? {} : { pattern: `^(?:${pattern})$` });

const lengths = (of: TextFacts) => ({
  minLength: of.minLength ?? 1,
  ...(of.maxLength === undefined ? {} : { maxLength: of.maxLength }),
  ...anchored(of.pattern),
});

/** Free text (xs:string); at least one character unless said otherwise. */
export const text = (of: TextFacts): TString => Type.String(facts(of, { base: 'string' }, lengths(of)));

/** Text without leading, trailing or doubled spaces (xs:token): codes and identifiers. */
export const token = (of: TextFacts): TString => Type.String(facts(of, { base: 'token' }, lengths(of)));

/**
 * A name that we gave (RFC 9562, section 4: lower case, 36 characters). The pattern is as wide as it was promised; `format` says
 * the rest, and is checked: what is no UUID is no value for a column of that type.
 */
export const uuid = (of: Facts = {}): TString =>
  Type.String(
    facts(of, { base: 'token' }, { ...lengths({ maxLength: 36, pattern: '[0-9a-f-]{36}' }), format: 'uuid' }),
  );

/** A value of a code list: checked against the reference data in force on the day. `list` as in the official lists (CL718). */
export const code = (list: string, of: TextFacts): TString =>
  Type.String(facts(of, { base: 'token' }, { ...lengths(of), 'x-code-list': list }));

interface DecimalFacts extends Facts {
  readonly totalDigits: number;
  readonly fractionDigits: number;
  /** Whether a minus sign is allowed; masses and amounts have none. */
  readonly signed?: boolean;
}

/** A decimal number, carried as a string so that no digit is lost (`"12.500"`). */
export const decimal = (of: DecimalFacts): TString => {
  const whole = of.totalDigits - of.fractionDigits;
  const pattern = `^${of.signed ? '-?' : ''}\\d{1,${whole}}${of.fractionDigits > 0 ? `(\\.\\d{1,${of.fractionDigits}})?` : ''}$`;
  const xml = { base: 'decimal' as const, totalDigits: of.totalDigits, fractionDigits: of.fractionDigits };
  return Type.String(facts(of, xml, { pattern }));
};

interface IntegerFacts extends Facts {
  readonly minimum?: number;
  readonly maximum: number;
  /** The official schemas say xs:decimal for whole numbers; ours may say xs:integer. */
  readonly base?: 'decimal' | 'integer';
}

/** A whole number, carried as a JSON number. */
export const integer = (of: IntegerFacts): TInteger =>
  Type.Integer(facts(of, { base: of.base ?? 'integer' }, { minimum: of.minimum ?? 0, maximum: of.maximum }));

/** UTC date and time to the second, `2026-11-21T08:00:00Z`. */
export const dateTime = (of: Facts & { readonly pattern?: string } = {}): TString =>
  Type.String(facts(of, { base: 'dateTime' }, anchored(of.pattern ?? '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ')));

/** True or false. */
export const flag = (of: Facts = {}): TBoolean => Type.Boolean(facts(of, { base: 'boolean' }));

/** Bytes, base64-encoded in JSON and XML. */
export const binary = (of: Facts & { readonly maxLength?: number } = {}): TString =>
  Type.String(
    facts(
      of,
      { base: 'base64Binary' },
      {
        contentEncoding: 'base64',
        pattern: '^[A-Za-z0-9+/=\\s]*$',
        ...(of.maxLength === undefined ? {} : { maxLength: of.maxLength }),
      },
    ),
  );

/** A structure: its properties are the child elements, in this order. Nothing else is allowed in it. */
export const element = <P extends TProperties>(properties: P, of: Facts = {}): TObject<P> =>
  Type.Object(properties, facts(of, {}, { additionalProperties: false }));

/** The element may be left out. */
export const optional = <S extends TSchema>(schema: S): TOptional<S> => Type.Optional(schema) as TOptional<S>;

/** The element repeats. In XML the repetitions stand one after the other, without a wrapper. */
export const many = <S extends TSchema>(schema: S, minimum: number, maximum: number): TArray<S> =>
  Type.Array(schema, { minItems: Math.max(minimum, 1), maxItems: maximum });

/** The value is an attribute of its element in XML (official amounts: `<postalValue value="12.50" currency="EUR"/>`). */
export const attribute = <S extends TSchema>(schema: S): S => ({
  ...schema,
  'x-xml': { ...(schema['x-xml'] as XmlFacts | undefined), attribute: true },
});

/** The value tells of a natural person: never logged, its reading audited, disclosed on purpose only. */
export const personal = <S extends TSchema>(schema: S): S => ({ ...schema, 'x-personal-data': true });

/** A structure of another namespace inside a message. */
export const inNamespace = <S extends TSchema>(namespace: string, schema: S): S => ({
  ...schema,
  'x-xml': { ...(schema['x-xml'] as XmlFacts | undefined), namespace },
});

/** Any JSON value: for internal events only, never in a message that crosses a gateway. */
export const anything = (): TUnsafe<unknown> => Type.Unsafe<unknown>({});

/** A message: a root element with a name and a namespace. */
export interface Message<S extends TObject = TObject> {
  /** Name of the root element: the official message id where there is one (IE3F32). */
  readonly name: string;
  readonly title: string;
  readonly namespace: string;
  readonly schema: S;
}

export const message = <S extends TObject>(name: string, namespace: string, title: string, schema: S): Message<S> => ({
  name,
  title,
  namespace,
  schema,
});

/** The TypeScript type of a message. */
export type Content<M extends Message> = Static<M['schema']>;

export const xmlFactsOf = (schema: TSchema): XmlFacts => (schema['x-xml'] as XmlFacts | undefined) ?? {};
