/** The work of a Member State's risk analysis unit: consults, screens, answers, and concludes where it is responsible. */
import { setTimeout as sleep } from 'node:timers/promises';
import { nationalSystemName, repositoryName } from '../../platforms/cdco/entry/domain/member-state-messages.ts';
import { type Clock, toSecond } from '../../shared-services/kit/clock.ts';
import { Refusal } from '../../shared-services/kit/refusal.ts';
import { analysisResult, messageIdOf, type Subject, screeningAnswer } from './answers.ts';
import type { Answer, Behaviour } from './behaviour.ts';
import type { Ccn2ngClient, RiskAssessment, Submissions } from './ccn2ng/client.ts';
import { type Goods, goodsOf } from './declaration.ts';
import type { Received } from './messages.ts';
import { createRecent } from './recent.ts';
import { conclusionOf, findingIn } from './responsibility.ts';
import { reasonOf, untilDone } from './retry.ts';
import { type Finding, screen } from './screening.ts';
import type { Voice } from './voice.ts';

export interface OfficeParts {
  readonly country: string;
  readonly ccn2ng: Ccn2ngClient;
  readonly behaviour: Behaviour;
  readonly clock: Clock;
  readonly voice: Voice;
  /** Aborts when the program stops. */
  readonly signal: AbortSignal;
}

/** What is known of a declaration for which this Member State is responsible. */
interface Case {
  readonly own?: Finding;
  readonly others: ReadonlyMap<string, Finding>;
  readonly concluded: boolean;
}

type Request = Extract<Received, { kind: 'request' }>;
type Assessment = Extract<Received, { kind: 'assessment' }>;

const words: Readonly<Record<Answer, string>> = {
  noRisk: 'no risk',
  risk: 'risk',
  requestForInformation: 'request for information',
  requestForScreening: 'request for screening',
  control: 'control recommended',
  doNotLoad: 'do not load',
};

const told = (goods: readonly Goods[]): string => {
  const shown = goods.slice(0, 3).map(({ description }) => description);
  return [...shown, ...(goods.length > shown.length ? [`${goods.length - shown.length} more`] : [])].join('; ');
};

const toldOf = ({ highestLevel, recommendation }: RiskAssessment): string =>
  `the union's analysis says ${highestLevel ?? 'nothing'}, ${recommendation ?? 'no recommendation'}`;

const about = (finding: Finding): string => {
  const documents = finding.documents.map(({ documentNumber }) => documentNumber);
  return documents.length === 0 || finding.answer === 'noRisk' ? '' : ` (${documents.join(', ')})`;
};

export const createOffice = ({ country, ccn2ng, behaviour, clock, voice, signal }: OfficeParts) => {
  const cases = createRecent<Case>();

  const failed = (what: string) => (error: unknown, againInMs: number) =>
    voice.complain(`${what} failed (${reasonOf(error)}); is CCN2ng running? Trying again in ${againInMs} ms`);

  const keep = (MRN: string, change: (known: Case) => Case): Case => {
    const changed = change(cases.get(MRN) ?? { others: new Map(), concluded: false });
    cases.set(MRN, changed);
    return changed;
  };

  const consult = (subject: Subject, conversationId: string) => {
    const query = {
      MessageHeader: {
        messageId: messageIdOf(subject, 'IE4Q10'),
        messageTimestamp: subject.now,
        messageSender: nationalSystemName(country),
        messageRecipient: repositoryName,
      },
      functionalReference: subject.requestReference,
      MRN: subject.MRN,
      ENSQueryParameters: [{ parameter: 'ENSC' }],
    };
    return untilDone(() => ccn2ng.consult(query, conversationId), { signal, failed: failed('QueryENS') });
  };

  /** What the assessment says is for the analysts' eyes; without it they go on. */
  const consultAssessment = async (MRN: string, conversationId: string): Promise<RiskAssessment> => {
    try {
      const read = () => ccn2ng.assessment(MRN, conversationId);
      return await untilDone(read, { signal, failed: failed('the consultation of the assessment') });
    } catch (error) {
      if (error instanceof Refusal) return {};
      throw error;
    }
  };

  /** A decision may be quicker than an answer: that is said, and is no failure. */
  const submit = async <Name extends keyof Submissions>(
    name: Name,
    message: Submissions[Name],
    of: { readonly conversationId: string; readonly saying: string },
  ): Promise<void> => {
    const { conversationId, saying } = of;
    voice.say(saying);
    try {
      const send = () => ccn2ng.submit(name, message, conversationId);
      await untilDone(send, { signal, failed: failed(name) });
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'ENTRY_STATE') throw error;
      voice.say(`learns that ${message.functionalReference} has been decided on already`);
    }
  };

  const conclude = async (subject: Subject, conversationId: string): Promise<void> => {
    const { own, others, concluded } = keep(subject.MRN, (known) => known);
    const conclusion = conclusionOf(own, [...others.values()]);
    if (conclusion === undefined || concluded) return;
    keep(subject.MRN, (known) => ({ ...known, concluded: true }));
    await submit('IE4S02submitRiskAnalysisResult', analysisResult(subject, conclusion), {
      conversationId,
      saying: `answers IE4S02 about ${subject.MRN}, as the responsible Member State: ${words[conclusion.answer]}${about(conclusion)}`,
    });
  };

  const subjectOf = (MRN: string, requestReference: string): Subject => ({
    country,
    MRN,
    requestReference,
    now: toSecond(clock.nowMs()),
  });

  const answerRequest = async ({ content, conversationId }: Request): Promise<void> => {
    const { functionalReference: MRN, riskAnalysis } = content;
    voice.say(`received IE4N03 about ${MRN} (conversation ${conversationId})`);
    const subject = subjectOf(MRN, riskAnalysis.riskAnalysisRequestReference);
    const [declaration, assessment] = await Promise.all([
      consult(subject, conversationId),
      consultAssessment(MRN, conversationId),
    ]);
    const goods = goodsOf(declaration);
    voice.say(`consulted ${MRN}: ${told(goods)}; ${toldOf(assessment)}`);
    if (behaviour.delayMs !== undefined) await sleep(behaviour.delayMs, undefined, { signal });
    const finding = screen(goods, behaviour);
    await submit(
      'IE4S01submitEScreeningAssessment',
      screeningAnswer(subjectOf(MRN, subject.requestReference), finding),
      {
        conversationId,
        saying: `answers IE4S01 about ${MRN}: ${words[finding.answer]}${about(finding)}`,
      },
    );
    if (riskAnalysis.responsibleMemberState.country !== country) return;
    keep(MRN, (known) => ({ ...known, own: finding }));
    await conclude(subject, conversationId);
  };

  const takeAssessment = async ({ content, conversationId }: Assessment): Promise<void> => {
    const { functionalReference: MRN, involvedMemberState } = content;
    const finding = findingIn(content);
    voice.say(`learns from ${involvedMemberState.country} about ${MRN}: ${words[finding.answer]}`);
    keep(MRN, (known) => ({ ...known, others: new Map(known.others).set(involvedMemberState.country, finding) }));
    await conclude(subjectOf(MRN, `${MRN}-${country}`), conversationId);
  };

  return {
    /** Resolves when everything that follows from the message was said. @throws {Refusal} CCN2ng takes an answer amiss */
    handle: (message: Received): Promise<void> =>
      message.kind === 'request' ? answerRequest(message) : takeAssessment(message),
  };
};

export type Office = ReturnType<typeof createOffice>;
