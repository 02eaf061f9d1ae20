/**
 * What administrators ask of a gateway that stores and forwards: whom it serves, what it could not deliver, and what becomes of
 * that. The gateway's contract has this service; the console knows no more of the gateway than what stands here.
 */
import { commonRefusals } from '../../../reference-architecture/contract/common-refusals.ts';
import { application, operation, service } from '../../../reference-architecture/contract/language.ts';
import {
  discardedLetters,
  discardLetters,
  letterList,
  lettersQuery,
  namespace,
  replayedLetters,
  replayLetters,
} from './letters.ts';
import { partnerList, partnersQuery } from './partners.ts';

const circle = 'administrators';
const everybody = [
  { circle, profiles: ['operator', 'support', 'security-officer', 'auditor', 'service-owner'] },
] as const;
const readers = [{ circle, profiles: ['operator', 'support', 'auditor'] }] as const;
const operators = [{ circle, profiles: ['operator'] }] as const;

const query = {
  effect: 'query',
  priority: 'C',
  emits: [],
  retention: 'none',
  deadlineMs: 5000,
  refusals: commonRefusals,
} as const;

const command = { ...query, effect: 'command', retention: 'transport', deadlineMs: 10_000 } as const;

export const exchangeAdministration = service({
  title: 'The exchange, for administrators',
  namespace,
  version: '1',
  operations: {
    listPartners: operation({
      ...query,
      summary: 'Member States that the exchange serves: what waits for each, what was delivered, what was given up.',
      audience: everybody,
      request: partnersQuery,
      reply: partnerList,
      audit: { event: 'ccn2ng.partner.list', openingOnly: true },
      bpmnTask: 'dead-letters.bpmn#ListPartners',
      rest: { method: 'GET', path: '/exchange/partners' },
    }),
    listDeadLetters: operation({
      ...query,
      summary: 'Messages that no Member State took in time; without their content.',
      audience: readers,
      request: lettersQuery,
      reply: letterList,
      audit: { event: 'ccn2ng.dead-letter.list' },
      bpmnTask: 'dead-letters.bpmn#ListDeadLetters',
      rest: { method: 'GET', path: '/exchange/dead-letters' },
    }),
    replayDeadLetters: operation({
      ...command,
      summary:
        'Offers dead letters to their Member States again, for as long as at first; each keeps its place in its MRN.',
      audience: operators,
      request: replayLetters,
      reply: replayedLetters,
      audit: { event: 'ccn2ng.dead-letter.replay' },
      bpmnTask: 'dead-letters.bpmn#ReplayDeadLetters',
      rest: { method: 'POST', path: '/exchange/dead-letters/replay' },
    }),
    discardDeadLetters: operation({
      ...command,
      summary: 'Closes dead letters that shall not be delivered any more, with the reason.',
      audience: operators,
      request: discardLetters,
      reply: discardedLetters,
      audit: { event: 'ccn2ng.dead-letter.discard' },
      bpmnTask: 'dead-letters.bpmn#DiscardDeadLetters',
      rest: { method: 'POST', path: '/exchange/dead-letters/discard' },
    }),
  },
});

/** The part of the gateway's contract that the console knows. */
export const exchangeContract = application({
  name: 'ccn2ng',
  platform: 'ccn2ng',
  title: 'CCN2ng exchange',
  description: 'What administrators ask of it.',
  owner: 'Platforms: CCN2ng',
  version: '1.0.0',
  services: { Administration: exchangeAdministration },
  events: {},
  notifications: {},
  subscribes: [],
});
