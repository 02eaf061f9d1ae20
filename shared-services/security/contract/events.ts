import { commonRefusals } from '../../../reference-architecture/contract/common-refusals.ts';
import { operation, service } from '../../../reference-architecture/contract/language.ts';
import { element, message } from '../../../reference-architecture/contract/schema.ts';
import { namespace } from '../messages/common.ts';
import * as messages from '../messages/events.ts';
import { common, platforms, readers } from './audience.ts';

const query = { ...common, audience: readers, effect: 'query', refusals: commonRefusals } as const;

export const SecurityEvents = service({
  title: 'Security events',
  namespace,
  version: '1',
  operations: {
    listSecurityEvents: operation({
      ...query,
      summary: 'Security events, the newest first; by kind, severity, platform, partner, credential, address, time.',
      request: message('SecurityEventsQuery', namespace, 'Events that are wanted', messages.eventsWanted),
      reply: message('SecurityEventList', namespace, 'Events', messages.events),
      audit: { event: 'security.event.list', personalData: true },
      bpmnTask: 'security.bpmn#ListSecurityEvents',
      rest: { method: 'GET', path: '/security/events' },
    }),
    exportSecurityEvents: operation({
      ...query,
      summary: 'The stream of events since a cursor, the oldest first, as lines of JSON for another system to keep.',
      request: message('SecurityEventsExport', namespace, 'Events that are wanted', messages.exportWanted),
      reply: message('ExportedSecurityEvents', namespace, 'Events as lines', messages.exported),
      audit: { event: 'security.event.export', personalData: true },
      bpmnTask: 'security.bpmn#ExportSecurityEvents',
      rest: { method: 'GET', path: '/security/events/export' },
    }),
    consultSecurityState: operation({
      ...query,
      summary: 'How many events and incidents there are, what waits for a decision, and which processes lost events.',
      request: message('SecurityStateQuery', namespace, 'Nothing', element({})),
      reply: message('SecurityState', namespace, 'State of security', messages.state),
      audit: { event: 'security.state.consult', openingOnly: true },
      bpmnTask: 'security.bpmn#ConsultSecurityState',
      rest: { method: 'GET', path: '/security/state' },
    }),
  },
});

export const SecurityIntake = service({
  title: 'Intake of security events',
  namespace: `${namespace}:intake`,
  version: '1',
  internal: true,
  operations: {
    reportSecurityEvents: operation({
      ...common,
      summary: 'A process hands on what its doors have noted, and how much partners have sent.',
      audience: platforms,
      effect: 'command',
      request: message('NotedSecurityEvents', namespace, 'What was noted', messages.report),
      reply: message('SecurityEventsTaken', namespace, 'What was taken', messages.reported),
      refusals: commonRefusals,
      audit: { event: 'security.event.report', refusalsOnly: true },
      bpmnTask: 'security.bpmn#ReportSecurityEvents',
    }),
  },
});
