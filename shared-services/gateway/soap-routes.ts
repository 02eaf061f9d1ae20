/** From path and body element to the operation, by the contracts. */
import type { Application, PlacedOperation, Service } from '../../reference-architecture/contract/language.ts';
import { type Monitoring, monitoringMessages } from '../../reference-architecture/contract/render/monitoring.ts';
import { type BodyElement, replyBody, requestBody } from '../../reference-architecture/contract/render/soap-body.ts';
import type { XmlElement } from '../../reference-architecture/contract/xml/parse.ts';
import { malformed, refuse, refuseOne } from './refusals.ts';
import { assertAction } from './soap/addressing.ts';
import type { SoapVersion } from './soap/names.ts';

export interface SoapRoute {
  readonly placed: PlacedOperation;
  readonly action: string;
  readonly request: BodyElement;
  /** Absent: one-way. */
  readonly reply?: BodyElement;
}

export interface SoapService {
  readonly application: Application;
  readonly serviceName: string;
  readonly service: Service;
  readonly versions: readonly SoapVersion[];
  readonly addressing: boolean;
  /** By `{namespace}name` of the element in the body. Several operations may take the same element. */
  readonly byElement: ReadonlyMap<string, readonly SoapRoute[]>;
  /** The service answers the `IsAlive` question of the CCN2 contracts. */
  readonly monitoring?: Monitoring;
}

export interface SoapRoutes {
  /** By path. */
  readonly services: ReadonlyMap<string, SoapService>;
  /** @throws {Refusal} there is no service at the path */
  service(path: string): SoapService;
}

const key = (namespace: string, name: string) => `{${namespace}}${name}`;

const routeOf = (placed: PlacedOperation): SoapRoute[] => {
  const { soap, request, reply } = placed.operation;
  if (soap === undefined) return [];
  const common = { placed, action: soap.action, request: requestBody(request, soap) };
  return [reply === undefined ? common : { ...common, reply: replyBody(reply, soap) }];
};

const serviceOf = (operations: readonly PlacedOperation[]): SoapService => {
  const { application, serviceName, service } = operations[0]!;
  const isAlive = service.soap?.isAlive;
  return {
    application,
    serviceName,
    service,
    versions: service.soap?.versions ?? [],
    addressing: service.soap?.addressing ?? false,
    byElement: Map.groupBy(operations.flatMap(routeOf), ({ request }) => key(request.namespace, request.element)),
    ...(isAlive === undefined ? {} : { monitoring: monitoringMessages(isAlive) }),
  };
};

/** @param offered operations that the gateway's circle may call (see `offeredTo`) */
export const createSoapRoutes = (offered: readonly PlacedOperation[]): SoapRoutes => {
  const bySoap = offered.filter(({ service, operation }) => service.soap !== undefined && operation.soap !== undefined);
  const services = new Map<string, SoapService>();
  for (const operations of Map.groupBy(bySoap, ({ service }) => service).values()) {
    const made = serviceOf(operations);
    const path = made.service.soap!.path;
    const other = services.get(path);
    if (other !== undefined) {
      throw new Error(`${path} is claimed by ${other.application.name} and by ${made.application.name}`);
    }
    services.set(path, made);
  }
  return {
    services,
    service: (path) => {
      const found = services.get(path);
      if (found === undefined) throw refuse('OPERATION_UNKNOWN');
      return found;
    },
  };
};

/**
 * @param actions what the request says of its action: SOAPAction, parameter of the content type, wsa:Action
 * @throws {Refusal} no operation takes this element, or the action says another one
 */
export const operationFor = (
  { byElement }: SoapService,
  content: XmlElement,
  actions: readonly (string | undefined)[],
): SoapRoute => {
  const routes = byElement.get(key(content.namespace, content.name));
  if (routes === undefined) throw refuse('OPERATION_UNKNOWN');
  const given = actions.find((action) => action !== undefined && action !== '');
  const route = routes.find(({ action }) => action === given) ?? routes[0]!;
  if (routes.length > 1 && given === undefined) {
    throw refuseOne('SOAP_ACTION_MISMATCH', 'several operations take this message: the action must be given');
  }
  assertAction(route.action, actions);
  return route;
};

/** The message in the body: itself, or the one child of its wrapper. */
export const messageIn = ({ request }: SoapRoute, content: XmlElement): XmlElement => {
  if (request.wraps === undefined) return content;
  const [message, ...others] = content.children;
  if (message === undefined || others.length > 0) {
    throw malformed('SOAP_ENVELOPE', `${request.element} holds exactly one element`);
  }
  return message;
};
