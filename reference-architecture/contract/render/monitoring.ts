/** The IsAlive operation of the CCN2 service contracts: empty question, optional answer. */
import { element, integer, type Message, message, optional, text } from '../schema.ts';

const result = element(
  {
    description: optional(text({ minLength: 0 })),
    result: optional(integer({ minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER })),
  },
  { typeName: 'monitoringResult' },
);

export interface Monitoring {
  readonly request: Message;
  readonly reply: Message;
}

/** Messages of IsAlive in the namespace that a service names (`service.soap.isAlive`). */
export const monitoringMessages = (namespace: string): Monitoring => ({
  request: message('isAliveReqMsg', namespace, 'Are you alive?', element({}, { typeName: 'isAliveReqMsg' })),
  reply: message(
    'isAliveRespMsg',
    namespace,
    'Answer to isAliveReqMsg',
    element({ return: optional(result) }, { typeName: 'isAliveRespMsg' }),
  ),
});
