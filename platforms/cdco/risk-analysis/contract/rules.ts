/** The service of the rules beside the profiles: a part of the contract. Their life is that of profiles. */
import { commonRefusals } from '../../../../reference-architecture/contract/common-refusals.ts';
import { operation, service } from '../../../../reference-architecture/contract/language.ts';
import { message } from '../../../../reference-architecture/contract/schema.ts';
import {
  consultedRuleDraft,
  namespace,
  ruleApproval,
  ruleDraft,
  ruleDraftList,
  ruleDraftListQuery,
  ruleDraftQuery,
  ruleDraftRequest,
  ruleHistory,
  ruleList,
  ruleListQuery,
  ruleQuery,
  ruleRejection,
  ruleRetired,
  ruleRetirement,
} from '../messages/rules.ts';

const ruleUnknown = {
  RISK_RULE_UNKNOWN: { status: 'notFound', title: 'There is no rule with this id.' },
} as const;
const draftUnknown = { RISK_DRAFT_UNKNOWN: { status: 'notFound', title: 'There is no draft with this id.' } } as const;
const draftDecided = {
  RISK_DRAFT_DECIDED: { status: 'conflict', title: 'The draft was approved or rejected before.' },
} as const;
const faulty = {
  RISK_RULE_FAULTY: { status: 'invalid', title: 'The rule may not be used; each fault is told with its place.' },
} as const;

const common = {
  audience: [{ circle: 'trusted', profiles: ['risk-expert'] }],
  priority: 'C',
  deadlineMs: 5_000,
} as const;
const command = { ...common, effect: 'command', emits: [], retention: 'record' } as const;
const query = { ...common, effect: 'query', emits: [], retention: 'none' } as const;

const rules = '/risk-analysis/rules';
const drafts = '/risk-analysis/rule-drafts';

export const ruleService = service({
  title: 'Risk rules',
  namespace,
  version: '1',
  operations: {
    listRules: operation({
      ...query,
      summary: 'The newest version of every rule: history of operators, credibility, statistics, random share.',
      request: message('RiskRulesQuery', namespace, 'Rules that are looked for', ruleListQuery),
      reply: message('RiskRuleList', namespace, 'Rules', ruleList),
      refusals: commonRefusals,
      audit: { event: 'risk-analysis.rules.list' },
      bpmnTask: 'risk-analysis.bpmn#ListProfiles',
      rest: { method: 'GET', path: rules },
    }),
    consultRule: operation({
      ...query,
      summary: 'All versions of one rule, with the reasons for the changes.',
      request: message('RiskRuleQuery', namespace, 'Id of a rule', ruleQuery),
      reply: message('RiskRuleHistory', namespace, 'Versions of a rule', ruleHistory),
      refusals: { ...commonRefusals, ...ruleUnknown },
      audit: { event: 'risk-analysis.rule.consult' },
      bpmnTask: 'risk-analysis.bpmn#ConsultProfile',
      rest: { method: 'GET', path: `${rules}/{ruleId}` },
    }),
    draftRule: operation({
      ...command,
      summary: 'Drafts a rule, or a new version of one, and checks it. A repetition returns the draft that is there.',
      request: message('RiskRuleDraftRequest', namespace, 'Rule to draft', ruleDraftRequest),
      reply: message('RiskRuleDrafted', namespace, 'Draft as checked', ruleDraft),
      refusals: {
        ...commonRefusals,
        ...faulty,
        RISK_DRAFT_DIFFERS: { status: 'conflict', title: 'Another draft has this reference; it stands.' },
      },
      audit: { event: 'risk-analysis.rule.draft', personalData: true },
      bpmnTask: 'risk-profiles.bpmn#DraftProfile',
      rest: { method: 'POST', path: drafts, status: 201 },
    }),
    approveRule: operation({
      ...command,
      summary: 'Approves the draft of another person; it becomes active at an instant, in all processes at once.',
      request: message('RiskRuleApproval', namespace, 'Approval of a draft', ruleApproval),
      reply: message('RiskRuleApproved', namespace, 'Draft as approved', ruleDraft),
      refusals: {
        ...commonRefusals,
        ...draftUnknown,
        ...draftDecided,
        ...faulty,
        RISK_DRAFT_SAME_PERSON: {
          status: 'forbidden',
          title: 'Nobody approves what they may have drafted themselves.',
        },
        RISK_DRAFT_SAME_MEMBER_STATE: {
          status: 'forbidden',
          title:
            'A profile of the Union is approved by another Member State than drafted it, or by the risk unit of the Union.',
        },
        RISK_DRAFT_OUTDATED: {
          status: 'conflict',
          title: 'There is another newest version than when this was drafted: draft it anew.',
        },
      },
      audit: { event: 'risk-analysis.rule.approve', personalData: true },
      bpmnTask: 'risk-profiles.bpmn#ApproveProfile',
      rest: { method: 'POST', path: `${drafts}/{draftId}/approval` },
    }),
    rejectRule: operation({
      ...command,
      summary: 'Rejects a draft of a rule, or withdraws an own one.',
      request: message('RiskRuleRejection', namespace, 'Rejection of a draft', ruleRejection),
      reply: message('RiskRuleRejected', namespace, 'Draft as rejected', ruleDraft),
      refusals: { ...commonRefusals, ...draftUnknown, ...draftDecided },
      audit: { event: 'risk-analysis.rule.reject', personalData: true },
      bpmnTask: 'risk-profiles.bpmn#RejectProfile',
      rest: { method: 'POST', path: `${drafts}/{draftId}/rejection` },
    }),
    retireRule: operation({
      ...command,
      summary: 'Ends all versions of a rule at an instant, in all processes at once.',
      request: message('RiskRuleRetirement', namespace, 'End of a rule', ruleRetirement),
      reply: message('RiskRuleRetired', namespace, 'Rule as ended', ruleRetired),
      refusals: { ...commonRefusals, ...ruleUnknown },
      audit: { event: 'risk-analysis.rule.retire', personalData: true },
      bpmnTask: 'risk-profiles.bpmn#RetireProfile',
      rest: { method: 'POST', path: `${rules}/{ruleId}/retirement` },
    }),
    listRuleDrafts: operation({
      ...query,
      summary: 'Drafts of rules, the newest first, 1,000 at most; of one state, if it is given.',
      request: message('RiskRuleDraftsQuery', namespace, 'Drafts that are looked for', ruleDraftListQuery),
      reply: message('RiskRuleDraftList', namespace, 'Drafts', ruleDraftList),
      refusals: commonRefusals,
      audit: { event: 'risk-analysis.rule-drafts.list' },
      bpmnTask: 'risk-profiles.bpmn#ListDrafts',
      rest: { method: 'GET', path: drafts },
    }),
    consultRuleDraft: operation({
      ...query,
      summary: 'One draft of a rule with all that happened to it: who, when, what and why.',
      request: message('RiskRuleDraftQuery', namespace, 'Id of a draft', ruleDraftQuery),
      reply: message('ConsultedRiskRuleDraft', namespace, 'Draft with its history', consultedRuleDraft),
      refusals: { ...commonRefusals, ...draftUnknown },
      audit: { event: 'risk-analysis.rule-draft.consult', personalData: true },
      bpmnTask: 'risk-profiles.bpmn#ConsultDraft',
      rest: { method: 'GET', path: `${drafts}/{draftId}` },
    }),
  },
});
