import { commonRefusals } from '../../../reference-architecture/contract/common-refusals.ts';
import { operation, service } from '../../../reference-architecture/contract/language.ts';
import { message } from '../../../reference-architecture/contract/schema.ts';
import { namespace } from '../messages/common.ts';
import * as messages from '../messages/incidents.ts';
import { common, officers, readers } from './audience.ts';

const unknown = {
  ...commonRefusals,
  INCIDENT_UNKNOWN: { status: 'notFound', title: 'There is no such incident.' },
} as const;
const change = {
  ...common,
  audience: officers,
  effect: 'command',
  refusals: { ...unknown, INCIDENT_CLOSED: { status: 'conflict', title: 'The incident is closed already.' } },
} as const;

export const SecurityIncidents = service({
  title: 'Security incidents',
  namespace: `${namespace}:incidents`,
  version: '1',
  operations: {
    listIncidents: operation({
      ...common,
      summary: 'Incidents that are not closed, or others; by kind, severity, source and time.',
      audience: readers,
      effect: 'query',
      refusals: commonRefusals,
      request: message('IncidentsQuery', namespace, 'Incidents that are wanted', messages.incidentsWanted),
      reply: message('Incidents', namespace, 'Incidents', messages.incidents),
      audit: { event: 'security.incident.list', personalData: true },
      bpmnTask: 'security.bpmn#ListIncidents',
      rest: { method: 'GET', path: '/security/incidents' },
    }),
    consultIncident: operation({
      ...common,
      summary: 'One incident, with its history and the responses to it.',
      audience: readers,
      effect: 'query',
      refusals: unknown,
      request: message('IncidentQuery', namespace, 'Incident that is wanted', messages.incidentWanted),
      reply: message('Incident', namespace, 'Incident', messages.incidentView),
      audit: { event: 'security.incident.consult', personalData: true },
      bpmnTask: 'security.bpmn#ConsultIncident',
      rest: { method: 'GET', path: '/security/incidents/{incidentId}' },
    }),
    acknowledgeIncident: operation({
      ...change,
      summary: 'Somebody has seen the incident and looks after it.',
      request: message('IncidentAcknowledgement', namespace, 'Acknowledgement', messages.incidentChange),
      reply: message('AcknowledgedIncident', namespace, 'Incident', messages.incidentView),
      audit: { event: 'security.incident.acknowledge', personalData: true },
      bpmnTask: 'security.bpmn#AcknowledgeIncident',
      rest: { method: 'POST', path: '/security/incidents/{incidentId}/acknowledgements', status: 201 },
    }),
    closeIncident: operation({
      ...change,
      summary: 'The incident is over; events that come after open another one.',
      request: message('IncidentClosing', namespace, 'Closing', messages.incidentChange),
      reply: message('ClosedIncident', namespace, 'Incident', messages.incidentView),
      audit: { event: 'security.incident.close', personalData: true },
      bpmnTask: 'security.bpmn#CloseIncident',
      rest: { method: 'POST', path: '/security/incidents/{incidentId}/closings', status: 201 },
    }),
  },
});
