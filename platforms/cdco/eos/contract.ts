import { commonRefusals } from '../../../reference-architecture/contract/common-refusals.ts';
import { application, operation, service } from '../../../reference-architecture/contract/language.ts';
import { message } from '../../../reference-architecture/contract/schema.ts';
import { namespace, operatorQuery, operatorStatus, operators, operatorsQuery } from './messages.ts';

/** Who economic operators are, and which of them are authorised (UCC Art. 9 and 38). */
export const contract = application({
  name: 'eos',
  platform: 'cdco',
  title: 'Register of economic operators',
  description: 'EORI numbers and their validity, and the status of authorised economic operators.',
  owner: 'Registers unit',
  version: '1.0.0',
  services: {
    EconomicOperators: service({
      title: 'Economic operators',
      namespace,
      version: '1',
      operations: {
        checkOperator: operation({
          summary: 'Whether an EORI number is valid today. The name is told to the trusted circle only.',
          audience: [
            { circle: 'untrusted', profiles: ['declarant', 'representative', 'carrier'] },
            { circle: 'trusted', profiles: ['national-entry-system', 'risk-expert'] },
          ],
          effect: 'query',
          priority: 'B',
          request: message('OperatorQuery', namespace, 'EORI number', operatorQuery),
          reply: message('OperatorStatus', namespace, 'Status of an EORI number', operatorStatus),
          refusals: commonRefusals,
          emits: [],
          audit: { event: 'eos.operator.check', personalData: true },
          retention: 'none',
          deadlineMs: 2_000,
          bpmnTask: 'eos.bpmn#CheckOperator',
          rest: { method: 'GET', path: '/eos/operators/{EORI}' },
        }),
      },
    }),
    OperatorLookUp: service({
      title: 'Look-up of economic operators',
      namespace: `${namespace}:look-up`,
      version: '1',
      internal: true,
      operations: {
        findOperators: operation({
          summary: 'What the register knows of these numbers; those that it does not know are missing.',
          audience: [{ circle: 'central', profiles: ['entry', 'mandates', 'risk-analysis'] }],
          effect: 'query',
          priority: 'A',
          request: message('OperatorsQuery', `${namespace}:look-up`, 'EORI numbers', operatorsQuery),
          reply: message('Operators', `${namespace}:look-up`, 'Economic operators', operators),
          refusals: commonRefusals,
          emits: [],
          audit: { event: 'eos.operators.find', personalData: true },
          retention: 'none',
          deadlineMs: 2_000,
          bpmnTask: 'eos.bpmn#FindOperators',
        }),
      },
    }),
  },
  events: {},
  notifications: {},
  subscribes: [],
});
