import assert from 'node:assert/strict';
import { silentLogger } from '../../../../shared-services/kit/logging.ts';
import type { Assessment, AssessmentRequest } from '../assess-all.ts';
import { createFollowing, type Followed } from './follow.ts';

const nowMs = Date.parse('2026-11-21T08:00:00Z');
const request = {} as AssessmentRequest;
const answerOf = (assessmentId: string, assessedAt = '2026-11-21T08:00:00Z') =>
  ({ assessmentId, reference: assessmentId, assessedAt }) as Assessment;

describe('what follows an assessment', () => {
  it('goes on where one who looks fails, and sees each assessment once', async () => {
    const seen: string[] = [];
    const fails = () => {
      throw new Error('a draft that cannot be evaluated');
    };
    const looks = ({ answer }: Followed) => void seen.push(answer.assessmentId);
    const following = createFollowing([fails, looks], silentLogger(), () => assert.fail('nothing is left out'));
    following.saw([request, request], [answerOf('A'), answerOf('B')], nowMs);
    following.saw([request], [answerOf('A')], nowMs);
    following.saw([request], [answerOf('OLD', '2026-11-21T07:00:00Z')], nowMs);
    assert.deepEqual(seen, []);
    await following.emptied();
    assert.deepEqual(seen, ['A', 'B']);
  });

  it('waits in a queue with a bound, and counts what is left out', async () => {
    let leftOut = 0;
    let seen = 0;
    const following = createFollowing(
      [
        () => {
          seen += 1;
        },
      ],
      silentLogger(),
      (assessments) => {
        leftOut += assessments;
      },
    );
    for (let number = 0; number < 5000; number += 1) following.saw([request], [answerOf(`Q-${number}`)], nowMs);
    assert.equal(following.waiting(), 4096);
    await following.emptied();
    assert.deepEqual([seen, leftOut], [4096, 904]);
  });
});
