import assert from 'node:assert/strict';
import type { Hit } from './hit.ts';
import { recommendationOf, summaryOf } from './summary.ts';

const hit = (more: Partial<Hit> = {}): Hit => ({
  profileId: 'P',
  profileVersion: 1,
  riskAreaCode: 'SEC',
  riskLevel: 'low',
  blocks: false,
  reason: 'x',
  elements: [],
  ...more,
});

describe('summary of hits', () => {
  it('of nothing recommends nothing', () =>
    assert.deepEqual(summaryOf([]), { areas: [], highestLevel: 'none', recommendation: 'none' }));

  it('takes the gravest of a hit', () => {
    const all = { blocks: true, referralType: 'RFS', recommendedControl: 'scan' } as const;
    assert.equal(recommendationOf(hit(all)), 'doNotLoad');
    assert.equal(recommendationOf(hit({ ...all, blocks: false })), 'requestForScreening');
    assert.equal(recommendationOf(hit({ referralType: 'RFI', recommendedControl: 'scan' })), 'requestForInformation');
    assert.equal(recommendationOf(hit({ recommendedControl: 'scan' })), 'control');
    assert.equal(recommendationOf(hit()), 'none');
  });

  it('takes the gravest of all hits, and lets hits of an area strengthen each other', () => {
    const hits = [
      hit({ riskLevel: 'medium' }),
      hit({ riskLevel: 'medium', recommendedControl: 'scan' }),
      hit({ riskAreaCode: 'IPR', riskLevel: 'high', referralType: 'RFI' }),
    ];
    assert.deepEqual(summaryOf(hits), {
      areas: [
        { riskAreaCode: 'IPR', score: 75 },
        { riskAreaCode: 'SEC', score: 70 },
      ],
      highestLevel: 'high',
      recommendation: 'requestForInformation',
    });
  });
});
