/**
 * The rules of decision, in the order in which they are tried: the gravest first. The first whose `when` holds decides.
 * Articles without a mark are those of the published texts; [M] is from memory, to be checked against the official text.
 */
import {
  type Facts,
  isClear,
  isResponsible,
  type MemberStateResult,
  type Outcome,
  responsibleOf,
  type Stage,
} from './facts.ts';

export interface Rule {
  /** Stable id: it is stored with each decision. */
  readonly id: string;
  readonly stages: readonly Stage[];
  readonly outcome: Outcome;
  /** For the record and for the officer; says nothing of criteria. */
  readonly reason: string;
  readonly basis: readonly string[];
  readonly when: (facts: Facts) => boolean;
}

const riskAnalysis = ['UCC Art. 46', 'UCC Art. 128', 'UCC IA Art. 186'];
const referral = [...riskAnalysis, 'UCC IA Art. 186(3) [M]'];
const notLoaded = [...riskAnalysis, 'UCC IA Art. 186(4) [M]', 'UCC DA Art. 106'];
const controls = [...riskAnalysis, 'UCC IA Art. 186(7) [M]', 'UCC Art. 188 [M]'];

const always: readonly Stage[] = ['preLoading', 'preArrival'];
const some = (facts: Facts, asks: (result: MemberStateResult) => boolean): boolean =>
  facts.memberStateResults.some(asks);

const stops = ({ doNotLoad }: MemberStateResult): boolean => doNotLoad === true;
const refers = (type: string) => (result: MemberStateResult) => result.referral?.type === type;
const finds = ({ resultCode }: MemberStateResult): boolean => resultCode !== '0';
const recommendsControl = ({ controlRecommendation }: MemberStateResult): boolean =>
  controlRecommendation !== undefined;

const recommends =
  (...recommendations: readonly string[]) =>
  ({ assessment }: Facts): boolean =>
    recommendations.includes(assessment.recommendation);

const unanswered = (type: string, facts: Facts): boolean => !facts.answeredReferrals.includes(type);

/** Only one of the rules, and the last, needs nothing: every filing gets an outcome. */
export const rules: readonly Rule[] = [
  {
    id: 'DNL-1',
    stages: ['preLoading'],
    outcome: 'doNotLoad',
    reason: 'The responsible Member State says that the goods must not be loaded.',
    basis: notLoaded,
    when: (facts) => some(facts, (result) => isResponsible(result) && stops(result)),
  },
  {
    // A threat to the means of transport does not wait for the slowest answer.
    id: 'DNL-2',
    stages: ['preLoading'],
    outcome: 'doNotLoad',
    reason:
      'An involved Member State says that the goods must not be loaded, and the responsible one has not answered.',
    basis: notLoaded,
    when: (facts) => responsibleOf(facts) === undefined && some(facts, stops),
  },
  {
    id: 'WAIT-1',
    stages: always,
    outcome: 'wait',
    reason: 'Not all involved Member States have answered yet, and their time is not over.',
    basis: riskAnalysis,
    when: ({ allInvolvedAnswered }) => !allInvolvedAnswered,
  },
  {
    id: 'REL-1',
    stages: always,
    outcome: 'release',
    reason: 'The responsible Member State, whose result is authoritative, finds no risk.',
    basis: riskAnalysis,
    when: (facts) => some(facts, (result) => isResponsible(result) && isClear(result)),
  },
  {
    id: 'CTL-1',
    stages: ['preArrival'],
    outcome: 'control',
    reason: 'A Member State reports a threat after loading: the goods are controlled where they arrive.',
    basis: controls,
    when: (facts) =>
      some(facts, stops) || some(facts, refers('RFS')) || recommends('doNotLoad', 'requestForScreening')(facts),
  },
  {
    id: 'CTL-2',
    stages: ['preArrival'],
    outcome: 'control',
    reason: 'A Member State or the risk analysis recommends a control.',
    basis: controls,
    when: (facts) => some(facts, recommendsControl) || recommends('control')(facts),
  },
  {
    id: 'RFS-1',
    stages: ['preLoading'],
    outcome: 'requestForScreening',
    reason: 'A Member State asks for screening as high-risk cargo or mail.',
    basis: referral,
    when: (facts) => some(facts, refers('RFS')) && unanswered('RFS', facts),
  },
  {
    id: 'RFS-2',
    stages: ['preLoading'],
    outcome: 'requestForScreening',
    reason: 'A Member State would not have the goods loaded, which the responsible one has not confirmed.',
    basis: referral,
    when: (facts) => some(facts, stops) && unanswered('RFS', facts),
  },
  {
    id: 'RFS-3',
    stages: ['preLoading'],
    outcome: 'requestForScreening',
    reason:
      'The risk analysis recommends screening, or that the goods are not loaded; no Member State has cleared them.',
    basis: referral,
    when: (facts) => recommends('doNotLoad', 'requestForScreening')(facts) && unanswered('RFS', facts),
  },
  {
    id: 'RFI-1',
    stages: always,
    outcome: 'requestForInformation',
    reason: 'A Member State asks for additional information.',
    basis: referral,
    when: (facts) => some(facts, refers('RFI')) && unanswered('RFI', facts),
  },
  {
    id: 'RFI-2',
    stages: always,
    outcome: 'requestForInformation',
    reason: 'The risk analysis recommends that additional information is asked for.',
    basis: referral,
    when: (facts) => recommends('requestForInformation')(facts) && unanswered('RFI', facts),
  },
  {
    id: 'CTL-3',
    stages: ['preLoading'],
    outcome: 'control',
    reason: 'A Member State or the risk analysis recommends a control.',
    basis: controls,
    when: (facts) => some(facts, recommendsControl) || recommends('control')(facts),
  },
  {
    id: 'CTL-4',
    stages: always,
    outcome: 'control',
    reason: 'A risk was found that nobody has cleared.',
    basis: controls,
    when: (facts) =>
      some(facts, finds) || some(facts, stops) || ['high', 'critical'].includes(facts.assessment.highestLevel),
  },
  {
    id: 'REL-2',
    stages: always,
    outcome: 'release',
    reason: 'All have answered, and nothing calls for more.',
    basis: riskAnalysis,
    when: () => true,
  },
];
