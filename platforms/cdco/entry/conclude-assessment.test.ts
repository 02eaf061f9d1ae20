import assert from 'node:assert/strict';
import type { Delivered } from '../../../shared-services/kit/store/records.ts';
import type { FilingState, Outcome } from './domain/lifecycle.ts';
import { validMessage } from './test-support/examples.ts';
import { declarant, faultsOfSent, type Scene, startScene, trader } from './test-support/scene.ts';

const event = 'entry.screeningAnswered';

describe('entry: concluding the assessment', () => {
  let scene: Scene;
  let MRN: string;
  let answered: readonly Delivered[];
  before(async () => {
    scene = await startScene();
  });
  after(() => scene.stop());

  const carrier = 'BE0000000003';
  const withCarrier = (message: Record<string, never>) => {
    const { consignmentMasterLevel } = message as unknown as {
      consignmentMasterLevel: { consignmentHouseLevel: object[] };
    };
    Object.assign(consignmentMasterLevel.consignmentHouseLevel[0]!, {});
    Object.assign(consignmentMasterLevel, { carrier: { name: 'Invented Air', identificationNumber: carrier } });
  };

  const assessed = async (change?: (message: Record<string, never>) => void) => {
    await scene.reset();
    MRN = await scene.file('A-1', change);
    await scene.deliver('entry.filingRegistered');
    await scene.store.query('delete from outbox');
    answered = [{ ...({} as Delivered), name: event, content: { MRN } }];
  };
  beforeEach(() => assessed());

  const decideOn = (outcome: Outcome) => {
    scene.neighbours['decisions.decide'] = () => ({
      outcome,
      reason: { code: 'TEST-1', text: 'because of a criterion' },
      basis: ['UCC Art. 128'],
    });
  };
  const conclude = () => scene.hear(event, answered);
  const decisions = () =>
    scene.store.query<{ outcome: string; number: number; reason_code: string }>(
      'select outcome, number, reason_code from decision order by number',
    );

  const cases: [Outcome, FilingState, string][] = [
    ['release', 'assessmentComplete', 'entry.IE3N03'],
    ['doNotLoad', 'doNotLoad', 'entry.IE3Q01'],
    ['requestForInformation', 'informationRequested', 'entry.IE3Q02'],
    ['requestForScreening', 'screeningRequested', 'entry.IE3Q03'],
    ['control', 'controlDecided', 'entry.IE3N08'],
  ];
  for (const [outcome, state, notice] of cases) {
    it(`${outcome}: ${notice} to who filed and the declarant, in the conversation of the filing`, async () => {
      decideOn(outcome);
      await conclude();
      const sent = await scene.outbox();
      const [filing] = await scene.store.query<{ conversation_id: string }>('select conversation_id from filing');
      assert.deepEqual(
        sent.map(({ name, subscriber, recipient, orderingKey, conversationId }) => [
          name,
          subscriber,
          recipient,
          orderingKey,
          conversationId,
        ]),
        [trader, declarant].map((recipient) => [notice, 'speed2ng', recipient, MRN, filing?.conversation_id]),
      );
      for (const one of sent) {
        assert.deepEqual(faultsOfSent(one), []);
        assert.ok(!JSON.stringify(one.content).includes('criterion'), 'the reason stays in the trusted circle');
      }
      assert.equal(await scene.stateOf(MRN), state);
      assert.deepEqual(await decisions(), [{ outcome, number: 1, reason_code: 'TEST-1' }]);
      assert.ok((await scene.records(MRN)).some((record) => record.event === `entry.assessment.${outcome}`));
    });

    it(`${outcome}: a repetition changes nothing and tells nobody again`, async () => {
      decideOn(outcome);
      await conclude();
      const before = await scene.outbox();
      await conclude();
      await Promise.all([conclude(), conclude()]);
      assert.deepEqual(await scene.outbox(), before);
      assert.equal((await decisions()).length, 1);
    });
  }

  it('do not load goes to the carrier as well', async () => {
    await assessed(withCarrier);
    decideOn('doNotLoad');
    await conclude();
    assert.deepEqual(
      (await scene.outbox()).map(({ recipient }) => recipient).sort(),
      [carrier, declarant, trader].sort(),
    );
    for (const one of await scene.outbox()) assert.deepEqual(faultsOfSent(one), []);
  });

  it('wait: nothing happens', async () => {
    decideOn('wait');
    await conclude();
    assert.deepEqual([await scene.outbox(), await decisions(), await scene.stateOf(MRN)], [[], [], 'underAssessment']);
  });

  it('a referral may be followed by the end of the assessment', async () => {
    decideOn('requestForInformation');
    await conclude();
    decideOn('release');
    await conclude();
    assert.equal(await scene.stateOf(MRN), 'assessmentComplete');
    assert.deepEqual(
      (await decisions()).map(({ outcome, number }) => [outcome, number]),
      [
        ['requestForInformation', 1],
        ['release', 2],
      ],
    );
  });

  it('what is final stays: nothing is asked any more', async () => {
    decideOn('doNotLoad');
    await conclude();
    scene.questions.splice(0);
    decideOn('release');
    await conclude();
    assert.equal(await scene.stateOf(MRN), 'doNotLoad');
    assert.deepEqual(scene.questions, []);
  });

  const answerOf = (
    memberState: string,
    messageId: string,
    change: (message: Record<string, unknown>) => void = () => {},
  ) => {
    const text = JSON.stringify(validMessage('IE4S01submitEScreeningAssessment')).replaceAll(
      '26BE00000000001ST7-BE',
      `${MRN}-${memberState}`,
    );
    const message = JSON.parse(text);
    message.MessageHeader.messageId = messageId;
    message.involvedMemberState.country = memberState;
    change(message);
    return scene.as(memberState)('IE4S01submitEScreeningAssessment', message);
  };

  interface Facts {
    readonly memberStateResults?: readonly { readonly memberState: string; readonly role: string }[];
    readonly allInvolvedAnswered: boolean;
    readonly assessment: unknown;
    readonly stage: string;
  }
  const facts = () =>
    scene.questions.findLast(({ operationId }) => operationId === 'decisions.decide')?.request as Facts | undefined;

  it('the decision is asked with what is known, and knows whether all have answered', async () => {
    await conclude();
    assert.deepEqual(
      [facts()?.memberStateResults, facts()?.allInvolvedAnswered, facts()?.stage, facts()?.assessment],
      [undefined, false, 'preLoading', { highestLevel: 'none', recommendation: 'none' }],
    );
    await answerOf('DE', 'm-1');
    await scene.deliver(event);
    assert.deepEqual(
      facts()?.memberStateResults?.map(({ memberState, role }) => [memberState, role]),
      [['DE', 'involved']],
    );
    assert.equal(facts()?.allInvolvedAnswered, false);
    await answerOf('BE', 'm-2');
    await scene.deliver(event);
    assert.equal(facts()?.allInvolvedAnswered, true);
  });

  it('an answer that comes while the decision is taken is not passed over', async () => {
    await answerOf('DE', 'm-1');
    await scene.deliver(event);
    let late: Promise<unknown> | undefined;
    scene.neighbours['decisions.decide'] = async () => {
      late ??= answerOf('DE', 'm-2');
      await late;
      return { outcome: 'release', reason: { code: 'REL-2', text: 'nothing found' }, basis: [] };
    };
    await conclude();
    assert.equal(await scene.stateOf(MRN), 'underAssessment');
    const waiting = (await scene.outbox()).filter(({ name }) => name === event);
    assert.equal(waiting.length, 1);
    await scene.deliver(event);
    assert.equal(await scene.stateOf(MRN), 'assessmentComplete');
  });

  it('many at once: each filing is decided once', async () => {
    const MRNs = await Promise.all([...Array(30).keys()].map((number) => scene.file(`B-${number}`)));
    await scene.deliver('entry.filingRegistered');
    await scene.store.query('delete from outbox');
    decideOn('release');
    const batch = [...MRNs, ...MRNs].map((one) => ({ ...({} as Delivered), name: event, content: { MRN: one } }));
    await scene.hear(event, batch);
    assert.equal((await scene.outbox()).length, 60);
  });

  describe('when time is over', () => {
    const expire = async () => {
      const { expireScreenings } = await import('./expire-screenings.ts');
      const { contract } = await import('./contract.ts');
      const { createEmitter } = await import('../../../shared-services/kit/store/emitter.ts');
      return expireScreenings({
        store: scene.store,
        clock: scene.clock,
        emitterFor: (of: typeof contract) => createEmitter(of, () => ['entry']),
      } as unknown as Parameters<typeof expireScreenings>[0])();
    };
    const later = async <T>(work: () => Promise<T>): Promise<T> => {
      scene.clock.nowAtMs += 3_600_001;
      try {
        return await work();
      } finally {
        scene.clock.nowAtMs -= 3_600_001;
      }
    };

    it('nothing expires before', async () => {
      assert.equal(await expire(), 0);
      assert.deepEqual(await scene.outbox(), []);
    });

    it('each filing is looked at again once, without those who did not answer', async () => {
      await answerOf('DE', 'm-1');
      await scene.deliver(event);
      assert.equal(await later(expire), 1);
      assert.equal(await later(expire), 0);
      assert.equal((await scene.deliver(event)).length, 1);
      assert.deepEqual([facts()?.allInvolvedAnswered, facts()?.memberStateResults?.length], [true, 1]);
      assert.ok((await scene.records(MRN)).some((one) => one.event === 'entry.screening.expire'));
    });

    it('of several processes one does it', async () => {
      const counts = await later(() => Promise.all([expire(), expire(), expire()]));
      assert.deepEqual(counts.sort(), [0, 0, 1]);
      assert.equal((await scene.outbox()).length, 1);
    });

    it('what was decided is not looked at again', async () => {
      decideOn('doNotLoad');
      await conclude();
      await scene.store.query('delete from outbox');
      await later(expire);
      assert.deepEqual(await scene.outbox(), []);
    });
  });
}).timeout(30_000);
