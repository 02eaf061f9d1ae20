/** An invented application with one of everything: for tests of the renderings only. */
import { application, event, notification, type Operation, operation, service } from '../../language.ts';
import type { Message } from '../../schema.ts';
import {
  analysisResult,
  assessment,
  consultation,
  consultationResult,
  declaration,
  hit,
  sweepRequest,
} from './sample-messages.ts';

const terms = {
  effect: 'command',
  priority: 'B',
  refusals: {},
  emits: [],
  retention: 'case',
  deadlineMs: 5000,
} as const;

const officialService = 'CCN2.Service.Customs.EU.ICS.RiskAnalysisOrchestrationBAS';
const officialInterface = 'http://xmlns.ec.eu/BusinessActivityService/ICS/IRiskAnalysisOrchestrationBAS/V2';

const orchestration = (name: string, request: Message): Operation<Message, undefined> =>
  operation({
    ...terms,
    summary: `${name} as in the official contract.`,
    audience: [{ circle: 'trusted', profiles: ['national-entry-system'] }],
    request,
    audit: { event: `sample.${name}` },
    bpmnTask: `sample.bpmn#${name}`,
    soap: {
      action: `${officialService}/${name}`,
      wrapper: { namespace: officialInterface, element: `${name}ReqMsg` },
    },
  });

/** The operations of the official service of that name, with small messages in it. */
export const RiskAnalysisOrchestrationBAS = service({
  title: 'Risk analysis orchestration',
  namespace: 'http://xmlns.ec.eu/BusinessActivityService/ICS/RiskAnalysisOrchestrationBAS/V2',
  version: '2.0.0',
  soap: {
    versions: ['1.2'],
    path: `/${officialService}V2`,
    addressing: true,
    serviceName: `${officialService}V2`,
    isAlive: 'http://xmlns.ec.eu/BusinessMessages/TATAFng/Monitoring/V1',
  },
  operations: {
    IE4N03notifyERiskAnalysisHit: orchestration('IE4N03notifyERiskAnalysisHit', hit),
    IE4S01submitEScreeningAssessment: orchestration('IE4S01submitEScreeningAssessment', assessment),
    IE4S02submitRiskAnalysisResult: orchestration('IE4S02submitRiskAnalysisResult', analysisResult),
    IE4S02updateERiskAnalysisResult: orchestration('IE4S02updateERiskAnalysisResult', analysisResult),
    IE4S01updateEScreeningResult: orchestration('IE4S01updateEScreeningResult', assessment),
  },
});

const declarations = service({
  title: 'Declarations',
  namespace: 'urn:portorium:sample:declarations:1',
  version: '1.0.0',
  soap: { versions: ['1.1', '1.2'], path: '/sample/declarations/v1', isAlive: 'urn:portorium:monitoring:1' },
  operations: {
    submitDeclaration: operation({
      ...terms,
      summary: 'Takes a declaration.',
      audience: [
        { circle: 'untrusted', profiles: ['declarant', 'carrier'] },
        { circle: 'trusted', profiles: ['national-entry-system'] },
      ],
      request: declaration,
      refusals: {
        SAMPLE_LRN_USED: { status: 'conflict', title: 'The LRN was used before.' },
        SAMPLE_MRN_UNKNOWN: { status: 'notFound', title: 'There is no such MRN.' },
      },
      emits: ['declarationTaken', 'declarationRegistered'],
      audit: { event: 'sample.declaration.submit', personalData: true },
      bpmnTask: 'sample.bpmn#Submit',
      rest: { method: 'POST', path: '/declarations' },
      soap: { action: 'urn:portorium:sample:submitDeclaration' },
    }),
    consult: operation({
      ...terms,
      summary: 'Answers with a declaration.',
      effect: 'query',
      audience: [{ circle: 'untrusted', profiles: ['declarant'] }],
      request: consultation,
      reply: consultationResult,
      refusals: { SAMPLE_MRN_UNKNOWN: { status: 'notFound', title: 'There is no such MRN.' } },
      audit: { event: 'sample.declaration.consult', personalData: true },
      bpmnTask: 'sample.bpmn#Consult',
      rest: { method: 'GET', path: '/declarations/{MRN}' },
      soap: {
        action: 'urn:portorium:sample:consult',
        wrapper: { namespace: 'urn:portorium:sample:declarations:interface:1', element: 'consultReqMsg' },
        replyWrapper: { namespace: 'urn:portorium:sample:declarations:interface:1', element: 'consultRespMsg' },
      },
    }),
    amend: operation({
      ...terms,
      summary: 'Asks for the declaration anew.',
      audience: [{ circle: 'untrusted', profiles: ['declarant'] }],
      request: consultation,
      reply: consultationResult,
      streams: true,
      audit: { event: 'sample.declaration.amend' },
      bpmnTask: 'sample.bpmn#Amend',
      rest: { method: 'POST', path: '/declarations/{MRN}/amendments', status: 201 },
    }),
  },
});

const upkeep = service({
  title: 'Upkeep',
  namespace: 'urn:portorium:sample:upkeep:1',
  version: '1.0.0',
  internal: true,
  operations: {
    sweep: operation({
      ...terms,
      summary: 'Closes what is over.',
      audience: [{ circle: 'central', profiles: ['cdco'] }],
      request: sweepRequest,
      audit: { event: 'sample.sweep' },
      bpmnTask: 'sample.bpmn#Sweep',
      rest: { method: 'POST', path: '/sweep' },
    }),
  },
});

export const sample = application({
  name: 'sample-application',
  platform: 'cdco',
  title: 'Sample',
  description: 'An invented application for tests.',
  owner: 'Test authority (invented)',
  version: '1.0.0',
  services: { RiskAnalysisOrchestrationBAS, declarations, upkeep },
  events: { declarationTaken: event({ summary: 'A declaration was taken.', message: hit }) },
  notifications: {
    declarationRegistered: notification({
      summary: 'The declaration has an MRN.',
      message: consultationResult,
      audience: { circle: 'untrusted', profiles: ['declarant'] },
      priority: 'B',
      retention: 'case',
      expiresAfterMs: 86_400_000,
    }),
    riskHit: notification({
      summary: 'A risk was found.',
      message: hit,
      audience: { circle: 'trusted', profiles: ['national-entry-system'] },
      priority: 'A',
      retention: 'case',
      expiresAfterMs: 3_600_000,
    }),
  },
  subscribes: [],
});
