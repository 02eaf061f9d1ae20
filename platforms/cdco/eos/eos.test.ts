import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { startTestApplication, type TestApplication } from '../../../shared-services/kit/test-support/application.ts';
import application from './application.ts';

const trader = { circle: 'untrusted', profile: 'declarant', via: 'speed2ng' } as const;
const memberState = { circle: 'trusted', profile: 'national-entry-system', via: 'ccn2ng' } as const;

describe('register of economic operators', () => {
  let running: TestApplication;

  before(async () => {
    running = await startTestApplication(application);
  });
  after(() => running.stop());

  describe('checkOperator', () => {
    it('tells a trader whether a number is valid, and not whose it is', async () =>
      assert.deepEqual(await running.ask('checkOperator', { EORI: 'BE0000000001' }, trader), {
        EORI: 'BE0000000001',
        status: 'valid',
        validFrom: '2020-01-01',
      }));

    it('tells a Member State whose it is', async () =>
      assert.deepEqual(await running.ask('checkOperator', { EORI: 'BE0000000001' }, memberState), {
        EORI: 'BE0000000001',
        status: 'valid',
        validFrom: '2020-01-01',
        name: 'Invented Parcels NV',
      }));

    it('tells that a number has expired', async () => {
      const { status, validTo } = await running.ask<{ status: string; validTo: string }>(
        'checkOperator',
        { EORI: 'BE0000000006' },
        trader,
      );
      assert.deepEqual([status, validTo], ['expired', '2024-12-31']);
    });

    it('answers unknown for a number that nobody has, and remarks on its form', async () =>
      assert.deepEqual(await running.ask('checkOperator', { EORI: 'BE1' }, trader), {
        EORI: 'BE1',
        status: 'unknown',
        remark: 'EORI numbers of BE usually have another form.',
      }));

    it('is recorded as a reading of personal data', async () => {
      await running.ask('checkOperator', { EORI: 'BE0000000001' }, memberState);
      const records = await running.query(
        `select distinct outcome, personal_data from record where event = 'eos.operator.check' and circle = 'trusted'`,
      );
      assert.deepEqual(records, [{ outcome: 'done', personal_data: true }]);
    });

    it('is refused to a trader without a business profile', () =>
      assert.rejects(running.ask('checkOperator', { EORI: 'BE0000000001' }, { ...trader, profile: 'visitor' }), {
        code: 'CALLER_NOT_ADMITTED',
      }));
  });

  describe('findOperators', () => {
    const find = (...EORI: string[]) => running.ask<{ operator?: { EORI: string }[] }>('findOperators', { EORI });

    it('answers what is known, authorisations included, each number once', async () => {
      const { operator } = await find('BE0000000001', 'NL0000000008', 'BE0000000001', 'ZZ1');
      assert.deepEqual(operator, [
        {
          EORI: 'BE0000000001',
          status: 'valid',
          country: 'BE',
          name: 'Invented Parcels NV',
          aeo: { type: 'AEOC', status: 'valid', validFrom: '2021-06-01' },
        },
        {
          EORI: 'NL0000000008',
          status: 'valid',
          country: 'NL',
          name: 'Invented Suspended Forwarders BV',
          aeo: { type: 'AEOS', status: 'suspended', validFrom: '2021-06-01' },
        },
      ]);
      assert.deepEqual(await find('ZZ1'), {});
    });

    it('notices a change of the register without a restart', async () => {
      await running.query(
        `insert into operator (eori, name, country, valid_from) values ('SE0000000099', 'Invented Newcomer AB', 'SE', '2026-01-01')`,
      );
      let found: unknown;
      for (let turn = 0; turn < 50 && found === undefined; turn += 1) {
        await wait(100);
        found = (await find('SE0000000099')).operator?.[0];
      }
      assert.deepEqual(found, { EORI: 'SE0000000099', status: 'valid', country: 'SE', name: 'Invented Newcomer AB' });
    });

    it('is offered to the entry application alone', async () => {
      for (const as of [trader, memberState, { profile: 'decisions' }]) {
        await assert.rejects(running.ask('findOperators', { EORI: ['BE1'] }, as), { code: 'CALLER_NOT_ADMITTED' });
      }
    });
  });
});
