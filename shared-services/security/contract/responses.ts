import { commonRefusals } from '../../../reference-architecture/contract/common-refusals.ts';
import { operation, service } from '../../../reference-architecture/contract/language.ts';
import { message } from '../../../reference-architecture/contract/schema.ts';
import { namespace } from '../messages/common.ts';
import * as messages from '../messages/responses.ts';
import { common, deciders, officers, readers } from './audience.ts';

const unknown = {
  ...commonRefusals,
  RESPONSE_UNKNOWN: { status: 'notFound', title: 'There is no such response.' },
} as const;

export const SecurityResponse = service({
  title: 'Response to incidents, under four eyes',
  namespace: `${namespace}:responses`,
  version: '1',
  operations: {
    listResponses: operation({
      ...common,
      summary: 'Responses that were proposed, are in force, or were; the newest first.',
      audience: readers,
      effect: 'query',
      refusals: commonRefusals,
      request: message('ResponsesQuery', namespace, 'Responses that are wanted', messages.responsesWanted),
      reply: message('Responses', namespace, 'Responses', messages.responses),
      audit: { event: 'security.response.list', personalData: true },
      bpmnTask: 'security.bpmn#ListResponses',
      rest: { method: 'GET', path: '/security/responses' },
    }),
    consultResponse: operation({
      ...common,
      summary: 'One response with its history.',
      audience: readers,
      effect: 'query',
      refusals: unknown,
      request: message('ResponseQuery', namespace, 'Response that is wanted', messages.responseWanted),
      reply: message('Response', namespace, 'Response', messages.responseView),
      audit: { event: 'security.response.consult', personalData: true },
      bpmnTask: 'security.bpmn#ConsultResponse',
      rest: { method: 'GET', path: '/security/responses/{responseId}' },
    }),
    proposeResponse: operation({
      ...common,
      summary: 'Proposes to block a partner or to withdraw a credential, for another person to decide.',
      audience: officers,
      effect: 'command',
      request: message('ResponseProposal', namespace, 'Proposal', messages.proposal),
      reply: message('ProposedResponse', namespace, 'Response', messages.responseView),
      refusals: {
        ...unknown,
        INCIDENT_UNKNOWN: { status: 'notFound', title: 'There is no such incident.' },
        RESPONSE_TARGET_INVALID: { status: 'invalid', title: 'The target is not of the form that the action takes.' },
        RESPONSE_EMERGENCY_USED: {
          status: 'conflict',
          title: 'An emergency against this target lapsed within a day: it needs two people now.',
        },
        RESPONSE_UNTIL_INVALID: { status: 'invalid', title: 'The end is not in the future, or the action has none.' },
      },
      audit: { event: 'security.response.propose' },
      bpmnTask: 'security.bpmn#ProposeResponse',
      rest: { method: 'POST', path: '/security/responses', status: 201 },
    }),
    decideResponse: operation({
      ...common,
      summary: 'Another person agrees or rejects; what is agreed is in force at every gateway at once.',
      audience: deciders,
      effect: 'command',
      request: message('ResponseDecision', namespace, 'Decision', messages.decision),
      reply: message('DecidedResponse', namespace, 'Response', messages.responseView),
      refusals: {
        ...unknown,
        RESPONSE_SAME_PERSON: { status: 'forbidden', title: 'Nobody agrees to what they have proposed themselves.' },
        RESPONSE_STATE: { status: 'conflict', title: 'It is not in a state in which this can be done.' },
      },
      audit: { event: 'security.response.decide' },
      bpmnTask: 'security.bpmn#DecideResponse',
      rest: { method: 'POST', path: '/security/responses/{responseId}/decisions', status: 201 },
    }),
    liftResponse: operation({
      ...common,
      summary:
        'Takes back a proposal or an emergency; what is in force is lifted when two people have said so. A revocation stays.',
      audience: deciders,
      effect: 'command',
      request: message('ResponseLifting', namespace, 'Lifting', messages.lifting),
      reply: message('LiftedResponse', namespace, 'Response', messages.responseView),
      refusals: {
        ...unknown,
        RESPONSE_STATE: { status: 'conflict', title: 'It is not in a state in which this can be done.' },
      },
      audit: { event: 'security.response.lift' },
      bpmnTask: 'security.bpmn#LiftResponse',
      rest: { method: 'POST', path: '/security/responses/{responseId}/liftings', status: 201 },
    }),
  },
});
