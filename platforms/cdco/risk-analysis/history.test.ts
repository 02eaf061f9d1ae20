import assert from 'node:assert/strict';
import { silentLogger } from '../../../shared-services/kit/logging.ts';
import { createCalls } from '../../../shared-services/kit/rpc/calls.ts';
import type { Store } from '../../../shared-services/kit/store/store.ts';
import { startTestApplication, type TestApplication } from '../../../shared-services/kit/test-support/application.ts';
import application from './application.ts';
import type { Assessment } from './assess-all.ts';
import { createOperatorStanding } from './operator-standing.ts';
import { storeOf } from './storage/sealed.test-support.ts';
import { readFindDays, recordFinds, type TraderFind } from './storage/trader-finds.ts';

const cause = { conversationId: 'C-1', traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' };

/** The register, another application: answers what it is told to, and counts. */
const register = (answer: () => unknown) => {
  const asked: { readonly EORI: readonly string[]; readonly deadlineAtMs: number }[] = [];
  const clock = { nowAt: 1_000_000, nowMs: () => clock.nowAt };
  const calls = createCalls(async (operationId, request, call) => {
    assert.equal(operationId, 'eos.findOperators');
    assert.deepEqual(call.caller.profiles, ['risk-analysis']);
    asked.push({ EORI: (request as { EORI: string[] }).EORI, deadlineAtMs: call.deadlineAtMs });
    return answer();
  });
  return { asked, clock, standing: createOperatorStanding(calls, clock, silentLogger()) };
};

const authorised = {
  EORI: 'BE1',
  status: 'valid',
  country: 'BE',
  aeo: { type: 'AEOS', status: 'valid', validFrom: '2024-01-01' },
};

describe('the standing of operators', () => {
  it('is asked once for all of a call, each number once, and believed for half a minute', async () => {
    const { asked, clock, standing } = register(() => ({ operator: [authorised] }));
    const found = await standing.find(['BE1', 'NL2', 'BE1'], cause);
    assert.deepEqual(found?.get('BE1'), { type: 'AEOS', status: 'valid' });
    assert.equal(found?.get('NL2'), undefined);
    assert.deepEqual(asked, [{ EORI: ['BE1', 'NL2'], deadlineAtMs: clock.nowAt + 1000 }]);
    assert.deepEqual((await standing.find(['NL2', 'BE1'], cause))?.get('BE1'), { type: 'AEOS', status: 'valid' });
    assert.equal(asked.length, 1);
    clock.nowAt += 30_000;
    await standing.find(['BE1'], cause);
    assert.equal(asked.length, 2);
  });

  it('is asked of nobody where no operator is named', async () => {
    const { asked, standing } = register(() => ({}));
    assert.deepEqual(await standing.find([], cause), new Map());
    assert.deepEqual(asked, []);
  });

  it('is asked in questions that the register takes', async () => {
    const { asked, standing } = register(() => ({}));
    await standing.find(
      Array.from({ length: 1001 }, (_, number) => `BE${number}`),
      cause,
    );
    assert.deepEqual(
      asked.map(({ EORI }) => EORI.length),
      [1000, 1],
    );
  });

  it('is unknown while the register is not there: it is left alone for two seconds, then asked again', async () => {
    let there = false;
    const { asked, clock, standing } = register(() => {
      if (there) return { operator: [authorised] };
      throw new Error('not there');
    });
    assert.equal(await standing.find(['BE1'], cause), undefined);
    there = true;
    assert.equal(await standing.find(['BE1'], cause), undefined);
    assert.equal(asked.length, 1);
    clock.nowAt += 2000;
    assert.equal((await standing.find(['BE1'], cause))?.size, 1);
  });
});

describe('confirmed finds', () => {
  let running: TestApplication;
  let store: Store;
  const find = (more: Partial<TraderFind> = {}): TraderFind => ({
    reference: 'FOUND-1',
    EORI: 'BE0123456789',
    riskAreaCode: 'UVL',
    foundOn: '2026-10-01',
    ...more,
  });
  const record = (...finds: TraderFind[]) => store.transaction((transaction) => recordFinds(transaction, finds));
  const assess = (reference: string, onDate = '2026-11-21') =>
    running.ask<Assessment>('assess', {
      reference,
      procedure: 'import',
      specificCircumstanceIndicator: 'H01',
      onDate,
      declaration: {
        declarant: { identificationNumber: 'BE0123456789' },
        goodsShipment: { goodsItem: [{ weight: { netMass: '10', grossMass: '9' } }] },
      },
    });

  before(async () => {
    running = await startTestApplication(application);
    store = storeOf(running);
  });
  after(() => running.stop());

  it('raise the score of what is hit afterwards, and the assessment says by which rule; a repetition stays as it was', async () => {
    const before = await assess('BEFORE-1');
    assert.deepEqual(before.areas, [{ riskAreaCode: 'UVL', score: 45 }]);
    await record(find());
    const { areas, history, recommendation } = await assess('AFTER-1');
    assert.deepEqual(areas, [{ riskAreaCode: 'UVL', score: 50 }]);
    assert.equal(recommendation, before.recommendation);
    assert.deepEqual(history, {
      // The register is another application, and not here.
      registerAsked: false,
      changes: [
        {
          ruleId: 'HIST-FINDS-1',
          ruleVersion: 1,
          riskAreaCode: 'UVL',
          scoreBefore: 45,
          scoreAfter: 50,
          explanation: 'A find in the last year (declarant: confirmed finds in 365 days: 1).',
          pointer: '/declarant/identificationNumber',
        },
      ],
    });
    assert.deepEqual(await assess('BEFORE-1'), before);
    assert.deepEqual((await assess('LATER-1', '2027-11-21')).areas, [{ riskAreaCode: 'UVL', score: 45 }]);
  });

  it('are kept once each, and a declaration with finds in two areas counts once', async () => {
    await record(find(), find({ riskAreaCode: 'IPR' }), find({ reference: 'FOUND-2', foundOn: '2026-11-01' }));
    await record(find({ foundOn: '2026-11-02' }));
    const days = await readFindDays(store, ['BE0123456789', 'NL9']);
    assert.deepEqual([...days], [['BE0123456789', ['2026-11-01', '2026-10-01']]]);
  });
});
