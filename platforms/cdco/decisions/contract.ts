import { commonRefusals } from '../../../reference-architecture/contract/common-refusals.ts';
import { application, operation, service } from '../../../reference-architecture/contract/language.ts';
import { message } from '../../../reference-architecture/contract/schema.ts';
import { decision, decisionRequest, namespace } from './messages.ts';

/** What follows from risk analysis: pure rules, each with its legal basis; what was decided on is kept. */
export const contract = application({
  name: 'decisions',
  platform: 'cdco',
  title: 'Decisions on declarations',
  description:
    'Decides from risk analysis and the answers of Member States what happens with goods, and says by which rule.',
  owner: 'Risk management unit',
  version: '1.0.0',
  services: {
    Decisions: service({
      title: 'Decisions',
      namespace,
      version: '1',
      internal: true,
      operations: {
        decide: operation({
          summary: 'Decides on a declaration at a stage. The same facts again give the stored decision.',
          audience: [{ circle: 'central', profiles: ['entry'] }],
          effect: 'command',
          priority: 'A',
          request: message('DecisionRequest', namespace, 'Facts to decide on', decisionRequest),
          reply: message('Decision', namespace, 'Decision', decision),
          refusals: commonRefusals,
          emits: [],
          audit: { event: 'decisions.decide' },
          retention: 'case',
          deadlineMs: 5_000,
          bpmnTask: 'decisions.bpmn#Decide',
        }),
      },
    }),
  },
  events: {},
  notifications: {},
  subscribes: [],
});
