import { commonRefusals } from '../../../reference-architecture/contract/common-refusals.ts';
import { application, operation, service } from '../../../reference-architecture/contract/language.ts';
import { message } from '../../../reference-architecture/contract/schema.ts';
import { bySoap } from './contract/by-soap.ts';
import { campaigns } from './contract/campaigns.ts';
import { riskResults } from './contract/hits.ts';
import { imports } from './contract/imports.ts';
import { profileLife } from './contract/profile-life.ts';
import { ruleService } from './contract/rules.ts';
import { selection } from './contract/selection.ts';
import { statistics } from './contract/statistics.ts';
import { trials } from './contract/trials.ts';
import { riskVocabulary } from './contract/vocabulary.ts';
import { watchListService } from './contract/watch-lists.ts';
import { valueBandsImport, valueBandsImported } from './messages/stages.ts';
import {
  assessment,
  assessmentBatch,
  assessmentRequest,
  assessments,
  namespace,
  nothing,
  profileHistory,
  profileList,
  profileQuery,
  profileToCheck,
  profileVerdict,
  referenceQuery,
} from './messages.ts';

const centralCallers = [{ circle: 'central', profiles: ['entry', 'decisions'] }] as const;
const riskExperts = [{ circle: 'trusted', profiles: ['risk-expert'] }] as const;

/** Criteria and hits never leave the trusted circle: no operation names the untrusted one. */
export const contract = application({
  name: 'risk-analysis',
  platform: 'cdco',
  title: 'Risk analysis',
  description:
    'Holds declarations of any procedure against the risk profiles and watch lists in force, and says what hit what.',
  owner: 'Risk management unit',
  version: '1.0.0',
  services: bySoap({
    RiskAnalysis: service({
      title: 'Risk analysis',
      namespace,
      version: '1',
      internal: true,
      operations: {
        assess: operation({
          summary: 'Assesses one declaration. A repetition with the same reference returns the stored assessment.',
          audience: centralCallers,
          effect: 'command',
          priority: 'A',
          request: message('RiskAssessmentRequest', namespace, 'Declaration to assess', assessmentRequest),
          reply: message('RiskAssessment', namespace, 'Risk assessment', assessment),
          refusals: commonRefusals,
          emits: [],
          audit: { event: 'risk-analysis.assess', personalData: true },
          retention: 'case',
          deadlineMs: 5_000,
          bpmnTask: 'risk-analysis.bpmn#Assess',
        }),
        assessMany: operation({
          summary: 'Assesses up to 256 declarations in one transaction; answers in their order.',
          audience: centralCallers,
          effect: 'command',
          priority: 'A',
          request: message('RiskAssessmentBatch', namespace, 'Declarations to assess', assessmentBatch),
          reply: message('RiskAssessments', namespace, 'Risk assessments', assessments),
          refusals: commonRefusals,
          emits: [],
          audit: { event: 'risk-analysis.assess', personalData: true },
          retention: 'case',
          deadlineMs: 10_000,
          bpmnTask: 'risk-analysis.bpmn#Assess',
        }),
      },
    }),
    RiskResults: service({
      title: 'Risk results',
      namespace: `${namespace}:results`,
      version: '1',
      operations: {
        consultAssessment: operation({
          summary: 'The assessment of a declaration, with its hits and the versions that made it.',
          audience: [{ circle: 'trusted', profiles: ['national-entry-system', 'risk-expert'] }],
          effect: 'query',
          priority: 'B',
          request: message('RiskAssessmentQuery', `${namespace}:results`, 'Reference of a declaration', referenceQuery),
          reply: message('ConsultedRiskAssessment', `${namespace}:results`, 'Risk assessment', assessment),
          refusals: {
            ...commonRefusals,
            RISK_ASSESSMENT_UNKNOWN: { status: 'notFound', title: 'No declaration with this reference was assessed.' },
          },
          emits: [],
          audit: { event: 'risk-analysis.assessment.consult', personalData: true },
          retention: 'none',
          deadlineMs: 5_000,
          bpmnTask: 'risk-analysis.bpmn#ConsultAssessment',
          rest: { method: 'GET', path: '/risk-analysis/assessments/{reference}' },
        }),
      },
    }),
    RiskProfiles: service({
      title: 'Risk profiles',
      namespace: `${namespace}:profiles`,
      version: '1',
      operations: {
        listProfiles: operation({
          summary: 'The newest version of every profile, without its criteria.',
          audience: riskExperts,
          effect: 'query',
          priority: 'C',
          request: message('RiskProfilesQuery', `${namespace}:profiles`, 'Nothing', nothing),
          reply: message('RiskProfileList', `${namespace}:profiles`, 'Risk profiles', profileList),
          refusals: commonRefusals,
          emits: [],
          audit: { event: 'risk-analysis.profiles.list' },
          retention: 'none',
          deadlineMs: 5_000,
          bpmnTask: 'risk-analysis.bpmn#ListProfiles',
          rest: { method: 'GET', path: '/risk-analysis/profiles' },
        }),
        consultProfile: operation({
          summary: 'All versions of one profile, with their criteria and the reasons for the changes.',
          audience: riskExperts,
          effect: 'query',
          priority: 'C',
          request: message('RiskProfileQuery', `${namespace}:profiles`, 'Id of a profile', profileQuery),
          reply: message('RiskProfileHistory', `${namespace}:profiles`, 'Versions of a risk profile', profileHistory),
          refusals: {
            ...commonRefusals,
            RISK_PROFILE_UNKNOWN: { status: 'notFound', title: 'There is no risk profile with this id.' },
          },
          emits: [],
          audit: { event: 'risk-analysis.profile.consult' },
          retention: 'none',
          deadlineMs: 5_000,
          bpmnTask: 'risk-analysis.bpmn#ConsultProfile',
          rest: { method: 'GET', path: '/risk-analysis/profiles/{profileId}' },
        }),
        checkProfile: operation({
          summary:
            'What is wrong with a profile, and what it would cost: elements, codes, units and types, each with its place.',
          audience: riskExperts,
          effect: 'query',
          priority: 'C',
          request: message('RiskProfileToCheck', `${namespace}:profiles`, 'Risk profile to check', profileToCheck),
          reply: message('RiskProfileVerdict', `${namespace}:profiles`, 'Verdict on a risk profile', profileVerdict),
          refusals: commonRefusals,
          emits: [],
          audit: { event: 'risk-analysis.profile.check' },
          retention: 'none',
          deadlineMs: 5_000,
          bpmnTask: 'risk-analysis.bpmn#CheckProfile',
          rest: { method: 'POST', path: '/risk-analysis/profile-checks' },
        }),
      },
    }),
    RiskHits: riskResults,
    RiskVocabulary: riskVocabulary,
    RiskProfileLife: profileLife,
    RiskProfileImports: imports,
    RiskCampaigns: campaigns,
    RiskRules: ruleService,
    RiskSelection: selection,
    RiskStatistics: statistics,
    RiskTrials: trials,
    ValueBands: service({
      title: 'Value bands',
      namespace: `${namespace}:value-bands`,
      version: '1',
      operations: {
        importValueBands: operation({
          summary: 'Makes a new version of the value bands that credibility checks use, of a CSV file.',
          audience: riskExperts,
          effect: 'command',
          priority: 'C',
          request: message('ValueBandsImport', `${namespace}:value-bands`, 'File of value bands', valueBandsImport),
          reply: message(
            'ValueBandsImported',
            `${namespace}:value-bands`,
            'Version of value bands',
            valueBandsImported,
          ),
          refusals: {
            ...commonRefusals,
            VALUE_BANDS_INVALID: {
              status: 'invalid',
              title: 'The file was not imported; each fault is told by its line and column.',
            },
          },
          emits: [],
          audit: { event: 'risk-analysis.value-bands.import' },
          retention: 'record',
          deadlineMs: 30_000,
          bpmnTask: 'risk-analysis.bpmn#ImportValueBands',
          rest: { method: 'POST', path: '/risk-analysis/value-bands' },
        }),
      },
    }),
    WatchLists: watchListService,
  }),
  events: {},
  notifications: {},
  subscribes: [],
});
