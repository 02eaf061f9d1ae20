/** The service of the life of profiles: a part of the contract. */
import { commonRefusals } from '../../../../reference-architecture/contract/common-refusals.ts';
import { operation, service } from '../../../../reference-architecture/contract/language.ts';
import { message } from '../../../../reference-architecture/contract/schema.ts';
import {
  approval,
  checkedDraft,
  consultedDraft,
  draftList,
  draftListQuery,
  draftQuery,
  draftRequest,
  draftSummary,
  exportQuery,
  namespace,
  profileExport,
  rejection,
  retired,
  retirement,
} from '../messages/profile-life.ts';

import { campaignEnded, campaignUnknown } from './campaigns.ts';

const draftUnknown = { RISK_DRAFT_UNKNOWN: { status: 'notFound', title: 'There is no draft with this id.' } } as const;
const draftDecided = {
  RISK_DRAFT_DECIDED: { status: 'conflict', title: 'The draft was approved or rejected before.' },
} as const;
const faulty = {
  RISK_PROFILE_FAULTY: { status: 'invalid', title: 'The profile may not be used; each fault is told with its place.' },
} as const;

const elsewhere = {
  RISK_PROFILE_ELSEWHERE: {
    status: 'forbidden',
    title: 'The profile would be, or is, of another Member State, level or campaign: draft it under another id.',
  },
} as const;

const common = {
  audience: [{ circle: 'trusted', profiles: ['risk-expert'] }],
  priority: 'C',
  deadlineMs: 5_000,
} as const;
const command = { ...common, effect: 'command', emits: [], retention: 'record' } as const;
const query = { ...common, effect: 'query', emits: [], retention: 'none' } as const;

const drafts = '/risk-analysis/profile-drafts';

export const profileLife = service({
  title: 'Life of risk profiles',
  namespace,
  version: '1',
  operations: {
    draftProfile: operation({
      ...command,
      summary:
        'Drafts a profile, or a new version of one, and checks it. A repetition returns the draft that is there.',
      request: message('RiskProfileDraftRequest', namespace, 'Profile to draft', draftRequest),
      reply: message('RiskProfileDrafted', namespace, 'Draft as checked', checkedDraft),
      refusals: {
        ...commonRefusals,
        ...faulty,
        ...elsewhere,
        ...campaignUnknown,
        ...campaignEnded,
        RISK_DRAFT_DIFFERS: { status: 'conflict', title: 'Another draft has this reference; it stands.' },
      },
      audit: { event: 'risk-analysis.profile.draft', personalData: true },
      bpmnTask: 'risk-profiles.bpmn#DraftProfile',
      rest: { method: 'POST', path: drafts, status: 201 },
    }),
    approveProfile: operation({
      ...command,
      summary: 'Approves the draft of another person; it becomes active at an instant, in all processes at once.',
      request: message('RiskProfileApproval', namespace, 'Approval of a draft', approval),
      reply: message('RiskProfileApproved', namespace, 'Draft as approved', draftSummary),
      refusals: {
        ...commonRefusals,
        ...draftUnknown,
        ...draftDecided,
        ...faulty,
        RISK_DRAFT_SAME_PERSON: {
          status: 'forbidden',
          title: 'Nobody approves what they may have drafted themselves.',
        },
        RISK_TRIAL_MISSING: {
          status: 'conflict',
          title: 'A backtest is demanded before an approval; in a crisis, say why there is none.',
        },
        RISK_DRAFT_SAME_MEMBER_STATE: {
          status: 'forbidden',
          title:
            'A profile of the Union is approved by another Member State than drafted it, or by the risk unit of the Union.',
        },
        ...campaignUnknown,
        ...campaignEnded,
        RISK_DRAFT_OUTDATED: {
          status: 'conflict',
          title: 'There is another newest version than when this was drafted: draft it anew.',
        },
      },
      audit: { event: 'risk-analysis.profile.approve', personalData: true },
      bpmnTask: 'risk-profiles.bpmn#ApproveProfile',
      rest: { method: 'POST', path: `${drafts}/{draftId}/approval` },
    }),
    rejectProfile: operation({
      ...command,
      summary: 'Rejects a draft, or withdraws an own one.',
      request: message('RiskProfileRejection', namespace, 'Rejection of a draft', rejection),
      reply: message('RiskProfileRejected', namespace, 'Draft as rejected', draftSummary),
      refusals: { ...commonRefusals, ...draftUnknown, ...draftDecided },
      audit: { event: 'risk-analysis.profile.reject', personalData: true },
      bpmnTask: 'risk-profiles.bpmn#RejectProfile',
      rest: { method: 'POST', path: `${drafts}/{draftId}/rejection` },
    }),
    retireProfile: operation({
      ...command,
      summary: 'Ends all versions of a profile at an instant, in all processes at once.',
      request: message('RiskProfileRetirement', namespace, 'End of a profile', retirement),
      reply: message('RiskProfileRetired', namespace, 'Profile as ended', retired),
      refusals: {
        ...commonRefusals,
        RISK_PROFILE_UNKNOWN: { status: 'notFound', title: 'There is no risk profile with this id.' },
      },
      audit: { event: 'risk-analysis.profile.retire', personalData: true },
      bpmnTask: 'risk-profiles.bpmn#RetireProfile',
      rest: { method: 'POST', path: '/risk-analysis/profiles/{profileId}/retirement' },
    }),
    listDrafts: operation({
      ...query,
      summary: 'Drafts, the newest first, 1,000 at most; of one state, if it is given.',
      request: message('RiskProfileDraftsQuery', namespace, 'Drafts that are looked for', draftListQuery),
      reply: message('RiskProfileDraftList', namespace, 'Drafts', draftList),
      refusals: commonRefusals,
      audit: { event: 'risk-analysis.profile-drafts.list' },
      bpmnTask: 'risk-profiles.bpmn#ListDrafts',
      rest: { method: 'GET', path: drafts },
    }),
    consultDraft: operation({
      ...query,
      summary: 'One draft with its criteria and all that happened to it: who, when, what and why.',
      request: message('RiskProfileDraftQuery', namespace, 'Id of a draft', draftQuery),
      reply: message('RiskProfileDraft', namespace, 'Draft with its history', consultedDraft),
      refusals: { ...commonRefusals, ...draftUnknown },
      audit: { event: 'risk-analysis.profile-draft.consult', personalData: true },
      bpmnTask: 'risk-profiles.bpmn#ConsultDraft',
      rest: { method: 'GET', path: `${drafts}/{draftId}` },
    }),
    exportProfiles: operation({
      ...query,
      summary: 'The newest version of every profile that has no end behind it, as draftProfile takes it, page by page.',
      request: message('RiskProfileExportQuery', namespace, 'Which page', exportQuery),
      reply: message('RiskProfileExport', namespace, 'Risk profiles with their criteria', profileExport),
      refusals: commonRefusals,
      audit: { event: 'risk-analysis.profiles.export' },
      bpmnTask: 'risk-analysis.bpmn#ListProfiles',
      rest: { method: 'GET', path: '/risk-analysis/profile-export' },
    }),
  },
});
