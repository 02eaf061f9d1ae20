import assert from 'node:assert/strict';
import { createEmitter } from '../../../shared-services/kit/store/emitter.ts';
import { alarmOverdueAnalyses } from './alarm-overdue-analyses.ts';
import type { contract } from './contract.ts';
import { analysisDeadlineMs } from './domain/analysis-deadline.ts';
import { type Scene, startScene } from './test-support/scene.ts';

describe('entry: risk analyses that are late', () => {
  let scene: Scene;
  const said: { level: string; overdue: number; told: number; oldestSeconds: number }[] = [];
  const gauges = new Map<string, () => number>();
  const speak = (level: string) => (facts: Omit<(typeof said)[number], 'level'>) => void said.push({ level, ...facts });
  const overdue = () => gauges.get('portorium_analyses_overdue')!();

  const alarmOf = () =>
    alarmOverdueAnalyses({
      store: scene.store,
      clock: scene.clock,
      log: { error: speak('error'), info: speak('info') },
      gauge: (name: string, _: string, read: () => number) => void gauges.set(name, read),
      emitterFor: (of: typeof contract) => createEmitter(of, () => ['watch']),
    } as unknown as Parameters<typeof alarmOverdueAnalyses>[0]);
  const events = async () =>
    (await scene.outbox()).filter(({ name }) => name === 'entry.analysisOverdue').map(({ content }) => content);

  before(async () => {
    scene = await startScene();
  });
  after(() => scene.stop());
  beforeEach(async () => {
    await scene.reset();
    said.splice(0);
  });

  it('are told of once each while the engine is down; filings are registered all the same, and analysed afterwards', async () => {
    scene.neighbours['risk-analysis.assessMany'] = () => {
      throw new Error('the engine is down');
    };
    const alarm = alarmOf();
    const first = await scene.file('LATE-1');
    await assert.rejects(scene.deliver('entry.filingRegistered'), /is down/);
    scene.clock.nowAtMs += analysisDeadlineMs - 1000;
    assert.equal(await alarm(), 0);
    const second = await scene.file('LATE-2');
    scene.clock.nowAtMs += 1000;
    assert.equal(await alarm(), 1);
    assert.deepEqual(await events(), [{ MRN: first }]);
    assert.equal(await alarm(), 1);
    assert.deepEqual([overdue(), gauges.get('portorium_analysis_overdue_oldest_seconds')!()], [1, 60]);

    scene.clock.nowAtMs += analysisDeadlineMs;
    assert.equal(await alarm(), 2);
    assert.deepEqual(await events(), [{ MRN: first }, { MRN: second }]);
    const records = await scene.records(second);
    assert.deepEqual(
      records.filter(({ event }) => event === 'entry.analysis.overdue').map(({ outcome }) => outcome),
      ['failed'],
    );

    delete scene.neighbours['risk-analysis.assessMany'];
    scene.neighbours['risk-analysis.assessMany'] = ({ assessments }: { assessments: { reference: string }[] }) => ({
      assessments: assessments.map(({ reference }) => ({ reference, highestLevel: 'none', recommendation: 'none' })),
    });
    await scene.deliver('entry.filingRegistered');
    assert.equal(await alarm(), 0);
    assert.deepEqual([overdue(), gauges.get('portorium_analysis_overdue_oldest_seconds')!()], [0, 0]);
    assert.equal(await scene.stateOf(first), 'underAssessment');
    assert.deepEqual(
      said.map(({ level, told, overdue: late }) => [level, told, late]),
      [
        ['error', 1, 1],
        ['error', 1, 2],
        ['info', 0, 0],
      ],
    );
  });

  it('are told of once by two processes at once, more than a batch of them too', async () => {
    const MRNs = await Promise.all(Array.from({ length: 12 }, (_, number) => scene.file(`MANY-${number}`)));
    scene.clock.nowAtMs += analysisDeadlineMs;
    assert.deepEqual(await Promise.all([alarmOf()(), alarmOf()(), alarmOf()()]), [12, 12, 12]);
    const told = (await events()).map((content) => (content as { MRN: string }).MRN);
    assert.deepEqual(told.toSorted(), MRNs.toSorted());
    await scene.deliver('entry.filingRegistered');
    assert.equal(await alarmOf()(), 0);
  });
}).timeout(30_000);
