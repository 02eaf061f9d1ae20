import assert from 'node:assert/strict';
import { IE4S01, IE4S02 } from '../../platforms/cdco/entry/messages/risk-analysis.ts';
import { compileValidator } from '../../reference-architecture/contract/validate.ts';
import { analysisResult, type Subject, screeningAnswer } from './answers.ts';
import { type Answer, answers } from './behaviour.ts';
import { conclusionOf, findingIn } from './responsibility.ts';
import type { Finding } from './screening.ts';

const MRN = '26BE00000000001ST7';
const subject: Subject = { country: 'BE', MRN, requestReference: `${MRN}-BE`, now: '2026-11-21T12:10:00Z' };
const documents = [
  { level: 'house', documentNumber: 'IAX000000001', type: 'N703' },
  { level: 'house', documentNumber: 'IAX000000002', type: 'N703' },
] as const;
const finding = (answer: Answer, of: Finding['documents'] = documents): Finding => ({ answer, documents: of });
const anyCode = { has: () => true };

describe('answers of a Member State', () => {
  const validateAssessment = compileValidator(IE4S01, anyCode);
  const validateResult = compileValidator(IE4S02, anyCode);

  for (const answer of answers) {
    it(`fit their schemas, with documents and without: ${answer}`, () => {
      for (const some of [documents, [], [{ ...documents[0], level: 'master' as const }]]) {
        assert.deepEqual(validateAssessment(screeningAnswer(subject, finding(answer, some)), '2026-11-21'), []);
        assert.deepEqual(validateResult(analysisResult(subject, finding(answer, some)), '2026-11-21'), []);
      }
    });

    it(`are read by another Member State as they were meant: ${answer}`, () => {
      assert.equal(findingIn(screeningAnswer(subject, finding(answer))).answer, answer);
    });
  }

  it('to a repeated request have the same message id, and those of different kinds different ones', () => {
    const later = { ...subject, now: '2026-11-21T13:00:00Z' };
    const [first, again] = [subject, later].map((of) => screeningAnswer(of, finding('noRisk')).MessageHeader.messageId);
    assert.equal(first, again);
    assert.notEqual(first, analysisResult(subject, finding('risk')).MessageHeader.messageId);
  });

  it('number their referrals', () => {
    const { referralRequestDetails = [] } = screeningAnswer(subject, finding('requestForInformation'));
    const references = referralRequestDetails.map((one) => one.referralRequestReference);
    assert.equal(new Set(references).size, 2);
  });
});

describe('the conclusion of the responsible Member State', () => {
  it('waits for its own finding', () => assert.equal(conclusionOf(undefined, [finding('doNotLoad')]), undefined));

  it('is none where nothing grave was found: it would clear the goods', () => {
    for (const answer of ['noRisk', 'requestForInformation', 'requestForScreening'] as const) {
      assert.equal(conclusionOf(finding(answer), [finding('noRisk'), finding('requestForScreening')]), undefined);
    }
  });

  it('is the gravest of its own and the others’', () => {
    assert.equal(conclusionOf(finding('noRisk'), [finding('control')])?.answer, 'control');
    assert.equal(conclusionOf(finding('risk'), [finding('doNotLoad'), finding('control')])?.answer, 'doNotLoad');
    assert.equal(conclusionOf(finding('control'), [])?.answer, 'control');
  });
});
