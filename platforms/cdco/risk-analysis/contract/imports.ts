/** The service of imports: a part of the contract. What is imported becomes drafts; another person approves each. */
import { commonRefusals } from '../../../../reference-architecture/contract/common-refusals.ts';
import { operation, service } from '../../../../reference-architecture/contract/language.ts';
import { message } from '../../../../reference-architecture/contract/schema.ts';
import { decisionTable, importedBatch, importedTable, namespace, profileBatch } from '../messages/imports.ts';
import { campaignEnded, campaignUnknown } from './campaigns.ts';

const common = {
  audience: [{ circle: 'trusted', profiles: ['risk-expert'] }],
  effect: 'command',
  priority: 'C',
  refusals: {
    ...commonRefusals,
    RISK_IMPORT_FAULTY: {
      status: 'invalid',
      title: 'Nothing was imported; each fault is told with its place.',
    },
    RISK_PROFILE_ELSEWHERE: {
      status: 'forbidden',
      title: 'The profile would be, or is, of another Member State, level or campaign: draft it under another id.',
    },
    ...campaignUnknown,
    ...campaignEnded,
    RISK_DRAFT_DIFFERS: { status: 'conflict', title: 'Another draft has this reference; it stands.' },
  },
  emits: [],
  retention: 'record',
  deadlineMs: 60_000,
} as const;

export const imports = service({
  title: 'Import of risk profiles',
  namespace,
  version: '1',
  operations: {
    importProfiles: operation({
      ...common,
      summary: 'Drafts up to 1,000 profiles, all of them or none; takes what exportProfiles gives.',
      request: message('RiskProfileBatch', namespace, 'Profiles to import', profileBatch),
      reply: message('RiskProfileBatchImported', namespace, 'What became of each', importedBatch),
      audit: { event: 'risk-analysis.profiles.import', personalData: true },
      bpmnTask: 'risk-imports.bpmn#ImportProfiles',
      rest: { method: 'POST', path: '/risk-analysis/profile-imports', status: 201 },
    }),
    importDecisionTable: operation({
      ...common,
      summary: 'Drafts a profile for each row of a decision table, CSV or DMN 1.3; all of them or none.',
      request: message('RiskDecisionTable', namespace, 'Decision table to import', decisionTable),
      reply: message('RiskDecisionTableImported', namespace, 'What became of each row', importedTable),
      audit: { event: 'risk-analysis.decision-table.import', personalData: true },
      bpmnTask: 'risk-imports.bpmn#ImportDecisionTable',
      rest: { method: 'POST', path: '/risk-analysis/decision-tables', status: 201 },
    }),
  },
});
