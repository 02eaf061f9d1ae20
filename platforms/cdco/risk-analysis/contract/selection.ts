/** The comparison of ways of selection: a part of the contract. */
import { commonRefusals } from '../../../../reference-architecture/contract/common-refusals.ts';
import { operation, service } from '../../../../reference-architecture/contract/language.ts';
import { message } from '../../../../reference-architecture/contract/schema.ts';
import { namespace, selectionCompared, selectionQuery } from '../messages/selection.ts';

export const selection = service({
  title: 'Ways of selection',
  namespace,
  version: '1',
  operations: {
    compareSelection: operation({
      summary: 'What controls found by profiles, lists, checks, statistics and chance, each with its interval.',
      audience: [{ circle: 'trusted', profiles: ['risk-expert'] }],
      effect: 'query',
      priority: 'C',
      request: message('SelectionQuery', namespace, 'Days of controls', selectionQuery),
      reply: message('SelectionCompared', namespace, 'Hit rates by way of selection', selectionCompared),
      refusals: commonRefusals,
      emits: [],
      audit: { event: 'risk-analysis.selection.compare' },
      retention: 'none',
      deadlineMs: 5_000,
      bpmnTask: 'control-results.bpmn#EstimateHitRate',
      rest: { method: 'GET', path: '/risk-analysis/selection' },
    }),
  },
});
