import assert from 'node:assert/strict';
import { faultsOfSent, type Scene, screeningTimeoutMs, startScene } from './test-support/scene.ts';

const event = 'entry.filingRegistered';

describe('entry: assessing what was registered', () => {
  let scene: Scene;
  before(async () => {
    scene = await startScene();
  });
  after(() => scene.stop());
  beforeEach(() => scene.reset());

  it('asks every Member State concerned (IE4N03), each with a message of its own', async () => {
    const MRN = await scene.file('A-1');
    await scene.deliver(event);
    const requests = await scene.outbox();
    assert.deepEqual(
      requests.map(({ name, subscriber, recipient, orderingKey, priority }) => [
        name,
        subscriber,
        recipient,
        orderingKey,
        priority,
      ]),
      [
        ['entry.IE4N03', 'ccn2ng', 'BE', MRN, 'A'],
        ['entry.IE4N03', 'ccn2ng', 'DE', MRN, 'A'],
      ],
    );
    for (const request of requests) {
      assert.deepEqual(faultsOfSent(request), []);
      const { MessageHeader, functionalReference, riskAnalysis } = request.content as Record<
        string,
        Record<string, unknown>
      >;
      assert.deepEqual([MessageHeader?.['messageId'], functionalReference], [request.messageId, MRN]);
      assert.equal(riskAnalysis?.['riskAnalysisRequestReference'], `${MRN}-${request.recipient}`);
      assert.equal(JSON.stringify(request.content).includes('none'), false);
    }
    assert.equal(new Set(requests.map(({ messageId }) => messageId)).size, 2);
    assert.equal(await scene.stateOf(MRN), 'underAssessment');
  });

  it('keeps what the decision needs, and until when Member States may answer', async () => {
    scene.neighbours['risk-analysis.assessMany'] = ({ assessments }: { assessments: { reference: string }[] }) => ({
      assessments: assessments.map(({ reference }) => ({
        reference,
        highestLevel: 'high',
        recommendation: 'control',
        hits: ['secret'],
      })),
    });
    const MRN = await scene.file('A-1');
    await scene.deliver(event);
    const [filing] = await scene.store.query<{ assessment: string }>('select assessment from filing where mrn = $1', [
      MRN,
    ]);
    assert.deepEqual(JSON.parse(filing!.assessment), { highestLevel: 'high', recommendation: 'control' });
    const screenings = await scene.store.query<{ member_state: string; due_at: Date }>(
      'select * from screening order by member_state',
    );
    assert.deepEqual(
      screenings.map(({ member_state, due_at }) => [member_state, due_at.getTime()]),
      [
        ['BE', scene.clock.nowAtMs + screeningTimeoutMs],
        ['DE', scene.clock.nowAtMs + screeningTimeoutMs],
      ],
    );
  });

  it('has many analysed in one call, in its own name', async () => {
    const MRNs = await Promise.all(['A-1', 'A-2', 'A-3'].map((LRN) => scene.file(LRN)));
    await scene.deliver(event);
    const asked = scene.questions.filter(({ operationId }) => operationId === 'risk-analysis.assessMany');
    assert.equal(asked.length, 1);
    assert.deepEqual(asked[0]?.call.caller.profiles, ['entry']);
    const { assessments } = asked[0]?.request as {
      assessments: { reference: string; declaration: unknown; onDate: string }[];
    };
    assert.deepEqual(assessments.map(({ reference }) => reference).sort(), MRNs.sort());
    assert.ok(assessments.every(({ declaration, onDate }) => declaration !== undefined && onDate === '2026-11-21'));
  });

  it('a repetition does nothing twice', async () => {
    const MRN = await scene.file('A-1');
    const events = await scene.deliver(event);
    const before = await scene.outbox();
    await scene.hear(event, events);
    assert.deepEqual(await scene.outbox(), before);
    assert.equal((await scene.records(MRN)).filter(({ event: name }) => name === 'entry.screening.request').length, 1);
  });

  it('two processes at once ask once', async () => {
    await scene.file('A-1');
    const events = (await scene.outbox()).filter(({ name }) => name === event);
    const assessMany = scene.neighbours['risk-analysis.assessMany']!;
    const all = Promise.withResolvers<void>();
    let arrived = 0;
    scene.neighbours['risk-analysis.assessMany'] = async (...asked) => {
      arrived += 1;
      if (arrived === 3) all.resolve();
      await all.promise;
      return assessMany(...asked);
    };
    await Promise.all([1, 2, 3].map(() => scene.hear(event, events)));
    assert.equal((await scene.outbox()).filter(({ name }) => name === 'entry.IE4N03').length, 2);
  });

  it('a filing without an assessment is not lost: it is tried again', async () => {
    const MRN = await scene.file('A-1');
    const events = await scene.outbox();
    scene.neighbours['risk-analysis.assessMany'] = () => ({ assessments: [] });
    await assert.rejects(scene.hear(event, events), /no assessment/);
    assert.equal(await scene.stateOf(MRN), 'registered');
    assert.equal((await scene.outbox()).length, 1);
  });
}).timeout(30_000);
