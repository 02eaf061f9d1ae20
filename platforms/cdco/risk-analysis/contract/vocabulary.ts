/** The service of the vocabulary: what a condition editor offers. A part of the contract. */
import { commonRefusals } from '../../../../reference-architecture/contract/common-refusals.ts';
import { operation, service } from '../../../../reference-architecture/contract/language.ts';
import { message } from '../../../../reference-architecture/contract/schema.ts';
import { vocabulary, vocabularyQuery } from '../messages/vocabulary.ts';
import { namespace } from '../messages.ts';

const ofVocabulary = `${namespace}:vocabulary`;

export const riskVocabulary = service({
  title: 'Vocabulary of risk criteria',
  namespace: ofVocabulary,
  version: '1',
  operations: {
    describeVocabulary: operation({
      summary:
        'What conditions on declarations of a procedure can name: elements with types, country groups, risk areas.',
      audience: [{ circle: 'trusted', profiles: ['risk-expert'] }],
      effect: 'query',
      priority: 'C',
      request: message('RiskVocabularyQuery', ofVocabulary, 'Kind of declaration', vocabularyQuery),
      reply: message('DescribedRiskVocabulary', ofVocabulary, 'Vocabulary of conditions', vocabulary),
      refusals: {
        ...commonRefusals,
        RISK_PROCEDURE_UNKNOWN: { status: 'notFound', title: 'There is no procedure of this name.' },
      },
      emits: [],
      audit: { event: 'risk-analysis.vocabulary.describe' },
      retention: 'none',
      deadlineMs: 5_000,
      bpmnTask: 'risk-analysis.bpmn#ListProfiles',
      rest: { method: 'GET', path: '/risk-analysis/vocabularies/{procedure}' },
    }),
  },
});
