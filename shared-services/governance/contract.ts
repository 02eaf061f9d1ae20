import { commonRefusals } from '../../reference-architecture/contract/common-refusals.ts';
import { application, operation, service } from '../../reference-architecture/contract/language.ts';
import { element, message } from '../../reference-architecture/contract/schema.ts';
import * as messages from './messages.ts';

const namespace = 'urn:portorium:governance:1';
const readers = [
  { circle: 'administrators', profiles: ['operator', 'support', 'security-officer', 'auditor', 'service-owner'] },
] as const;
const deciders = [{ circle: 'administrators', profiles: ['operator', 'security-officer'] }] as const;
const common = { priority: 'C', emits: [], retention: 'record', deadlineMs: 10_000 } as const;
const nothing = element({});

/** What the platform consists of, with what it runs, and who agreed to it. */
export const contract = application({
  name: 'governance',
  platform: 'shared-services',
  title: 'Governance',
  description: 'The register of services, and the configuration of all platforms with its changes and agreements.',
  owner: 'Shared services: governance',
  version: '1.0.0',
  services: {
    ServiceRegister: service({
      title: 'Register of services',
      namespace,
      version: '1',
      operations: {
        listServices: operation({
          ...common,
          summary: 'All services with owner, version, protocols, consumers, and until when they are there.',
          audience: readers,
          effect: 'query',
          request: message('RegisterQuery', namespace, 'Nothing', nothing),
          reply: message('RegisteredServices', namespace, 'Register of services', messages.register),
          refusals: commonRefusals,
          audit: { event: 'governance.services.list' },
          bpmnTask: 'governance.bpmn#ListServices',
          rest: { method: 'GET', path: '/governance/services' },
        }),
      },
    }),
    Configuration: service({
      title: 'Configuration and who agreed to it',
      namespace,
      version: '1',
      operations: {
        listConfiguration: operation({
          ...common,
          summary: 'With what settings each platform runs, where they are not what they are by themselves.',
          audience: readers,
          effect: 'query',
          request: message('ConfigurationQuery', namespace, 'Nothing', nothing),
          reply: message('CurrentConfiguration', namespace, 'Configuration', messages.configuration),
          refusals: commonRefusals,
          audit: { event: 'governance.configuration.list' },
          bpmnTask: 'governance.bpmn#ListConfiguration',
          rest: { method: 'GET', path: '/governance/configuration' },
        }),
        listConfigurationChanges: operation({
          ...common,
          summary: 'Every change of a setting that was seen, the newest first.',
          audience: readers,
          effect: 'query',
          request: message('ConfigurationChangesQuery', namespace, 'Changes that are wanted', messages.changesWanted),
          reply: message('ConfigurationChanges', namespace, 'Changes', messages.changes),
          refusals: commonRefusals,
          audit: { event: 'governance.configuration.list-changes' },
          bpmnTask: 'governance.bpmn#ListConfigurationChanges',
          rest: { method: 'GET', path: '/governance/configuration/changes' },
        }),
        listApprovals: operation({
          ...common,
          summary: 'Values of dangerous settings that were proposed, and what was decided.',
          audience: readers,
          effect: 'query',
          request: message('ApprovalsQuery', namespace, 'Nothing', nothing),
          reply: message('Approvals', namespace, 'Agreements', messages.approvals),
          refusals: commonRefusals,
          audit: { event: 'governance.approval.list' },
          bpmnTask: 'governance.bpmn#ListApprovals',
          rest: { method: 'GET', path: '/governance/approvals' },
        }),
        proposeConfiguration: operation({
          ...common,
          summary: 'Proposes a value of a dangerous setting, for somebody else to agree to.',
          audience: deciders,
          effect: 'command',
          request: message('ConfigurationProposal', namespace, 'Proposal', messages.proposal),
          reply: message('ProposedApproval', namespace, 'Agreement', messages.approval),
          refusals: {
            ...commonRefusals,
            SETTING_UNKNOWN: { status: 'notFound', title: 'There is no dangerous setting of this name.' },
          },
          audit: { event: 'governance.approval.propose' },
          bpmnTask: 'governance.bpmn#ProposeConfiguration',
          rest: { method: 'POST', path: '/governance/approvals', status: 201 },
        }),
        decideConfiguration: operation({
          ...common,
          summary: 'Agrees to a proposed value, rejects it, or takes an agreement back.',
          audience: deciders,
          effect: 'command',
          request: message('ConfigurationDecision', namespace, 'Decision', messages.decision),
          reply: message('DecidedApproval', namespace, 'Agreement', messages.approval),
          refusals: {
            ...commonRefusals,
            APPROVAL_UNKNOWN: { status: 'notFound', title: 'There is no such proposal.' },
            APPROVAL_SAME_PERSON: {
              status: 'forbidden',
              title: 'Nobody agrees to what they have proposed themselves.',
            },
            APPROVAL_DECIDED: { status: 'conflict', title: 'It was decided already.' },
          },
          audit: { event: 'governance.approval.decide' },
          bpmnTask: 'governance.bpmn#DecideConfiguration',
          rest: { method: 'POST', path: '/governance/approvals/{approvalId}/decisions', status: 201 },
        }),
      },
    }),
    ConfigurationIntake: service({
      title: 'Intake of configuration',
      namespace: `${namespace}:intake`,
      version: '1',
      internal: true,
      operations: {
        reportConfiguration: operation({
          ...common,
          summary: 'A process says with what settings it runs, and learns which of them nobody has agreed to.',
          audience: [{ circle: 'central', profiles: ['speed2ng', 'ccn2ng', 'cdco', 'uumds', 'shared-services'] }],
          effect: 'command',
          request: message('RunsWith', namespace, 'Settings of a process', messages.runsWith),
          reply: message('Unapproved', namespace, 'Settings that nobody agreed to', messages.unapproved),
          refusals: commonRefusals,
          audit: { event: 'governance.configuration.report' },
          bpmnTask: 'governance.bpmn#ReportConfiguration',
        }),
      },
    }),
  },
  events: {},
  notifications: {},
  subscribes: [],
});
