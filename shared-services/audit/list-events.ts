/** Every audit event that the contracts know: what may be searched for. */
import { type Application, operationsOf } from '../../reference-architecture/contract/language.ts';

export const listEvents = (catalogue: readonly Application[]) => async () => {
  const auditEvent = catalogue
    .flatMap(operationsOf)
    .map(({ id, application, operation }) => ({
      event: operation.audit.event,
      component: application.name,
      operation: id,
      summary: operation.summary,
      effect: operation.effect,
      personalData: operation.audit.personalData === true,
      retention: operation.retention,
    }))
    .sort((one, other) => (one.event < other.event ? -1 : 1));
  return auditEvent.length === 0 ? {} : { auditEvent };
};
