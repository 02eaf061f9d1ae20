import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'mocha';
import { startTestApplication, type TestApplication } from '../kit/test-support/application.ts';
import application from './application.ts';
import { emergencyMs, proposalMs } from './domain/response.ts';
import { quietMs, ruleOf } from './domain/rules.ts';
import { spreadWindowMs, usualAtMost } from './domain/spread.ts';
import { endWhatIsOver, forgetWhatIsOld } from './keep.ts';
import { watchSpread } from './watch-spread.ts';

interface Incident {
  readonly incidentId: string;
  readonly kind: string;
  readonly source: string;
  readonly severity: string;
  readonly state: string;
  readonly events: number;
  readonly addresses: number;
  readonly step?: readonly { readonly step: string; readonly by?: string; readonly note?: string }[];
  readonly response?: readonly string[];
}
interface Incidents {
  readonly incident?: readonly Incident[];
  readonly total: number;
}
interface ResponseView {
  readonly liftingProposedBy?: string;
  readonly responseId: string;
  readonly state: string;
  readonly until?: string;
  readonly applied: boolean;
  readonly step?: readonly { readonly step: string }[];
}
interface Listed {
  readonly event?: readonly {
    readonly id: string;
    readonly kind: string;
    readonly code: string;
    readonly count: number;
  }[];
  readonly more: boolean;
}

const officer = (subject = 'officer-1') =>
  ({ circle: 'administrators', profile: 'security-officer', via: 'shared-services', subject }) as const;
const operator = { ...officer('operator-1'), profile: 'operator' } as const;
const auditor = { ...officer('auditor-1'), profile: 'auditor' } as const;

describe('security', () => {
  let running: TestApplication;
  let batch = 0;
  before(async () => {
    running = await startTestApplication(application, undefined, ['security.barChanged']);
  });
  after(() => running.stop());
  beforeEach(async () => {
    await running.query(
      'truncate event, incident, incident_step, response, response_step, target, traffic_hour, traffic_minute, place restart identity',
    );
  });

  const at = () => new Date(running.clock.nowMs()).toISOString().replace('.000', '');
  const platformCaller = (platform: string) => ({ circle: 'central', profile: platform, via: platform }) as const;
  const report = (
    event: readonly Record<string, unknown>[],
    more: Record<string, unknown> = {},
    platform: 'speed2ng' | 'ccn2ng' | 'uumds' = 'speed2ng',
  ) => {
    batch += 1;
    const events = event.map((one) => ({ at: at(), count: 1, protocol: 'rest', ...one }));
    const request = { instance: 'one', batch, dropped: 0, ...(events.length > 0 ? { event: events } : {}), ...more };
    return running.ask<{ taken: number; openIncident?: unknown }>(
      'reportSecurityEvents',
      request,
      platformCaller(platform),
    );
  };
  const events = (wanted: Record<string, unknown> = {}) => running.ask<Listed>('listSecurityEvents', wanted, auditor);
  const incidents = async (wanted: Record<string, unknown> = {}) =>
    (await running.ask<Incidents>('listIncidents', wanted, auditor)).incident ?? [];
  const consult = (incidentId: string) => running.ask<Incident>('consultIncident', { incidentId }, auditor);
  const store = () => running.host.storeOf('security');
  const badTokens = (count: number, more: Record<string, unknown> = {}) =>
    report([{ code: 'TOKEN_INVALID', count, address: '192.0.2.7', ...more }]);

  describe('events', () => {
    it('are what is one, and found by what is known of them; a page after the other', async () => {
      await report([
        { code: 'TOKEN_INVALID', address: '192.0.2.7', conversationId: 'c-1' },
        { code: 'MESSAGE_INVALID', address: '192.0.2.7' },
        { code: 'MESSAGE_MALFORMED', fault: ['XML_DOCTYPE'], partner: 'BE0000000001' },
      ]);
      await report([{ code: 'MESSAGE_REPLAYED', partner: 'BE' }], {}, 'ccn2ng');
      const codesOf = async (wanted: Record<string, unknown>) =>
        ((await events(wanted)).event ?? []).map(({ code }) => code);
      assert.deepEqual(await codesOf({}), ['MESSAGE_REPLAYED', 'MESSAGE_MALFORMED', 'TOKEN_INVALID']);
      assert.deepEqual(await codesOf({ severity: 'medium' }), ['MESSAGE_REPLAYED', 'MESSAGE_MALFORMED']);
      assert.deepEqual(await codesOf({ kind: 'hostile-content' }), ['MESSAGE_MALFORMED']);
      assert.deepEqual(await codesOf({ platform: 'ccn2ng' }), ['MESSAGE_REPLAYED']);
      assert.deepEqual(await codesOf({ partner: 'BE0000000001' }), ['MESSAGE_MALFORMED']);
      assert.deepEqual(await codesOf({ conversationId: 'c-1', address: '192.0.2.7' }), ['TOKEN_INVALID']);
      const first = await events({ limit: 2 });
      assert.equal(first.more, true);
      assert.deepEqual(await codesOf({ before: first.event?.at(-1)?.id }), ['TOKEN_INVALID']);
    });

    it('are taken once, however often their batch comes, and what a process lost is told', async () => {
      const again = { batch: 1_000_000, instance: 'again', dropped: 7 };
      await report([{ code: 'TOKEN_INVALID' }], again);
      assert.deepEqual(await report([{ code: 'TOKEN_INVALID' }], again), { taken: 0 });
      assert.equal((await events()).event?.length, 1);
      const { source = [] } = await running.ask<{ source?: { instance: string; dropped: number }[] }>(
        'consultSecurityState',
        {},
        auditor,
      );
      assert.equal(source.find(({ instance }) => instance === 'again')?.dropped, 7);
    });

    it('are a stream for another system: lines of JSON, each once, from a cursor on', async () => {
      await report([{ code: 'TOKEN_INVALID' }, { code: 'MESSAGE_REPLAYED' }, { code: 'SEAL_WITHDRAWN' }]);
      await running.query("update event set taken_at = taken_at - interval '3 seconds'");
      const take = (more: Record<string, unknown>) =>
        running.ask<{ line?: string[]; next: string; more: boolean }>('exportSecurityEvents', more, auditor);
      const first = await take({ limit: 2 });
      const rest = await take({ after: first.next });
      const codes = [...(first.line ?? []), ...(rest.line ?? [])].map(
        (line) => (JSON.parse(line) as { code: string }).code,
      );
      assert.deepEqual(
        [codes, first.more, rest.more],
        [['TOKEN_INVALID', 'MESSAGE_REPLAYED', 'SEAL_WITHDRAWN'], true, false],
      );
      assert.deepEqual(await take({ after: rest.next }), { next: rest.next, more: false });
    });

    it('have a bound, of age and of number', async () => {
      for (let round = 0; round < 5; round += 1) await report([{ code: 'TOKEN_INVALID', address: `192.0.2.${round}` }]);
      await forgetWhatIsOld(store(), { days: 1, rows: 3 });
      assert.equal((await events()).event?.length, 3);
      await running.query("update event set taken_at = now() - interval '2 days'");
      await forgetWhatIsOld(store(), { days: 1, rows: 3 });
      assert.equal((await events()).event, undefined);
    });

    it('are for those who answer for security and operation; platforms alone report', async () => {
      await assert.rejects(running.ask('listSecurityEvents', {}, { ...auditor, profile: 'service-owner' }), {
        code: 'CALLER_NOT_ADMITTED',
      });
      await assert.rejects(running.ask('reportSecurityEvents', { instance: 'x', batch: 1, dropped: 0 }, operator), {
        code: 'CALLER_NOT_ADMITTED',
      });
    });
  });

  describe('incidents', () => {
    const { threshold } = ruleOf('authentication-failed');

    it('begin with the threshold, over all processes, and are one, which grows', async () => {
      await badTokens(threshold - 1);
      assert.deepEqual(await incidents(), []);
      await report([{ code: 'TOKEN_INVALID', address: '192.0.2.7' }], { instance: 'two' }, 'ccn2ng');
      const [first] = await incidents();
      assert.deepEqual(
        [first?.kind, first?.source, first?.severity, first?.state],
        ['authentication-failed', '192.0.2.7', 'medium', 'open'],
      );
      await badTokens(threshold * 5);
      const [grown, ...others] = await incidents();
      assert.deepEqual(
        [grown?.incidentId, grown?.severity, grown?.events, others],
        [first?.incidentId, 'high', threshold * 6, []],
      );
      assert.deepEqual(
        (await consult(first!.incidentId)).step?.map(({ step }) => step),
        ['opened: medium', 'graver: high'],
      );
    });

    it('count what is in the window alone', async () => {
      await badTokens(threshold - 1);
      running.clock.nowAt += ruleOf('authentication-failed').windowMs + 1000;
      await badTokens(threshold - 1);
      assert.deepEqual(await incidents(), []);
    });

    it('begin with one event where it is grave by itself, and are graver where many are hit', async () => {
      await report([{ code: 'CERTIFICATE_REVOKED', partner: 'BE', credential: 'AB' }]);
      assert.deepEqual(
        (await incidents()).map(({ kind, severity }) => [kind, severity]),
        [['credential-withdrawn', 'high']],
      );
      const places = Array.from({ length: 10 }, (_, number) => ({
        code: 'SIGNATURE_INVALID',
        partner: 'DE',
        address: `192.0.2.${number}`,
      }));
      await report(places);
      const [spread] = await incidents({ kind: 'signature-fault' });
      assert.deepEqual([spread?.severity, spread?.addresses], ['high', 10]);
    });

    it('are acknowledged and closed by a security officer; what comes after is another', async () => {
      await badTokens(threshold);
      const [{ incidentId }] = (await incidents()) as [Incident];
      const change = { incidentId, reason: 'looked at' };
      await assert.rejects(running.ask('closeIncident', change, operator), { code: 'CALLER_NOT_ADMITTED' });
      assert.equal((await running.ask<Incident>('acknowledgeIncident', change, officer())).state, 'acknowledged');
      const closed = await running.ask<Incident>('closeIncident', change, officer());
      assert.deepEqual(
        [closed.state, closed.step?.at(-1)?.by, closed.step?.at(-1)?.note],
        ['closed', 'officer-1', 'looked at'],
      );
      await running.ask('closeIncident', change, officer());
      await assert.rejects(running.ask('acknowledgeIncident', change, officer('officer-2')), {
        code: 'INCIDENT_CLOSED',
      });
      await badTokens(1);
      assert.deepEqual(await incidents(), []);
      await badTokens(threshold);
      const [another] = await incidents();
      assert.notEqual(another?.incidentId, incidentId);
      assert.equal((await running.ask<Incidents>('listIncidents', { state: 'all' }, auditor)).total, 2);
    });

    it('that are quiet are closed; those that somebody looks after are not', async () => {
      await badTokens(threshold);
      await badTokens(threshold, { address: '192.0.2.8' });
      const [{ incidentId }] = (await incidents({ source: '192.0.2.8' })) as [Incident];
      await running.ask('acknowledgeIncident', { incidentId, reason: 'mine' }, officer());
      running.clock.nowAt += quietMs + 1000;
      await endWhatIsOver(store(), running.clock);
      assert.deepEqual(
        (await incidents()).map(({ state, source }) => [state, source]),
        [['acknowledged', '192.0.2.8']],
      );
    });

    it('are seen over all sources together: passwords tried at many accounts, each from another address', async () => {
      const tried = (from: number, count: number) =>
        report(
          Array.from({ length: count }, (_, one) => ({
            ...{ code: 'SIGN_IN_REFUSED', credential: `person-${from + one}`, address: `192.0.2.${from + one}` },
          })),
          {},
          'uumds',
        );
      await tried(0, usualAtMost.credentials);
      await watchSpread(store(), running.clock);
      assert.deepEqual(await incidents({ kind: 'spread-attempts' }), [], 'as many mistype');
      running.clock.nowAt += 30 * 60_000;
      await tried(usualAtMost.credentials, 1);
      for (const _ of [1, 2]) await watchSpread(store(), running.clock);
      const [found, ...others] = await incidents({ kind: 'spread-attempts' });
      assert.deepEqual([found?.source, found?.severity, others], ['uumds', 'medium', []]);
      const told = (
        await running.query<{ detail: string }>("select detail from event where code = 'ATTEMPTS_SPREAD'")
      ).map(({ detail }) => detail);
      assert.deepEqual(told, ['sign-in-failed: 51 accounts or clients, from 51 addresses, within an hour']);
      // An hour later it is quiet.
      running.clock.nowAt += spreadWindowMs;
      await watchSpread(store(), running.clock);
      assert.equal((await running.query("select 1 from event where code = 'ATTEMPTS_SPREAD'")).length, 1);
    });

    it('that are not there cannot be looked at, nor changed', async () => {
      const incidentId = '019aa5a2-7c1e-7000-8000-00000000ffff';
      await assert.rejects(consult(incidentId), { code: 'INCIDENT_UNKNOWN' });
      for (const operation of ['acknowledgeIncident', 'closeIncident'])
        await assert.rejects(running.ask(operation, { incidentId, reason: 'x' }, officer()), {
          code: 'INCIDENT_UNKNOWN',
        });
    });
  });

  describe('responses', () => {
    const block = { action: 'block-partner', target: 'BE0000000001', reason: 'forged signatures' };
    const propose = (more: Record<string, unknown> = {}, by: Record<string, unknown> = officer()) =>
      running.ask<ResponseView>('proposeResponse', { ...block, ...more }, by);
    const decide = (responseId: string, decision = 'approved', by: Record<string, unknown> = operator) =>
      running.ask<ResponseView>('decideResponse', { responseId, decision, reason: 'seen' }, by);
    const liftBy = (responseId: string, by: Record<string, unknown>) =>
      running.ask<ResponseView>('liftResponse', { responseId, reason: 'over' }, by);
    const liftIt = async (responseId: string) => {
      await liftBy(responseId, officer());
      return liftBy(responseId, operator);
    };
    const told = async () =>
      (await running.query<{ content: string }>('select content from outbox order by id')).map(
        ({ content }) =>
          JSON.parse(content) as { kind: string; id: string; barred: boolean; until?: string; version: number },
      );
    beforeEach(() => running.query('truncate outbox'));

    it('are in force when another person agrees, and told to the gateways with that', async () => {
      const proposed = await propose();
      assert.deepEqual([proposed.state, await told()], ['proposed', []]);
      assert.equal((await decide(proposed.responseId)).state, 'in-force');
      assert.deepEqual(await told(), [{ kind: 'party', id: 'BE0000000001', version: 1, barred: true }]);
      assert.equal((await liftIt(proposed.responseId)).state, 'lifted');
      assert.deepEqual((await told()).at(-1), { kind: 'party', id: 'BE0000000001', version: 2, barred: false });
      const { step = [] } = await running.ask<ResponseView>(
        'consultResponse',
        { responseId: proposed.responseId },
        auditor,
      );
      assert.deepEqual(
        step.map((one) => one.step),
        ['proposed', 'in-force', 'lifting-proposed', 'lifted'],
      );
    });

    it('are not agreed to by who proposed them, nor twice, nor by an auditor', async () => {
      const { responseId } = await propose();
      await assert.rejects(decide(responseId, 'approved', officer()), { code: 'RESPONSE_SAME_PERSON' });
      await assert.rejects(decide(responseId, 'approved', auditor), { code: 'CALLER_NOT_ADMITTED' });
      assert.equal((await decide(responseId, 'rejected')).state, 'rejected');
      await assert.rejects(decide(responseId, 'approved', officer('officer-2')), { code: 'RESPONSE_STATE' });
      await assert.rejects(liftIt(responseId), { code: 'RESPONSE_STATE' });
      assert.deepEqual(await told(), []);
      await assert.rejects(propose({}, operator), { code: 'CALLER_NOT_ADMITTED' });
    });

    it('that are not there are not looked at, agreed to or lifted', async () => {
      const responseId = '019aa5a2-7c1e-7000-8000-00000000ffff';
      const unknown = { code: 'RESPONSE_UNKNOWN' };
      await assert.rejects(running.ask('consultResponse', { responseId }, auditor), unknown);
      await assert.rejects(decide(responseId), unknown);
      await assert.rejects(liftBy(responseId, officer()), unknown);
    });

    it('are held by the database too: a row that one person made and agreed to cannot be', async () => {
      const { responseId } = await propose();
      await assert.rejects(
        running.query(`update response set state = 'in-force', decided_by = proposed_by where id = '${responseId}'`),
        /check constraint/,
      );
      await assert.rejects(
        running.query(`update response set state = 'in-force' where id = '${responseId}'`),
        /check constraint/,
      );
    });

    it('are lifted by two people, as they were made: one proposes it, however often, and another lifts it', async () => {
      const { responseId } = await propose();
      await decide(responseId);
      for (const round of [1, 2]) {
        const after = await liftBy(responseId, operator);
        assert.deepEqual([after.state, after.liftingProposedBy], ['in-force', operator.subject], `round ${round}`);
      }
      assert.equal((await told()).at(-1)?.barred, true);
      await assert.rejects(
        running.query(`update response set state = 'lifted', lifted_by = lift_proposed_by where id = '${responseId}'`),
        /check constraint/,
      );
      // What nobody agreed to within a week is proposed anew.
      running.clock.nowAt += proposalMs;
      assert.equal((await liftBy(responseId, officer())).state, 'in-force');
      assert.equal((await liftBy(responseId, operator)).state, 'lifted');
      assert.equal((await told()).at(-1)?.barred, false);
    });

    it('that are an emergency of one word are taken back by one word', async () => {
      const { responseId } = await propose({ target: 'NL', emergency: true });
      assert.equal((await liftBy(responseId, operator)).state, 'lifted');
    });

    it('in an emergency are in force by one word for a quarter of an hour, and not again within a day', async () => {
      const proposed = await propose({ emergency: true });
      const endsAt = new Date(running.clock.nowMs() + emergencyMs).toISOString().replace('.000', '');
      assert.deepEqual([proposed.state, proposed.until], ['emergency', endsAt]);
      assert.deepEqual((await told())[0]?.barred, true);
      assert.ok(Date.parse((await told())[0]?.until ?? '') - Date.parse(endsAt) <= 1000);
      running.clock.nowAt += emergencyMs;
      await assert.rejects(decide(proposed.responseId), { code: 'RESPONSE_STATE' });
      await endWhatIsOver(store(), running.clock);
      const { state } = await running.ask<ResponseView>(
        'consultResponse',
        { responseId: proposed.responseId },
        auditor,
      );
      assert.equal(state, 'lapsed');
      await assert.rejects(propose({ emergency: true }, officer('officer-2')), { code: 'RESPONSE_EMERGENCY_USED' });
      assert.equal((await propose()).state, 'proposed');
    });

    it('in an emergency go on when another person agrees in time', async () => {
      const { responseId } = await propose({ emergency: true });
      const decided = await decide(responseId);
      assert.deepEqual([decided.state, decided.until], ['in-force', undefined]);
      assert.deepEqual((await told()).at(-1), { kind: 'party', id: 'BE0000000001', version: 2, barred: true });
    });

    it('against one target add up: the lifting of one does not lift the other', async () => {
      const soon = new Date(running.clock.nowMs() + 3_600_000).toISOString().replace('.000', '');
      const [one, other] = [await propose(), await propose({ until: soon })];
      await decide(one.responseId);
      await decide(other.responseId);
      await liftIt(one.responseId);
      const last = (await told()).at(-1);
      assert.equal(last?.barred, true);
      assert.ok(last?.until?.startsWith(soon.slice(0, 16)));
    });

    it('end by time, and proposals too', async () => {
      const until = new Date(running.clock.nowMs() + 60_000).toISOString().replace('.000', '');
      const [lasting, undecided] = [await propose({ until }), await propose()];
      await decide(lasting.responseId);
      running.clock.nowAt += proposalMs + 1000;
      await endWhatIsOver(store(), running.clock);
      const { response = [] } = await running.ask<{ response?: ResponseView[] }>('listResponses', {}, auditor);
      const states = new Map(response.map(({ responseId, state }) => [responseId, state]));
      assert.deepEqual([states.get(lasting.responseId), states.get(undecided.responseId)], ['over', 'lapsed']);
    });

    it('name a target of the right form, an end that comes, and an incident that is there', async () => {
      const wrong: [Record<string, unknown>, string][] = [
        [{ target: 'be' }, 'RESPONSE_TARGET_INVALID'],
        [{ action: 'suspend-certificate', target: 'BE' }, 'RESPONSE_TARGET_INVALID'],
        [{ until: '2020-01-01T00:00:00Z' }, 'RESPONSE_UNTIL_INVALID'],
        [
          { action: 'revoke-certificate', target: 'a'.repeat(64), until: '2099-01-01T00:00:00Z' },
          'RESPONSE_UNTIL_INVALID',
        ],
        [{ incidentId: '019aa5a2-7c1e-7000-8000-00000000ffff' }, 'INCIDENT_UNKNOWN'],
      ];
      for (const [more, code] of wrong) await assert.rejects(propose(more), { code });
    });

    it('that revoke are not lifted, and stand with their incident', async () => {
      await report([{ code: 'SEAL_WITHDRAWN', partner: 'BE0000000001' }]);
      const [{ incidentId }] = (await incidents()) as [Incident];
      const { responseId } = await propose({
        action: 'revoke-certificate',
        target: `${'AB:'.repeat(31)}AB`,
        incidentId,
      });
      await decide(responseId);
      assert.deepEqual((await told())[0], { kind: 'certificate', id: 'ab'.repeat(32), version: 1, barred: true });
      await assert.rejects(liftIt(responseId), { code: 'RESPONSE_STATE' });
      assert.deepEqual((await consult(incidentId)).response, [responseId]);
    });

    it('leave a record of each step', async () => {
      const { responseId } = await propose();
      await decide(responseId);
      const rows = await running.query<{ event: string }>(`select event from record where reference = '${responseId}'`);
      assert.deepEqual(rows.map(({ event }) => event).toSorted(), [
        'security.response.decide',
        'security.response.propose',
      ]);
    });
  });

  describe('anomalies', () => {
    const traffic = (partner: string, count: number, network?: string) => ({
      traffic: [{ minute: `${at().slice(0, 16)}:00Z`, partner, count, ...(network === undefined ? {} : { network }) }],
    });
    const codes = async () => ((await events()).event ?? []).map(({ code }) => code);

    it('of rate are told against what the partner has done before, and never of a new one', async () => {
      await report([], traffic('BE0000000009', 10_000));
      assert.deepEqual(await codes(), []);
      await running.query(`insert into traffic_hour select 'BE0000000001', date_trunc('hour', to_timestamp(${running.clock.nowMs() / 1000})) - make_interval(hours => n), 90 + n % 20
        from generate_series(1, 48) as n`);
      await report([], traffic('BE0000000001', 120));
      assert.deepEqual(await codes(), []);
      await report([], traffic('BE0000000001', 5000));
      await report([], traffic('BE0000000001', 5000));
      assert.deepEqual(await codes(), ['RATE_UNUSUAL']);
      assert.deepEqual(
        (await incidents()).map(({ kind, source }) => [kind, source]),
        [['anomaly-rate', 'BE0000000001']],
      );
    });

    it('of geography are told of who is known for a day: a network that was never seen', async () => {
      await report([], traffic('BE0000000001', 1, '192.0.2.0/24'));
      await report([], traffic('BE0000000001', 1, '198.51.100.0/24'));
      assert.deepEqual(await codes(), []);
      running.clock.nowAt += 25 * 3_600_000;
      await report([], traffic('BE0000000001', 1, '203.0.113.0/24'));
      await report([], traffic('BE0000000001', 1, '192.0.2.0/24'));
      assert.deepEqual(await codes(), ['NETWORK_NEW']);
    });
  });
});
