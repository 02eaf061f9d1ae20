/** The service of hits: what was assessed, found by what risk experts ask of it. A part of the contract. */
import { commonRefusals } from '../../../../reference-architecture/contract/common-refusals.ts';
import { operation, service } from '../../../../reference-architecture/contract/language.ts';
import { message } from '../../../../reference-architecture/contract/schema.ts';
import { assessmentSearch, consultedDeclaration, declarationQuery, foundAssessments } from '../messages/hits.ts';
import { namespace } from '../messages.ts';

const ofHits = `${namespace}:hits`;

export const riskResults = service({
  title: 'Hits',
  namespace: ofHits,
  version: '1',
  operations: {
    searchAssessments: operation({
      summary:
        'Assessments by day, profile, area, level, office and MRN, the newest first, without their explanations.',
      audience: [{ circle: 'trusted', profiles: ['risk-expert'] }],
      effect: 'query',
      priority: 'C',
      request: message('RiskAssessmentSearch', ofHits, 'What is looked for', assessmentSearch),
      reply: message('FoundRiskAssessments', ofHits, 'Assessments that were found', foundAssessments),
      refusals: commonRefusals,
      emits: [],
      audit: { event: 'risk-analysis.assessments.search' },
      retention: 'none',
      deadlineMs: 10_000,
      bpmnTask: 'risk-analysis.bpmn#ConsultAssessment',
      rest: { method: 'GET', path: '/risk-analysis/assessments' },
    }),
    consultDeclaration: operation({
      summary: 'The declaration of an assessment, as it was assessed, for as long as the copy for trials is kept.',
      audience: [{ circle: 'trusted', profiles: ['risk-expert'] }],
      effect: 'query',
      priority: 'C',
      request: message('RiskDeclarationQuery', ofHits, 'Reference of a declaration', declarationQuery),
      reply: message('ConsultedDeclaration', ofHits, 'Declaration as it was assessed', consultedDeclaration),
      refusals: {
        ...commonRefusals,
        RISK_ASSESSMENT_UNKNOWN: { status: 'notFound', title: 'No declaration with this reference was assessed.' },
        RISK_DECLARATION_GONE: {
          status: 'notFound',
          title: 'The declaration is not kept for trials: not yet, or no more.',
        },
      },
      emits: [],
      audit: { event: 'risk-analysis.declaration.consult', personalData: true },
      retention: 'none',
      deadlineMs: 10_000,
      bpmnTask: 'risk-analysis.bpmn#ConsultAssessment',
      rest: { method: 'GET', path: '/risk-analysis/assessments/{reference}/declaration' },
    }),
  },
});
