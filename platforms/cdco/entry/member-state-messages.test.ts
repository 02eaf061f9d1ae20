import assert from 'node:assert/strict';
import { validMessage } from './test-support/examples.ts';
import { faultsOfSent, type Scene, startScene } from './test-support/scene.ts';

type Json = Record<string, unknown>;

/** A valid message of a Member State about a filing. */
const about = (MRN: string, memberState: string, operation: string, messageId: string): Json => {
  const text = JSON.stringify(validMessage(operation)).replaceAll(
    /26BE00000000001ST7(-[A-Z]{2})?/g,
    (_, suffix: string | undefined) => (suffix === undefined ? MRN : `${MRN}-${memberState}`),
  );
  const message = JSON.parse(text);
  message.MessageHeader.messageId = messageId;
  for (const where of [message, message.riskAnalysis])
    if (where?.involvedMemberState) where.involvedMemberState.country = memberState;
  if (message.responsibleMemberState) message.responsibleMemberState.country = memberState;
  return message;
};

describe('entry: messages of Member States', () => {
  let scene: Scene;
  let MRN: string;
  before(async () => {
    scene = await startScene();
  });
  after(() => scene.stop());
  beforeEach(async () => {
    await scene.reset();
    MRN = await scene.file('A-1');
    await scene.deliver('entry.filingRegistered');
    await scene.store.query('delete from outbox');
  });

  const decided = () => scene.store.query(`update filing set state = 'assessmentComplete' where mrn = $1`, [MRN]);
  const outcomes = async (event: string) =>
    (await scene.records(MRN)).filter((one) => one.event === event).map(({ outcome }) => outcome);

  const operations = [
    {
      operation: 'IE4S01submitEScreeningAssessment',
      sender: 'DE',
      event: 'entry.risk.assess',
      answers: true,
      copy: 'entry.IE4S01updateEScreeningResult',
    },
    {
      operation: 'IE4S01updateEScreeningResult',
      sender: 'DE',
      event: 'entry.risk.assess.update',
      answers: true,
      copy: 'entry.IE4S01updateEScreeningResult',
    },
    { operation: 'IE4S02submitRiskAnalysisResult', sender: 'BE', event: 'entry.risk.result', answers: true },
    { operation: 'IE4S02updateERiskAnalysisResult', sender: 'BE', event: 'entry.risk.result.update', answers: true },
    {
      operation: 'IE4N03notifyERiskAnalysisHit',
      sender: 'DE',
      event: 'entry.risk.hit',
      answers: false,
      copy: 'entry.IE4N03',
    },
  ];

  for (const { operation, sender, event, answers, copy } of operations) {
    describe(operation, () => {
      const send = (messageId = 'm-1', message = about(MRN, sender, operation, messageId), by = sender) =>
        scene.as(by)(operation, message);

      it('is taken: kept, recorded in the conversation of the filing, and told on', async () => {
        assert.equal(await send(), undefined);
        const sent = await scene.outbox();
        assert.deepEqual(
          sent.map(({ name }) => name).sort(),
          [...(copy === undefined ? [] : [copy]), ...(answers ? ['entry.screeningAnswered'] : [])].sort(),
        );
        for (const one of sent) assert.deepEqual(faultsOfSent(one), []);
        const [record] = (await scene.records(MRN)).filter((one) => one.event === event);
        const [filing] = await scene.store.query<{ conversation_id: string }>('select conversation_id from filing');
        assert.deepEqual([record?.outcome, record?.conversation_id], ['accepted', filing?.conversation_id]);
      });

      if (copy !== undefined) {
        it('the responsible Member State gets a copy, with an id of its own and a reference to the original', async () => {
          await send('m-1');
          const forwarded = (await scene.outbox()).find(({ name }) => name === copy);
          const { MessageHeader } = forwarded?.content as { MessageHeader: Json };
          assert.deepEqual([forwarded?.recipient, forwarded?.subscriber], ['BE', 'ccn2ng']);
          assert.deepEqual(
            [MessageHeader['messageId'], MessageHeader['correlationId'], MessageHeader['messageRecipient']],
            [forwarded?.messageId, 'm-1', 'NES.BE'],
          );
        });

        it('the responsible Member State gets no copy of its own', async () => {
          await send('m-1', about(MRN, 'BE', operation, 'm-1'), 'BE');
          assert.equal((await scene.outbox()).filter(({ name }) => name === copy).length, 0);
        });
      }

      it('of a Member State that it is not for is refused, and nothing is kept', async () => {
        const other = sender === 'DE' ? 'NL' : 'DE';
        await assert.rejects(send('m-1', about(MRN, sender, operation, 'm-1'), other), { code: 'ENTRY_NOT_INVOLVED' });
        assert.deepEqual(await scene.outbox(), []);
      });

      it('about what does not exist is refused', async () => {
        const unknown = about('26BE99999999999ST9', sender, operation, 'm-1');
        await assert.rejects(send('m-1', unknown), { code: 'ENTRY_MRN_UNKNOWN' });
      });

      it('sent again has no effect, is acknowledged, and recorded as done', async () => {
        await send('m-1');
        const before = await scene.outbox();
        assert.equal(await send('m-1'), undefined);
        assert.deepEqual(await scene.outbox(), before);
        assert.deepEqual(await outcomes(event), ['accepted', 'done']);
      });

      it('sent several times at once has its effect once', async () => {
        await Promise.all([1, 2, 3, 4].map(() => send('m-1')));
        assert.equal((await scene.outbox()).length, Number(answers) + Number(copy !== undefined));
        assert.deepEqual((await outcomes(event)).sort(), ['accepted', 'done', 'done', 'done']);
      });

      it('after the decision is refused when new, and acknowledged when sent again', async () => {
        await send('m-1');
        await decided();
        await assert.rejects(send('m-2'), { code: 'ENTRY_STATE', status: 'conflict' });
        assert.equal(await send('m-1'), undefined);
      });
    });
  }

  it('IE4S01: an assessment in another country’s name is refused', async () => {
    const message = about(MRN, 'DE', 'IE4S01submitEScreeningAssessment', 'm-1');
    message['involvedMemberState'] = { country: 'BE' };
    await assert.rejects(scene.as('DE')('IE4S01submitEScreeningAssessment', message), { code: 'ENTRY_NOT_INVOLVED' });
  });

  it('IE4S02: a result in another country’s name is refused', async () => {
    const message = about(MRN, 'BE', 'IE4S02submitRiskAnalysisResult', 'm-1');
    message['responsibleMemberState'] = { country: 'DE' };
    await assert.rejects(scene.as('BE')('IE4S02submitRiskAnalysisResult', message), { code: 'ENTRY_NOT_INVOLVED' });
  });

  it('IE4S01: the last answer counts; an earlier one that comes again does not undo it', async () => {
    const answer = async () =>
      (
        await scene.store.query<{ answer_message_id: string }>(
          `select answer_message_id from screening where member_state = 'DE'`,
        )
      )[0];
    const send = (operation: string, id: string) => scene.as('DE')(operation, about(MRN, 'DE', operation, id));
    await send('IE4S01submitEScreeningAssessment', 'm-1');
    await send('IE4S01updateEScreeningResult', 'm-2');
    await send('IE4S01submitEScreeningAssessment', 'm-1');
    assert.deepEqual(await answer(), { answer_message_id: 'm-2' });
  });

  it('IE4N03: a second hit of the same Member State is taken and tells nobody anything new', async () => {
    const send = (id: string) =>
      scene.as('DE')('IE4N03notifyERiskAnalysisHit', about(MRN, 'DE', 'IE4N03notifyERiskAnalysisHit', id));
    await send('m-1');
    await send('m-2');
    assert.equal((await scene.outbox()).length, 1);
    assert.deepEqual(await outcomes('entry.risk.hit'), ['accepted', 'accepted']);
  });

  it('an answer and the end of the time at once do not lock each other out', async () => {
    const { expireScreenings } = await import('./expire-screenings.ts');
    const { contract } = await import('./contract.ts');
    const { createEmitter } = await import('../../../shared-services/kit/store/emitter.ts');
    const expire = expireScreenings({
      store: scene.store,
      clock: { nowMs: () => scene.clock.nowAtMs + 7_200_000 },
      emitterFor: (of: typeof contract) => createEmitter(of, () => ['entry']),
    } as unknown as Parameters<typeof expireScreenings>[0]);
    // In a circle, PostgreSQL would end one of them.
    await Promise.all([
      ...[1, 2, 3, 4, 5, 6].map((id) =>
        scene.as('DE')('IE4S01updateEScreeningResult', about(MRN, 'DE', 'IE4S01updateEScreeningResult', `m-${id}`)),
      ),
      expire(),
      expire(),
    ]);
  });
}).timeout(30_000);
