/** What callers outside the platform rely on of an application: plain data, to be kept and compared. */
import type { Application, Notification, Operation } from '../contract/language.ts';
import type { Message, TSchema } from '../contract/schema.ts';

export interface FrozenMessage {
  readonly name: string;
  readonly namespace: string;
  readonly schema: FrozenSchema;
}

/** JSON Schema, without what is only said about it. */
export type FrozenSchema = Readonly<Record<string, unknown>>;

export interface FrozenOperation {
  readonly effect: string;
  /** `circle profile`, sorted. */
  readonly admits: readonly string[];
  readonly rest?: unknown;
  readonly soap?: unknown;
  readonly streams?: boolean;
  readonly request: FrozenMessage;
  readonly reply?: FrozenMessage;
}

export interface FrozenService {
  readonly namespace: string;
  readonly version: string;
  readonly soap?: unknown;
  readonly operations: Readonly<Record<string, FrozenOperation>>;
}

export interface FrozenNotification {
  readonly circle: string;
  readonly soap?: unknown;
  readonly message: FrozenMessage;
}

export interface Surface {
  readonly application: string;
  readonly services: Readonly<Record<string, FrozenService>>;
  readonly notifications: Readonly<Record<string, FrozenNotification>>;
}

/** Words about an element bind nobody. */
const saidOnly = new Set(['description', 'x-rules', 'x-personal-data', 'title']);

const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)]));
};

const isSchemaMap = (name: string) => name === 'properties';

const frozenSchema = (schema: TSchema): FrozenSchema =>
  Object.fromEntries(
    Object.entries(schema)
      .filter(([name]) => !saidOnly.has(name))
      .map(([name, value]) => {
        if (isSchemaMap(name))
          return [
            name,
            Object.fromEntries(
              Object.entries(value as Record<string, TSchema>).map(([at, one]) => [at, frozenSchema(one)]),
            ),
          ];
        return [name, name === 'items' ? frozenSchema(value as TSchema) : plain(value)];
      }),
  );

const frozenMessage = ({ name, namespace, schema }: Message): FrozenMessage => ({
  name,
  namespace,
  schema: frozenSchema(schema),
});

const given = <T>(name: string, value: T | undefined) => (value === undefined ? {} : { [name]: plain(value) });

const frozenOperation = ({ audience, effect, request, reply, rest, soap, streams }: Operation): FrozenOperation => ({
  effect,
  admits: audience.flatMap(({ circle, profiles }) => profiles.map((profile) => `${circle} ${profile}`)).sort(),
  ...given('rest', rest),
  ...given('soap', soap),
  ...given('streams', streams),
  request: frozenMessage(request),
  ...(reply === undefined ? {} : { reply: frozenMessage(reply) }),
});

const frozenNotification = ({ audience, soap, message }: Notification): FrozenNotification => ({
  circle: audience.circle,
  ...given('soap', soap),
  message: frozenMessage(message),
});

const mapped = <From, To>(of: Readonly<Record<string, From>>, change: (one: From) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(of).map(([name, one]) => [name, change(one)]));

/** Services that stay inside the platform are not in it: both sides change together. */
export const surfaceOf = ({ name, services, notifications }: Application): Surface => ({
  application: name,
  services: Object.fromEntries(
    Object.entries(services)
      .filter(([, { internal }]) => internal !== true)
      .map(([service, { namespace, version, soap, operations }]) => [
        service,
        { namespace, version, ...given('soap', soap), operations: mapped(operations, frozenOperation) },
      ]),
  ),
  notifications: mapped(notifications, frozenNotification),
});

export const isEmpty = ({ services, notifications }: Surface): boolean =>
  Object.keys(services).length === 0 && Object.keys(notifications).length === 0;
