import { commonRefusals } from '../../reference-architecture/contract/common-refusals.ts';
import { application, operation, service } from '../../reference-architecture/contract/language.ts';
import { closed, list, namespace, replayed, toClose, toReplay, wanted } from './messages.ts';

const circle = 'administrators';
const readers = [{ circle, profiles: ['operator', 'support', 'auditor'] }] as const;
const operators = [{ circle, profiles: ['operator'] }] as const;
const common = { priority: 'C', emits: [], refusals: commonRefusals } as const;

/** What became of messages between components that were given up after all attempts. */
export const contract = application({
  name: 'dead-letters',
  platform: 'shared-services',
  title: 'Dead letters between components',
  description: 'Messages that one component could not hand to another: listed, put back, closed.',
  owner: 'Shared services: dead letters',
  version: '1.0.0',
  services: {
    LostMessages: service({
      title: 'Lost messages',
      namespace,
      version: '1',
      operations: {
        listLostMessages: operation({
          ...common,
          summary: 'Messages between components that were given up; without their content.',
          audience: readers,
          effect: 'query',
          retention: 'none',
          deadlineMs: 5000,
          request: wanted,
          reply: list,
          audit: { event: 'dead-letters.message.list' },
          bpmnTask: 'lost-messages.bpmn#ListLostMessages',
          rest: { method: 'GET', path: '/dead-letters/messages' },
        }),
        replayLostMessages: operation({
          ...common,
          summary:
            'Puts lost messages back into their queue, each in its old place: those named, or from one component to another.',
          audience: operators,
          effect: 'command',
          retention: 'transport',
          deadlineMs: 10_000,
          request: toReplay,
          reply: replayed,
          refusals: {
            ...commonRefusals,
            LOST_MESSAGES_UNCLEAR: {
              status: 'invalid',
              title: 'Either the messages are named, or the component and the subscriber.',
            },
          },
          audit: { event: 'dead-letters.message.replay' },
          bpmnTask: 'lost-messages.bpmn#ReplayLostMessages',
          rest: { method: 'POST', path: '/dead-letters/messages/replay' },
        }),
        closeLostMessages: operation({
          ...common,
          summary:
            'Closes lost messages that shall not be delivered any more, with the reason; they are kept as closed.',
          audience: operators,
          effect: 'command',
          retention: 'transport',
          deadlineMs: 10_000,
          request: toClose,
          reply: closed,
          audit: { event: 'dead-letters.message.close' },
          bpmnTask: 'lost-messages.bpmn#CloseLostMessages',
          rest: { method: 'POST', path: '/dead-letters/messages/close' },
        }),
      },
    }),
  },
  events: {},
  notifications: {},
  subscribes: [],
});
