/**
 * SOAP for the trusted circle: what its members may call by REST and gRPC they may call by SOAP, at
 * `/soap/v1/risk-analysis/<service>`, with an action of the service's namespace and the operation's name. What is offered between
 * applications alone has no binding.
 */
import type { Operation, Service } from '../../../../reference-architecture/contract/language.ts';

const kebab = (name: string): string => name.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();

const bind = (namespace: string, name: string, operation: Operation): Operation =>
  operation.audience.some(({ circle }) => circle === 'trusted')
    ? { ...operation, soap: { action: `${namespace}:${name}` } }
    : operation;

const bindAll = (name: string, service: Service): Service =>
  service.internal === true
    ? service
    : {
        ...service,
        soap: { versions: ['1.1', '1.2'], path: `/soap/v1/risk-analysis/${kebab(name)}` },
        operations: Object.fromEntries(
          Object.entries(service.operations).map(([operation, of]) => [
            operation,
            bind(service.namespace, operation, of),
          ]),
        ),
      };

export const bySoap = <Services extends Record<string, Service>>(services: Services): Services =>
  Object.fromEntries(Object.entries(services).map(([name, service]) => [name, bindAll(name, service)])) as Services;
