import assert from 'node:assert/strict';
import { startTestApplication, type TestApplication } from '../../../shared-services/kit/test-support/application.ts';
import application from './application.ts';
import type { DecisionReply } from './decide.ts';

const involved = (memberState: string, more: object = {}) => ({
  memberState,
  role: 'involved',
  resultCode: '0',
  ...more,
});

const requestOf = (reference: string, more: object = {}) => ({
  reference,
  stage: 'preLoading',
  assessment: { highestLevel: 'none', recommendation: 'none' },
  memberStateResults: [involved('BE'), involved('DE')],
  allInvolvedAnswered: true,
  ...more,
});

describe('decisions decide', () => {
  let running: TestApplication;
  const decide = (request: unknown) => running.ask<DecisionReply>('decide', request);

  before(async () => {
    running = await startTestApplication(application);
  });
  after(() => running.stop());

  it('says what happens, by which rule, and on which basis', async () => {
    const { outcome, reason, basis } = await decide(requestOf('RELEASE-1'));
    assert.deepEqual([outcome, reason.code], ['release', 'REL-2']);
    assert.ok(basis.includes('UCC Art. 46'));
  });

  it('keeps what was decided on', async () => {
    const answers = [involved('NL', { resultCode: '1', referral: { type: 'RFI' } })];
    await decide(requestOf('KEPT-1', { memberStateResults: answers }));
    const rows = await running.query<{ outcome: string; facts: string }>(
      `select outcome, facts from decision where reference = 'KEPT-1'`,
    );
    assert.deepEqual(
      rows.map(({ outcome }) => outcome),
      ['requestForInformation'],
    );
    assert.deepEqual(JSON.parse(rows[0]!.facts).memberStateResults, answers);
  });

  it('answers the same facts with the stored decision, in whatever order they come', async () => {
    const first = await decide(requestOf('AGAIN-1'));
    running.clock.nowAt += 3_600_000;
    const again = await decide(requestOf('AGAIN-1', { memberStateResults: [involved('DE'), involved('BE')] }));
    assert.deepEqual(again, first);
    assert.equal((await running.query(`select from decision where reference = 'AGAIN-1'`)).length, 1);
  });

  it('decides anew when an answer comes in', async () => {
    const waiting = requestOf('ANEW-1', { allInvolvedAnswered: false });
    assert.equal((await decide(waiting)).outcome, 'wait');
    assert.equal((await decide(requestOf('ANEW-1'))).outcome, 'release');
  });

  it('gives callers that arrive at once with the same facts one decision', async () => {
    await Promise.all(Array.from({ length: 20 }, () => decide(requestOf('RACE-1'))));
    assert.equal((await running.query(`select from decision where reference = 'RACE-1'`)).length, 1);
  });

  it('decides without any answer of a Member State', async () => {
    const { memberStateResults: _, ...without } = requestOf('ALONE-1');
    assert.equal((await decide(without)).outcome, 'release');
  });

  it('writes an audit record for each call', async () => {
    await decide(requestOf('AUDIT-1'));
    await decide(requestOf('AUDIT-1'));
    const records = await running.query(
      `select event, outcome from record where reference = 'AUDIT-1' order by recorded_at`,
    );
    assert.deepEqual(records, [
      { event: 'decisions.decide', outcome: 'accepted' },
      { event: 'decisions.decide', outcome: 'done' },
    ]);
  });

  it('is refused to everyone but the entry application', async () => {
    for (const as of [
      { circle: 'untrusted', profile: 'entry', via: 'speed2ng' },
      { circle: 'trusted', profile: 'national-entry-system', via: 'ccn2ng' },
      { profile: 'risk-analysis' },
    ] as const) {
      await assert.rejects(running.ask('decide', requestOf('NEVER-1'), as), { code: 'CALLER_NOT_ADMITTED' });
    }
  });
});
