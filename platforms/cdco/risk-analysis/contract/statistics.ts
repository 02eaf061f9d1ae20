/** The service of the statistics: a part of the contract. What rates stand on tells what is watched, as criteria do. */
import { commonRefusals } from '../../../../reference-architecture/contract/common-refusals.ts';
import { operation, service } from '../../../../reference-architecture/contract/language.ts';
import { message } from '../../../../reference-architecture/contract/schema.ts';
import { controlResult, controlResultRecorded, hitRate, hitRateQuery, namespace } from '../messages/statistics.ts';

const central = { circle: 'central', profiles: ['entry', 'decisions'] } as const;

export const statistics = service({
  title: 'Risk statistics',
  namespace,
  version: '1',
  operations: {
    recordControlResult: operation({
      summary: 'Records what the control of a goods item found. A repetition changes nothing.',
      audience: [central, { circle: 'trusted', profiles: ['national-entry-system'] }],
      effect: 'command',
      priority: 'B',
      request: message('ControlResult', namespace, 'Result of a control', controlResult),
      reply: message('ControlResultRecorded', namespace, 'Result as recorded', controlResultRecorded),
      refusals: {
        ...commonRefusals,
        CONTROL_RESULT_DIFFERS: {
          status: 'conflict',
          title: 'Another result of this control was recorded before; it stands.',
        },
      },
      emits: [],
      audit: { event: 'risk-analysis.control-result.record', personalData: true },
      retention: 'record',
      deadlineMs: 5_000,
      bpmnTask: 'control-results.bpmn#RecordControlResult',
      rest: { method: 'POST', path: '/risk-analysis/control-results', status: 201 },
    }),
    estimateHitRate: operation({
      summary: 'The expected hit rate of a goods item, with the combinations, controls and finds that it stands on.',
      audience: [central, { circle: 'trusted', profiles: ['risk-expert'] }],
      effect: 'query',
      priority: 'B',
      request: message('HitRateQuery', namespace, 'Goods item', hitRateQuery),
      reply: message('HitRate', namespace, 'Expected hit rate', hitRate),
      refusals: commonRefusals,
      emits: [],
      audit: { event: 'risk-analysis.hit-rate.estimate', personalData: true },
      retention: 'none',
      deadlineMs: 5_000,
      bpmnTask: 'control-results.bpmn#EstimateHitRate',
      rest: { method: 'POST', path: '/risk-analysis/hit-rates' },
    }),
  },
});
