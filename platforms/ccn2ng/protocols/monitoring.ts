/**
 * `IsAlive`, which every official service has: an operation like the others, that the gateway answers itself. Services that
 * answer at all answer it; the others take it one-way, as their official contracts say.
 */
import type {
  Audience,
  Operation,
  PlacedOperation,
  Service,
} from '../../../reference-architecture/contract/language.ts';
import { monitoringMessages } from '../../../reference-architecture/contract/render/monitoring.ts';
import { wsdlOperationsOf } from '../../../reference-architecture/contract/render/wsdl.ts';
import type { Carry } from '../../../shared-services/kit/rpc/calls.ts';

const name = 'IsAlive';

const audienceOf = (operations: readonly PlacedOperation[]): Audience[] =>
  operations.flatMap(({ operation }) => operation.audience.filter(({ circle }) => circle === 'trusted'));

const isAliveOf = (service: Service, namespace: string, audience: readonly Audience[]): Operation => {
  const { request, reply } = monitoringMessages(namespace);
  const declared = wsdlOperationsOf(service).find((one) => one.name === name);
  return {
    summary: 'Whether the service is there.',
    audience,
    effect: 'query',
    priority: 'A',
    request,
    ...(declared?.output === undefined ? {} : { reply }),
    refusals: {},
    emits: [],
    audit: { event: 'ccn2ng.is-alive' },
    retention: 'none',
    deadlineMs: 5000,
    bpmnTask: 'exchange.bpmn#IsAlive',
    soap: { action: declared?.action ?? name },
  };
};

/** One more operation for each service that answers `IsAlive`. */
export const monitoringOf = (offered: readonly PlacedOperation[]): PlacedOperation[] =>
  [...Map.groupBy(offered, ({ service }) => service)].flatMap(([service, operations]) => {
    const namespace = service.soap?.isAlive;
    if (namespace === undefined) return [];
    const { application, serviceName } = operations[0]!;
    const operation = isAliveOf(service, namespace, audienceOf(operations));
    return [{ id: `ccn2ng.${name}.${serviceName}`, name, application, serviceName, service, operation }];
  });

/** Answers the questions here, and carries everything else on. */
export const answeringIsAlive = (carry: Carry, monitoring: readonly PlacedOperation[]): Carry => {
  const ids = new Set(monitoring.map(({ id }) => id));
  return (id, request, call) =>
    ids.has(id) ? Promise.resolve({ return: { description: 'alive', result: 0 } }) : carry(id, request, call);
};
