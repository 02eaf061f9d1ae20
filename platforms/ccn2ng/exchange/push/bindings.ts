/** How each notification is pushed: the operation of the official service that a Member State offers at its own endpoint. */
import {
  type Application,
  type Notification,
  operationsOf,
  type PlacedOperation,
  type SoapBinding,
} from '../../../../reference-architecture/contract/language.ts';
import { createXmlCodec } from '../../../../reference-architecture/contract/xml/codec.ts';
import { wrapped } from '../../../../shared-services/gateway/soap/write.ts';
import { notificationsOf } from '../render.ts';

export interface PushBinding {
  /** `entry.IE4N03` */
  readonly name: string;
  /** The operation, and with it the service, that takes it. */
  readonly placed: PlacedOperation;
  readonly action: string;
  /** Path of the service below the Member State's endpoint: the official one. */
  readonly path: string;
  /** The element of the SOAP body. */
  readonly body: (content: unknown) => string;
}

const bodyOf = ({ message }: Notification, { wrapper }: SoapBinding): PushBinding['body'] => {
  const codec = createXmlCodec(message);
  return (content) => (wrapper === undefined ? codec.write(content) : wrapped(wrapper, codec.write(content)));
};

/** A Member State offers the same service as the common repository: the operation is found by its action. */
const operationWith = (operations: readonly PlacedOperation[], action: string, name: string): PlacedOperation => {
  const found = operations.find(({ service, operation }) => service.soap && operation.soap?.action === action);
  if (found === undefined) throw new Error(`${name} is pushed as ${action}, but no service has such an operation`);
  return found;
};

/**
 * The bindings of all notifications that can be pushed, by name; those without one wait to be pulled.
 *
 * @throws {Error} an action belongs to no service
 */
export const pushBindingsOf = (catalogue: readonly Application[]): ReadonlyMap<string, PushBinding> => {
  const operations = catalogue.flatMap(operationsOf);
  const bindings = [...notificationsOf(catalogue)].flatMap(([name, notification]): PushBinding[] => {
    const { soap } = notification;
    if (soap === undefined) return [];
    const placed = operationWith(operations, soap.action, name);
    const path = placed.service.soap?.path ?? '';
    return [{ name, placed, action: soap.action, path, body: bodyOf(notification, soap) }];
  });
  return new Map(bindings.map((binding) => [binding.name, binding]));
};
