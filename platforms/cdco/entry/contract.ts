/** Entry (ICS2): what the application offers to traders and to national entry systems, and what it tells them. */
import { caseArchive } from '../../../reference-architecture/contract/case-archive.ts';
import { commonRefusals } from '../../../reference-architecture/contract/common-refusals.ts';
import {
  type Audience,
  application,
  event,
  notification,
  operation,
  type RefusalContract,
  type SoapBinding,
  service,
} from '../../../reference-architecture/contract/language.ts';
import type { Message } from '../../../reference-architecture/contract/schema.ts';
import { IE4Q10, IE4R05 } from './messages/consultation.ts';
import {
  AnalysisOverdue,
  ConsultFiling,
  FilingRegistered,
  FilingState,
  ScreeningAnswered,
} from './messages/filing-state.ts';
import { IE3F10, IE3F11, IE3F24, IE3F26, IE3F32, IE3F43 } from './messages/filings.ts';
import { own } from './messages/namespaces.ts';
import { IE3N03, IE3N08, IE3N11, IE3Q01, IE3Q02, IE3Q03 } from './messages/notices.ts';
import { IE3N01, IE3N99, IE3R01 } from './messages/receipts.ts';
import { IE4N03, IE4S01, IE4S02 } from './messages/risk-analysis.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Traders who file, those who represent them, and those whose systems send for them. */
const filers: Audience = { circle: 'untrusted', profiles: ['declarant', 'representative', 'it-provider'] };
const nationalEntrySystems: Audience = { circle: 'trusted', profiles: ['national-entry-system'] };

const unknownMrn = {
  ENTRY_MRN_UNKNOWN: { status: 'notFound', title: 'There is no declaration with this MRN or transport document.' },
} as const satisfies Record<string, RefusalContract>;

const notInvolved = {
  ENTRY_NOT_INVOLVED: { status: 'forbidden', title: 'The caller has no part in this declaration.' },
} as const satisfies Record<string, RefusalContract>;

const wrongState = {
  ENTRY_STATE: { status: 'conflict', title: 'The declaration is in a state in which this cannot be done.' },
} as const satisfies Record<string, RefusalContract>;

/** The filing operations differ in their message only. `kind` is the specific circumstance indicator, `F32`. */
const filing = <Request extends Message>(kind: string, request: Request) =>
  operation<Request, typeof IE3R01>({
    summary: `File ${request.name}. ${request.title}.`,
    audience: [filers],
    effect: 'command',
    priority: 'B',
    request,
    reply: IE3R01,
    refusals: {
      ...commonRefusals,
      ENTRY_FILING_INVALID: {
        status: 'invalid',
        title: 'The filing breaks rules or conditions; each fault is listed.',
      },
      ENTRY_LRN_USED: { status: 'conflict', title: 'The declarant has used this LRN for another filing.' },
      ...wrongState,
    },
    emits: ['entry.filingRegistered'],
    audit: { event: 'entry.filing.register', personalData: true },
    retention: 'case',
    deadlineMs: 10_000,
    bpmnTask: 'entry.bpmn#RegisterFiling',
    rest: { method: 'POST', path: `/entry/filings/${kind}`, status: 201 },
    soap: { action: `${own}/file${request.name}` },
    speaksFor: {
      principal: '/declarant/identificationNumber',
      representative: { identification: '/representative/identificationNumber', status: '/representative/status' },
    },
    implementedIn: 'register-filing',
  });

const consultFiling = operation<typeof ConsultFiling, typeof FilingState>({
  summary: 'Where a filing stands: for its declarant, representative or carrier, and for who acts for one of them.',
  audience: [{ circle: 'untrusted', profiles: ['declarant', 'representative', 'carrier', 'it-provider'] }],
  effect: 'query',
  priority: 'C',
  request: ConsultFiling,
  reply: FilingState,
  refusals: { ...commonRefusals, ...unknownMrn, ...notInvolved },
  emits: [],
  audit: { event: 'entry.filing.consult' },
  retention: 'none',
  deadlineMs: 5_000,
  bpmnTask: 'entry.bpmn#ConsultFiling',
  rest: { method: 'GET', path: '/entry/filings/{MRN}' },
  soap: { action: `${own}/consultFiling` },
  speaksFor: { principal: '/actingFor' },
});

const riskAnalysisService = 'CCN2.Service.Customs.EU.ICS.RiskAnalysisOrchestrationBAS';

/** Action and wrapper of an operation of the official service. */
const riskAnalysisSoap = (name: string): SoapBinding => ({
  action: `${riskAnalysisService}/${name}`,
  wrapper: {
    namespace: 'http://xmlns.ec.eu/BusinessActivityService/ICS/IRiskAnalysisOrchestrationBAS/V2',
    element: `${name}ReqMsg`,
  },
});

interface RiskAnalysisOperation<Request extends Message> {
  readonly name: string;
  readonly summary: string;
  readonly request: Request;
  readonly path: string;
  readonly auditEvent: string;
  readonly emits: readonly string[];
  readonly task: string;
  readonly implementedIn: string;
}

/** One-way: the national system learns that the message was taken; what follows from it comes as messages of its own. */
const riskAnalysis = <Request extends Message>(of: RiskAnalysisOperation<Request>) =>
  operation<Request>({
    summary: of.summary,
    audience: [nationalEntrySystems],
    effect: 'command',
    priority: 'A',
    request: of.request,
    refusals: { ...commonRefusals, ...unknownMrn, ...notInvolved, ...wrongState },
    emits: of.emits,
    audit: { event: of.auditEvent, personalData: true },
    retention: 'case',
    deadlineMs: 10_000,
    bpmnTask: `entry.bpmn#${of.task}`,
    rest: { method: 'POST', path: `/entry/risk-analysis/${of.path}`, status: 202 },
    soap: riskAnalysisSoap(of.name),
    implementedIn: of.implementedIn,
  });

/** What an assessment or result may set off towards traders and other Member States. */
const outcomes = ['entry.IE3N03', 'entry.IE3Q01', 'entry.IE3Q02', 'entry.IE3Q03', 'entry.IE3N08'] as const;

const queryENS = operation<typeof IE4Q10, typeof IE4R05>({
  summary: 'Consult a declaration by MRN or transport document.',
  audience: [nationalEntrySystems],
  effect: 'query',
  priority: 'B',
  request: IE4Q10,
  reply: IE4R05,
  refusals: {
    ...commonRefusals,
    ...unknownMrn,
    ...notInvolved,
    ENTRY_ARCHIVED: { status: 'notFound', title: 'The declaration is closed, and its content is in the archive.' },
  },
  emits: [],
  audit: { event: 'entry.declaration.consult', personalData: true },
  retention: 'none',
  deadlineMs: 10_000,
  bpmnTask: 'entry.bpmn#ConsultDeclaration',
  rest: { method: 'POST', path: '/entry/consultations' },
  soap: {
    action: 'CCN2.Service.Customs.EU.ICS.ENSConsultationDS/QueryENS',
    wrapper: { namespace: 'http://xmlns.ec.eu/DataService/ICS/IENSConsultationDS/V2', element: 'QueryENSReqMsg' },
    replyWrapper: { namespace: 'http://xmlns.ec.eu/DataService/ICS/IENSConsultationDS/V2', element: 'QueryENSRespMsg' },
  },
  implementedIn: 'query-ens',
});

const monitoring = 'http://xmlns.ec.eu/BusinessMessages/TATAFng/Monitoring/V1';

/** A message to the declarant or the representative: mailbox, or push. */
const toTrader = <M extends Message>(message: M, priority: 'A' | 'B' | 'C') =>
  notification({
    summary: message.title,
    message,
    audience: { circle: 'untrusted', profiles: ['declarant'] },
    priority,
    retention: 'case',
    expiresAfterMs: 30 * dayMs,
  });

/** A message of the official service to a Member State's national entry system. */
const toMemberState = <M extends Message>(name: string, message: M) =>
  notification({
    summary: message.title,
    message,
    audience: nationalEntrySystems,
    priority: 'A',
    retention: 'case',
    expiresAfterMs: dayMs,
    soap: riskAnalysisSoap(name),
  });

export const contract = application({
  name: 'entry',
  platform: 'cdco',
  title: 'Entry (ICS2)',
  description:
    'Takes entry summary declarations from traders, gives them an MRN, has the involved Member States analyse their risk before loading or arrival, and tells traders what follows.',
  owner: 'Entry service manager',
  version: '1.0.0',
  services: {
    EntrySummaryDeclaration: service({
      title: 'Entry summary declarations of traders',
      serviceLevel: 'gold',
      namespace: own,
      version: '1',
      soap: { versions: ['1.1', '1.2'], path: '/soap/v1/entry' },
      operations: {
        fileIE3F10: filing('F10', IE3F10),
        fileIE3F11: filing('F11', IE3F11),
        fileIE3F24: filing('F24', IE3F24),
        fileIE3F26: filing('F26', IE3F26),
        fileIE3F32: filing('F32', IE3F32),
        fileIE3F43: filing('F43', IE3F43),
        consultFiling,
      },
    }),
    RiskAnalysisOrchestrationBAS: service({
      title: 'Risk analysis between the common repository and national entry systems',
      serviceLevel: 'gold',
      namespace: 'http://xmlns.ec.eu/BusinessActivityService/ICS/RiskAnalysisOrchestrationBAS/V2',
      version: '2',
      soap: {
        versions: ['1.2'],
        path: `/${riskAnalysisService}V2`,
        addressing: true,
        serviceName: `${riskAnalysisService}V2`,
        isAlive: monitoring,
      },
      operations: {
        IE4N03notifyERiskAnalysisHit: riskAnalysis({
          name: 'IE4N03notifyERiskAnalysisHit',
          summary: 'A Member State tells of a hit of its own analysis.',
          request: IE4N03,
          path: 'IE4N03',
          auditEvent: 'entry.risk.hit',
          emits: ['entry.IE4N03'],
          task: 'NotifyRiskAnalysisHit',
          implementedIn: 'notify-risk-analysis-hit',
        }),
        IE4S01submitEScreeningAssessment: riskAnalysis({
          name: 'IE4S01submitEScreeningAssessment',
          summary: 'An involved Member State gives its e-screening assessment.',
          request: IE4S01,
          path: 'IE4S01',
          auditEvent: 'entry.risk.assess',
          emits: [...outcomes, 'entry.IE4S01updateEScreeningResult'],
          task: 'SubmitEScreeningAssessment',
          implementedIn: 'submit-e-screening-assessment',
        }),
        IE4S02submitRiskAnalysisResult: riskAnalysis({
          name: 'IE4S02submitRiskAnalysisResult',
          summary: 'The responsible Member State gives the result of risk analysis.',
          request: IE4S02,
          path: 'IE4S02',
          auditEvent: 'entry.risk.result',
          emits: outcomes,
          task: 'SubmitRiskAnalysisResult',
          implementedIn: 'submit-risk-analysis-result',
        }),
        IE4S02updateERiskAnalysisResult: riskAnalysis({
          name: 'IE4S02updateERiskAnalysisResult',
          summary: 'The responsible Member State changes its result.',
          request: IE4S02,
          path: 'IE4S02/updates',
          auditEvent: 'entry.risk.result.update',
          emits: outcomes,
          task: 'SubmitRiskAnalysisResult',
          implementedIn: 'submit-risk-analysis-result',
        }),
        IE4S01updateEScreeningResult: riskAnalysis({
          name: 'IE4S01updateEScreeningResult',
          summary: 'An involved Member State changes its e-screening assessment.',
          request: IE4S01,
          path: 'IE4S01/updates',
          auditEvent: 'entry.risk.assess.update',
          emits: [...outcomes, 'entry.IE4S01updateEScreeningResult'],
          task: 'SubmitEScreeningAssessment',
          implementedIn: 'submit-e-screening-assessment',
        }),
      },
    }),
    ENSConsultationDS: service({
      title: 'Consultation of declarations by national entry systems',
      namespace: 'http://xmlns.ec.eu/DataService/ICS/ENSConsultationDS/V2',
      version: '2',
      soap: {
        versions: ['1.2'],
        path: '/CCN2.Service.Customs.EU.ICS.ENSConsultationDSV2',
        addressing: true,
        serviceName: 'CCN2.Service.Customs.EU.ICS.ENSConsultationDSV2',
        isAlive: monitoring,
      },
      operations: { QueryENS: queryENS },
    }),
    CaseArchive: caseArchive({ event: 'entry' }),
  },
  events: {
    filingRegistered: event({ summary: 'A filing has an MRN: risk analysis may begin.', message: FilingRegistered }),
    analysisOverdue: event({
      summary:
        'A registered filing has waited for its risk analysis past the deadline. It is analysed as soon as can be.',
      message: AnalysisOverdue,
    }),
    screeningAnswered: event({
      summary: 'A Member State has answered, or its time is over: the assessment may be concluded.',
      message: ScreeningAnswered,
    }),
  },
  notifications: {
    IE3N03: toTrader(IE3N03, 'A'),
    IE3Q01: toTrader(IE3Q01, 'A'),
    IE3Q02: toTrader(IE3Q02, 'B'),
    IE3Q03: toTrader(IE3Q03, 'A'),
    IE3N08: toTrader(IE3N08, 'A'),
    IE3N99: toTrader(IE3N99, 'B'),
    IE3N01: toTrader(IE3N01, 'B'),
    // Not in the priority table of the interface control document's classes A and B.
    IE3N11: toTrader(IE3N11, 'C'),
    IE4N03: toMemberState('IE4N03notifyERiskAnalysisHit', IE4N03),
    IE4S01updateEScreeningResult: toMemberState('IE4S01updateEScreeningResult', IE4S01),
  },
  subscribes: ['entry.filingRegistered', 'entry.screeningAnswered'],
});
