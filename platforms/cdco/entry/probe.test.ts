import assert from 'node:assert/strict';
import { probeEori } from '../../../shared-services/kit/probe.ts';
import { type Scene, startScene } from './test-support/scene.ts';

describe('entry: what the platform’s own probes file', () => {
  let scene: Scene;
  before(async () => {
    scene = await startScene();
  });
  after(() => scene.stop());

  it('is registered, and neither assessed nor sent to anybody', async () => {
    const MRN = await scene.file('PROBE-REST-1');
    await scene.store.query('update filing set declarant = $1 where mrn = $2', [probeEori, MRN]);
    scene.neighbours['risk-analysis.assessMany'] = () => {
      throw new Error('a probe was assessed');
    };
    await scene.deliver('entry.filingRegistered');
    assert.equal(await scene.stateOf(MRN), 'registered');
    assert.deepEqual(
      (await scene.outbox()).filter(({ name }) => name === 'entry.IE4N03'),
      [],
    );
  });
});
