/** The service of trials: what a profile would do, before it is live, and what it does afterwards. A part of the contract. */
import { commonRefusals } from '../../../../reference-architecture/contract/common-refusals.ts';
import { operation, service } from '../../../../reference-architecture/contract/language.ts';
import { message } from '../../../../reference-architecture/contract/schema.ts';
import {
  backtestList,
  backtestListQuery,
  backtestQuery,
  backtestRequest,
  backtestSummary,
  consultedBacktest,
  consultedShadow,
  figuresQuery,
  namespace,
  nothing,
  profileFigures,
  shadowList,
  shadowListQuery,
  shadowQuery,
  shadowRequest,
  shadowSummary,
  trialRule,
  trialRuleRequest,
} from '../messages/trials.ts';

const trialUnknown = { RISK_TRIAL_UNKNOWN: { status: 'notFound', title: 'There is no such trial.' } } as const;
const differs = {
  RISK_TRIAL_DIFFERS: { status: 'conflict', title: 'Another trial has this reference; it stands.' },
} as const;
const noSubject = {
  RISK_TRIAL_SUBJECT: {
    status: 'invalid',
    title: 'A draft or profile that is to be tried is not there, or none is named.',
  },
} as const;

const common = {
  audience: [{ circle: 'trusted', profiles: ['risk-expert'] }],
  priority: 'C',
  deadlineMs: 10_000,
} as const;
const command = { ...common, effect: 'command', emits: [], retention: 'record' } as const;
const query = { ...common, effect: 'query', emits: [], retention: 'none' } as const;

const backtests = '/risk-analysis/backtests';
const shadows = '/risk-analysis/shadow-runs';

export const trials = service({
  title: 'Trials of risk profiles',
  namespace,
  version: '1',
  operations: {
    startBacktest: operation({
      ...command,
      summary:
        'Begins to hold drafts or profiles against stored declarations. A repetition returns the one that is there.',
      request: message('BacktestRequest', namespace, 'Backtest to start', backtestRequest),
      reply: message('BacktestStarted', namespace, 'Backtest as started', backtestSummary),
      refusals: { ...commonRefusals, ...noSubject, ...differs },
      audit: { event: 'risk-analysis.backtest.start', personalData: true },
      bpmnTask: 'risk-trials.bpmn#StartBacktest',
      rest: { method: 'POST', path: backtests, status: 201 },
    }),
    consultBacktest: operation({
      ...query,
      summary: 'How far a backtest is, and what it has found until now.',
      request: message('BacktestQuery', namespace, 'Which backtest', backtestQuery),
      reply: message('ConsultedBacktest', namespace, 'Backtest with its figures', consultedBacktest),
      refusals: { ...commonRefusals, ...trialUnknown },
      audit: { event: 'risk-analysis.backtest.consult', personalData: true },
      bpmnTask: 'risk-trials.bpmn#ConsultBacktest',
      rest: { method: 'GET', path: `${backtests}/{backtestId}` },
    }),
    cancelBacktest: operation({
      ...command,
      summary: 'Ends a backtest; what it has found until then stays. One that has ended is left as it is.',
      request: message('BacktestCancellation', namespace, 'Backtest to cancel', backtestQuery),
      reply: message('BacktestCancelled', namespace, 'Backtest as it stands', backtestSummary),
      refusals: { ...commonRefusals, ...trialUnknown },
      audit: { event: 'risk-analysis.backtest.cancel' },
      bpmnTask: 'risk-trials.bpmn#CancelBacktest',
      rest: { method: 'POST', path: `${backtests}/{backtestId}/cancellation` },
    }),
    listBacktests: operation({
      ...query,
      summary: 'Backtests, the newest first; all, or those of one draft.',
      request: message('BacktestsQuery', namespace, 'Which backtests', backtestListQuery),
      reply: message('BacktestList', namespace, 'Backtests', backtestList),
      refusals: commonRefusals,
      audit: { event: 'risk-analysis.backtests.list' },
      bpmnTask: 'risk-trials.bpmn#ListBacktests',
      rest: { method: 'GET', path: backtests },
    }),
    startShadow: operation({
      ...command,
      summary: 'Puts a draft beside the live profiles: it sees every declaration, and changes no answer.',
      request: message('ShadowRequest', namespace, 'Draft to put into shadow', shadowRequest),
      reply: message('ShadowStarted', namespace, 'Shadow run as started', shadowSummary),
      refusals: {
        ...commonRefusals,
        ...noSubject,
        ...differs,
        RISK_SHADOW_FULL: { status: 'conflict', title: 'The draft is in shadow already, or as many as may be are.' },
      },
      audit: { event: 'risk-analysis.shadow.start', personalData: true },
      bpmnTask: 'risk-trials.bpmn#StartShadow',
      rest: { method: 'POST', path: shadows, status: 201 },
    }),
    stopShadow: operation({
      ...command,
      summary: 'Ends a shadow run; its figures stay. One that has ended is left as it is.',
      request: message('ShadowStop', namespace, 'Shadow run to stop', shadowQuery),
      reply: message('ShadowStopped', namespace, 'Shadow run as it stands', shadowSummary),
      refusals: { ...commonRefusals, ...trialUnknown },
      audit: { event: 'risk-analysis.shadow.stop' },
      bpmnTask: 'risk-trials.bpmn#StopShadow',
      rest: { method: 'POST', path: `${shadows}/{shadowRunId}/stop` },
    }),
    consultShadow: operation({
      ...query,
      summary: 'What a draft in shadow has hit: by hour, by office, beside the live profiles.',
      request: message('ShadowQuery', namespace, 'Which shadow run', shadowQuery),
      reply: message('ConsultedShadow', namespace, 'Shadow run with its figures', consultedShadow),
      refusals: { ...commonRefusals, ...trialUnknown },
      audit: { event: 'risk-analysis.shadow.consult', personalData: true },
      bpmnTask: 'risk-trials.bpmn#ConsultShadow',
      rest: { method: 'GET', path: `${shadows}/{shadowRunId}` },
    }),
    listShadows: operation({
      ...query,
      summary: 'Shadow runs, the newest first; all, or those of one draft.',
      request: message('ShadowsQuery', namespace, 'Which shadow runs', shadowListQuery),
      reply: message('ShadowList', namespace, 'Shadow runs', shadowList),
      refusals: commonRefusals,
      audit: { event: 'risk-analysis.shadows.list' },
      bpmnTask: 'risk-trials.bpmn#ListShadows',
      rest: { method: 'GET', path: shadows },
    }),
    setTrialRule: operation({
      ...command,
      summary: 'Says which trials an approval needs from now on.',
      request: message('TrialRuleRequest', namespace, 'Trials that are needed', trialRuleRequest),
      reply: message('TrialRuleSet', namespace, 'Rule as it holds', trialRule),
      refusals: commonRefusals,
      audit: { event: 'risk-analysis.trial-rule.set' },
      bpmnTask: 'risk-trials.bpmn#SetTrialRule',
      rest: { method: 'POST', path: '/risk-analysis/trial-rules' },
    }),
    consultTrialRule: operation({
      ...query,
      summary: 'Which trials an approval needs now.',
      request: message('TrialRuleQuery', namespace, 'Nothing', nothing),
      reply: message('TrialRule', namespace, 'Rule that holds', trialRule),
      refusals: commonRefusals,
      audit: { event: 'risk-analysis.trial-rule.consult' },
      bpmnTask: 'risk-trials.bpmn#ConsultTrialRule',
      rest: { method: 'GET', path: '/risk-analysis/trial-rules' },
    }),
    consultProfileFigures: operation({
      ...query,
      summary: 'What a profile does: by version and day its evaluations, hits and confirmed hits, and what it costs.',
      request: message('ProfileFiguresQuery', namespace, 'Which profile and days', figuresQuery),
      reply: message('ProfileFigures', namespace, 'Figures of a profile', profileFigures),
      refusals: {
        ...commonRefusals,
        RISK_PROFILE_UNKNOWN: { status: 'notFound', title: 'There is no risk profile with this id.' },
      },
      audit: { event: 'risk-analysis.profile-figures.consult' },
      bpmnTask: 'risk-trials.bpmn#ConsultProfileFigures',
      rest: { method: 'GET', path: '/risk-analysis/profiles/{profileId}/figures' },
    }),
  },
});
