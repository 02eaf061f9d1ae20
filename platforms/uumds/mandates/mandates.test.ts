import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { compileValidator } from '../../../reference-architecture/contract/validate.ts';
import { contract } from './contract.ts';
import {
  agents,
  airExpress,
  itServices,
  otherServices,
  parcels,
  type Scene,
  startScene,
  type Told,
} from './test-support/scene.ts';

const represented = {
  caller: agents,
  operationId: 'entry.fileIE3F32',
  principal: parcels,
  representative: agents,
  representation: 'directRepresentation',
};

const faultsOf = (error: Told) => error.faults.map(({ code, path }: Told) => `${code} /${path.join('/')}`);

/** The reply fits its contract: nothing else is said, and nothing is missing. */
const assertFits = (operation: keyof typeof contract.services.Mandates.operations, reply: Told) => {
  const { reply: message } = contract.services.Mandates.operations[operation];
  assert.deepEqual(compileValidator(message!, { has: () => false })(reply, '2026-11-21'), []);
};

describe('mandates', () => {
  let scene: Scene;
  before(async () => {
    scene = await startScene();
  });
  after(() => scene.stop());
  beforeEach(() => {
    scene.clock.nowAtMs = Date.parse('2026-11-21T08:00:00Z');
  });

  const sent = (mandateId: string) =>
    scene.admin<{ name: string; recipient: string }>(
      'select name, recipient from portorium_mandates.outbox where ordering_key = $1 order by id',
      [mandateId],
    );

  describe('granting', () => {
    it('proposes, tells the mandatary, and is recorded; nothing is in force yet', async () => {
      const made = await scene.propose(airExpress, { validTo: '2027-12-31', reason: 'For our parcels.' });
      assertFits('grantMandate', made);
      assert.deepEqual(
        [
          made.mandator,
          made.mandatary,
          made.principal,
          made.state,
          made.effective,
          made.validFrom,
          made.maySubDelegate,
        ],
        [airExpress, agents, airExpress, 'proposed', false, '2026-11-21', false],
      );
      assert.deepEqual(await sent(made.mandateId), [{ name: 'mandates.MandateProposed', recipient: agents }]);
      const records = await scene.admin(
        'select event, outcome, party, personal_data from portorium_audit.record where reference = $1',
        [made.mandateId],
      );
      assert.deepEqual(records, [
        { event: 'mandates.mandate.propose', outcome: 'accepted', party: airExpress, personal_data: true },
      ]);
      const { reason, lacking } = await scene.check({ ...represented, principal: airExpress });
      assert.deepEqual([reason, lacking], ['MANDATE_NOT_ACCEPTED', 'caller']);
      const denied = await scene.admin(
        `select reference, party, circle, outcome, refusal_code from portorium_audit.record where event = 'mandates.entitlement.deny'`,
      );
      assert.deepEqual(denied, [
        {
          reference: `entry.fileIE3F32 for ${airExpress}`,
          party: agents,
          circle: 'untrusted',
          outcome: 'refused',
          refusal_code: 'MANDATE_NOT_ACCEPTED',
        },
      ]);
    });

    it('said again is the same mandate; another under the same reference is refused', async () => {
      const terms = { reference: 'TWICE' };
      const [first, second] = await Promise.all([scene.propose(parcels, terms), scene.propose(parcels, terms)]);
      assert.equal(first.mandateId, second.mandateId);
      assert.equal((await scene.propose(parcels, terms)).mandateId, first.mandateId);
      assert.equal((await sent(first.mandateId)).length, 1);
      await assert.rejects(scene.propose(parcels, { ...terms, profile: 'declarant' }), {
        code: 'MANDATE_REFERENCE_USED',
      });
      const ofAnother = await scene.propose(airExpress, terms);
      assert.notEqual(ofAnother.mandateId, first.mandateId, 'a reference is the mandator’s own');
    });

    for (const [what, terms, faults] of [
      ['to oneself', { mandatary: parcels }, ['MANDATE_TO_ONESELF /mandatary']],
      ['to an operator that nobody knows', { mandatary: 'DE999999999999999' }, ['EORI_UNKNOWN /mandatary']],
      ['to an operator whose number has expired', { mandatary: 'BE0000000006' }, ['EORI_EXPIRED /mandatary']],
      [
        'for an application that is not there',
        { scope: [{ application: 'transit' }] },
        ['SCOPE_NOT_OFFERED /scope/0/application'],
      ],
      [
        'for an operation of Member States',
        { scope: [{ application: 'entry' }, { application: 'entry', operation: 'QueryENS' }] },
        ['SCOPE_NOT_OFFERED /scope/1/operation'],
      ],
      ['for mandates themselves', { scope: [{ application: 'mandates' }] }, ['SCOPE_NOT_OFFERED /scope/0/application']],
      [
        'for a profile that may not do it',
        { profile: 'carrier', scope: [{ application: 'entry', operation: 'fileIE3F32' }] },
        ['SCOPE_OF_OTHER_PROFILE /scope/0/operation'],
      ],
      ['that ends before it begins', { validFrom: '2027-01-01', validTo: '2026-12-31' }, ['DAYS_REVERSED /validTo']],
      ['that is over', { validFrom: '2026-01-01', validTo: '2026-11-20' }, ['DAYS_OVER /validTo']],
      ['from a day that the calendar does not have', { validFrom: '2027-02-30' }, ['DAY_UNKNOWN /validFrom']],
      ['from a day of the year 0, which no calendar has', { validFrom: '0000-01-01' }, ['DAY_UNKNOWN /validFrom']],
      [
        'to be passed on, of a representation',
        { maySubDelegate: true },
        ['SUB_DELEGATION_OF_OTHER_KIND /maySubDelegate'],
      ],
      [
        'with several faults',
        { mandatary: 'DE999999999999999', validFrom: '2027-01-01', validTo: '2026-12-31' },
        ['EORI_UNKNOWN /mandatary', 'DAYS_REVERSED /validTo'],
      ],
    ] as const) {
      it(`${what} is refused`, () =>
        assert.rejects(scene.propose(parcels, terms), (error: Told) => {
          assert.equal(error.code, 'MANDATE_INVALID');
          assert.deepEqual(faultsOf(error), faults);
          return true;
        }));
    }

    it('by an operator whose own number has expired is refused', () =>
      assert.rejects(scene.propose('BE0000000006'), { code: 'MANDATE_INVALID' }));

    it('is for the administrator of an operator alone', async () => {
      for (const profile of ['declarant', 'representative', 'carrier', 'it-provider'])
        await assert.rejects(scene.as(parcels, profile)('grantMandate', {}), { code: 'CALLER_NOT_ADMITTED' });
    });
  });

  describe('accepting and declining', () => {
    it('brings it into force, and tells the mandator', async () => {
      const made = await scene.agree(parcels);
      assertFits('acceptMandate', made);
      assert.deepEqual([made.state, made.effective], ['inForce', true]);
      const told = await sent(made.mandateId);
      assert.deepEqual(told.at(-1), { name: 'mandates.MandateAccepted', recipient: parcels });
      const answer = await scene.check(represented);
      assert.deepEqual([answer.entitled, answer.actingFor], [true, parcels]);
    });

    it('said again changes nothing', async () => {
      const made = await scene.agree(parcels);
      const again = await scene.as(agents)('acceptMandate', { mandateId: made.mandateId });
      assert.deepEqual(again, made);
      assert.equal((await sent(made.mandateId)).length, 2);
    });

    it('is the mandatary’s alone; to a stranger it does not exist', async () => {
      const { mandateId } = await scene.propose(parcels);
      for (const operation of ['acceptMandate', 'declineMandate']) {
        await assert.rejects(scene.as(parcels)(operation, { mandateId }), { code: 'MANDATE_NOT_ADDRESSED' });
        await assert.rejects(scene.as(airExpress)(operation, { mandateId }), { code: 'MANDATE_UNKNOWN' });
      }
    });

    it('that is not there cannot be taken', () =>
      assert.rejects(scene.as(agents)('acceptMandate', { mandateId: '019aa5a2-7c1e-7000-8000-00000000ffff' }), {
        code: 'MANDATE_UNKNOWN',
      }));

    it('declined it counts for nothing, and can be accepted no more', async () => {
      const { mandateId } = await scene.propose(parcels);
      const declined = await scene.as(agents)('declineMandate', { mandateId, reason: 'We are full.' });
      assert.equal(declined.state, 'declined');
      assert.deepEqual((await sent(mandateId)).at(-1), { name: 'mandates.MandateDeclined', recipient: parcels });
      await assert.rejects(scene.as(agents)('acceptMandate', { mandateId }), { code: 'MANDATE_STATE' });
      await assert.rejects(scene.as(parcels)('revokeMandate', { mandateId }), { code: 'MANDATE_STATE' });
    });

    it('is refused once the last day is over', async () => {
      const { mandateId } = await scene.propose(parcels, { validTo: '2026-11-30' });
      scene.clock.nowAtMs = Date.parse('2026-12-01T00:00:00Z');
      await assert.rejects(scene.as(agents)('acceptMandate', { mandateId }), { code: 'MANDATE_STATE' });
    });
  });

  describe('revoking', () => {
    for (const [side, party, other] of [
      ['mandator', 'FR00000000000009', agents],
      ['mandatary', agents, 'IT00000000010'],
    ] as const) {
      it(`by the ${side} ends it at once, and tells the other`, async () => {
        const mandator = party === agents ? other : party;
        const { mandateId } = await scene.agree(mandator);
        const asked = { ...represented, principal: mandator };
        assert.equal((await scene.check(asked)).entitled, true);
        const revoked = await scene.as(party)('revokeMandate', { mandateId, reason: 'It is over.' });
        assert.deepEqual([revoked.state, revoked.effective], ['revoked', false]);
        assert.deepEqual(await scene.check(asked), { entitled: false, reason: 'MANDATE_REVOKED', lacking: 'caller' });
        assert.deepEqual((await sent(mandateId)).at(-1), { name: 'mandates.MandateRevoked', recipient: other });
        assert.deepEqual(await scene.as(party)('revokeMandate', { mandateId }), revoked, 'said again');
      });
    }

    it('and accepting at the same moment leaves it revoked, whoever is first', async () => {
      for (let turn = 0; turn < 20; turn += 1) {
        const { mandateId } = await scene.propose(airExpress);
        const [accepted, revoked] = await Promise.allSettled([
          scene.as(agents)('acceptMandate', { mandateId }),
          scene.as(airExpress)('revokeMandate', { mandateId }),
        ]);
        assert.equal(revoked.status, 'fulfilled');
        if (accepted.status === 'rejected') assert.equal(accepted.reason.code, 'MANDATE_STATE');
        const { mandate, change } = await scene.as(agents)('consultMandate', { mandateId });
        assert.deepEqual([mandate.state, mandate.effective], ['revoked', false]);
        const expected =
          accepted.status === 'fulfilled' ? ['proposed', 'accepted', 'revoked'] : ['proposed', 'revoked'];
        assert.deepEqual(
          change.map((one: Told) => one.change),
          expected,
        );
      }
    });

    it('by both sides at the same moment happens once', async () => {
      const { mandateId } = await scene.agree(airExpress);
      const answers = await Promise.all(
        [airExpress, agents].map((party) => scene.as(party)('revokeMandate', { mandateId })),
      );
      assert.deepEqual(answers[0], answers[1]);
      const { change } = await scene.as(agents)('consultMandate', { mandateId });
      assert.equal(change.filter((one: Told) => one.change === 'revoked').length, 1);
    });
  });

  describe('replacing', () => {
    it('ends the earlier one when the new one is accepted, and not before', async () => {
      const old = await scene.agree(parcels);
      const made = await scene.propose(parcels, { kind: 'indirectRepresentation', replaces: old.mandateId });
      const stateOf = async (mandateId: string) => (await scene.as(parcels)('consultMandate', { mandateId })).mandate;
      assert.equal((await stateOf(old.mandateId)).state, 'inForce');
      await scene.as(agents)('acceptMandate', { mandateId: made.mandateId });
      const { state, replacedBy, effective } = await stateOf(old.mandateId);
      assert.deepEqual([state, replacedBy, effective], ['replaced', made.mandateId, false]);
      const { change } = await scene.as(parcels)('consultMandate', { mandateId: old.mandateId });
      assert.deepEqual([change.at(-1).change, change.at(-1).related], ['replaced', made.mandateId]);
      await assert.rejects(scene.propose(parcels, { replaces: old.mandateId }), (error: Told) => {
        assert.deepEqual(faultsOf(error), ['REPLACED_ENDED /replaces']);
        return true;
      });
    });

    it('of a mandate between others is refused as if there were none', async () => {
      const foreign = await scene.agree(airExpress);
      await assert.rejects(scene.propose(parcels, { replaces: foreign.mandateId }), (error: Told) => {
        assert.deepEqual(faultsOf(error), ['REPLACED_UNKNOWN /replaces']);
        return true;
      });
    });
  });

  describe('passing on', () => {
    const transmission = { kind: 'transmission', profile: 'declarant', mandatary: itServices };
    const plain = { caller: otherServices, operationId: 'entry.fileIE3F32', principal: parcels };

    it('lets another provider send, until the first mandate is revoked by whoever is sent for', async () => {
      const base = await scene.agree(parcels, { ...transmission, maySubDelegate: true, validTo: '2027-06-30' });
      const passedOn = await scene.agree(itServices, {
        ...{ kind: 'transmission', profile: 'declarant', mandatary: otherServices, basedOn: base.mandateId },
        scope: [{ application: 'entry', operation: 'fileIE3F32' }],
      });
      assert.deepEqual([passedOn.principal, passedOn.validTo, passedOn.effective], [parcels, '2027-06-30', true]);
      assert.deepEqual(await scene.check(plain), {
        entitled: true,
        actingFor: parcels,
        mandateId: [passedOn.mandateId, base.mandateId],
      });
      const seen = await scene.as(parcels)('listMandates', { counterparty: otherServices });
      assert.deepEqual(
        seen.mandate.map((one: Told) => one.mandateId),
        [passedOn.mandateId],
        'whoever is sent for sees it',
      );
      await scene.as(parcels)('revokeMandate', { mandateId: base.mandateId });
      assert.deepEqual(await scene.check(plain), { entitled: false, reason: 'MANDATE_REVOKED', lacking: 'caller' });
      const { mandate } = await scene.as(otherServices)('consultMandate', { mandateId: passedOn.mandateId });
      assert.deepEqual([mandate.state, mandate.effective], ['inForce', false]);
    });

    it('more than was given, or what may not be passed on, is refused', async () => {
      const closed = await scene.agree(parcels, transmission);
      const base = await scene.agree(parcels, {
        ...{ ...transmission, maySubDelegate: true, validTo: '2027-06-30' },
        scope: [{ application: 'entry', operation: 'fileIE3F32' }],
      });
      const attempt = (terms: Record<string, unknown>) =>
        scene
          .propose(itServices, { kind: 'transmission', profile: 'declarant', mandatary: otherServices, ...terms })
          .then(() => [], faultsOf);
      assert.deepEqual(await attempt({ basedOn: closed.mandateId }), ['BASE_NOT_TO_BE_PASSED_ON /basedOn']);
      assert.deepEqual(await attempt({ basedOn: base.mandateId, validTo: '2027-07-01', maySubDelegate: true }), [
        'SUB_DELEGATION_TWICE /maySubDelegate',
        'BASE_SCOPE /scope/0',
        'BASE_DAYS /validTo',
      ]);
      const ofAnother = await scene.agree(parcels, { ...transmission, mandatary: airExpress, maySubDelegate: true });
      assert.deepEqual(await attempt({ basedOn: ofAnother.mandateId }), ['BASE_UNKNOWN /basedOn']);
    });
  });

  describe('a last day that is near', () => {
    const told = async (mandateId: string) =>
      (await sent(mandateId)).filter(({ name }) => name === 'mandates.MandateEnding').map(({ recipient }) => recipient);

    it('is told to both sides 30 days and 7 days before, each once, whoever looks', async () => {
      const startedMs = scene.clock.nowAtMs;
      const terms = { validTo: '2027-03-31', mandatary: agents };
      const { mandateId } = await scene.agree(airExpress, terms);
      const late = await scene.agree(airExpress, { ...terms, validTo: '2026-11-25' });
      const open = await scene.agree(airExpress, { mandatary: agents });
      const on = async (day: string) => {
        scene.clock.nowAtMs = Date.parse(`${day}T12:00:00Z`);
        await Promise.all([scene.remind(), scene.remind()]);
        return (await told(mandateId)).toSorted();
      };
      const both = [airExpress, agents];
      assert.deepEqual(await on('2027-02-28'), []);
      assert.deepEqual(await on('2027-03-01'), both);
      assert.deepEqual(await on('2027-03-20'), both, 'not again');
      assert.deepEqual(await on('2027-03-24'), [...both, ...both].toSorted());
      assert.deepEqual(await on('2027-04-01'), [...both, ...both].toSorted());
      assert.deepEqual([await told(late.mandateId), await told(open.mandateId)], [[], []]);
      scene.clock.nowAtMs = startedMs;
    });

    it('is told once where nobody looked in time, and not at all of what was revoked', async () => {
      const startedMs = scene.clock.nowAtMs;
      const [one, revoked] = [
        await scene.agree(airExpress, { validTo: '2027-06-30' }),
        await scene.agree(airExpress, { validTo: '2027-06-30' }),
      ];
      await scene.as(agents)('revokeMandate', { mandateId: revoked.mandateId });
      scene.clock.nowAtMs = Date.parse('2027-06-29T00:00:00Z');
      await scene.remind();
      assert.deepEqual((await told(one.mandateId)).toSorted(), [airExpress, agents]);
      assert.deepEqual(await told(revoked.mandateId), []);
      scene.clock.nowAtMs = startedMs;
    });

    it('can be asked for', async () => {
      const { mandateId } = await scene.agree('IT00000000010', { validTo: '2026-12-24' });
      await scene.agree('IT00000000010', { validTo: '2026-12-26' });
      await scene.agree('IT00000000010');
      const found = async (endsBy: string) =>
        (await scene.as('IT00000000010')('listMandates', { state: 'inForce', endsBy })).mandate;
      assert.deepEqual(
        (await found('2026-12-24')).map((one: Told) => one.mandateId),
        [mandateId],
      );
      assert.equal((await found('2026-12-31')).length, 2);
      assert.equal(await found('2026-02-31'), undefined, 'a day that is none is compared as text');
    });
  });

  describe('time', () => {
    it('makes it begin and end without anybody doing anything, and its history says so', async () => {
      const { mandateId } = await scene.agree('ES00000000011', { validFrom: '2026-12-01', validTo: '2026-12-31' });
      const asked = { ...represented, principal: 'ES00000000011', representation: 'directRepresentation' };
      const on = async (time: string) => {
        scene.clock.nowAtMs = Date.parse(time);
        return (await scene.check(asked)).reason ?? 'entitled';
      };
      assert.equal(await on('2026-11-30T23:59:59Z'), 'MANDATE_NOT_YET_VALID');
      assert.equal(await on('2026-12-01T00:00:00Z'), 'entitled');
      assert.equal(await on('2026-12-31T23:59:59Z'), 'entitled');
      assert.equal(await on('2027-01-01T00:00:00Z'), 'MANDATE_EXPIRED');
      const { mandate, change } = await scene.as(agents)('consultMandate', { mandateId });
      assert.equal(mandate.state, 'expired');
      assert.deepEqual(change.at(-1), { at: '2027-01-01T00:00:00Z', change: 'expired' });
      await assert.rejects(scene.as(agents)('revokeMandate', { mandateId }), { code: 'MANDATE_STATE' });
    });
  });

  describe('reading', () => {
    it('shows a history in which an account is told to its own party only', async () => {
      const { mandateId } = await scene.agree(parcels, { reason: 'For a year.' });
      const history = await scene.as(agents, 'representative')('consultMandate', { mandateId });
      assertFits('consultMandate', history);
      const [proposed, accepted] = history.change;
      assert.deepEqual(proposed, {
        at: '2026-11-21T08:00:00Z',
        change: 'proposed',
        by: parcels,
        reason: 'For a year.',
      });
      assert.deepEqual([accepted.change, accepted.by, accepted.person], ['accepted', agents, `account of ${agents}`]);
    });

    it('of a stranger finds nothing', () =>
      scene.agree(parcels).then(async ({ mandateId }) => {
        await assert.rejects(scene.as(itServices)('consultMandate', { mandateId }), { code: 'MANDATE_UNKNOWN' });
        await assert.rejects(scene.as(itServices)('revokeMandate', { mandateId }), { code: 'MANDATE_UNKNOWN' });
      }));

    it('lists the newest first, page by page, from either side and by state', async () => {
      const [poland, austria] = ['PL00000000012', 'AT0000000013'];
      const made: string[] = [];
      for (let turn = 0; turn < 5; turn += 1) {
        made.unshift((await scene.propose(poland, { mandatary: austria })).mandateId);
        // Identifiers tell the order of different milliseconds only.
        await sleep(2);
      }
      await scene.as(austria)('declineMandate', { mandateId: made[0] });
      await scene.as(austria)('acceptMandate', { mandateId: made[1] });
      const idsOf = (list: Told) => (list.mandate ?? []).map((one: Told) => one.mandateId);
      const list = (query: Record<string, unknown>, party = poland) =>
        scene.as(party, 'declarant')('listMandates', query);
      const first = await list({ limit: 2 });
      assertFits('listMandates', first);
      assert.deepEqual([idsOf(first), first.more], [made.slice(0, 2), true]);
      const rest = await list({ limit: 3, after: made[1] });
      assert.deepEqual([idsOf(rest), rest.more], [made.slice(2), false]);
      assert.deepEqual(idsOf(await list({ role: 'mandatary' })), []);
      assert.deepEqual(idsOf(await list({ role: 'mandatary' }, austria)), made);
      assert.deepEqual(idsOf(await list({ state: 'inForce' })), [made[1]]);
      assert.deepEqual(idsOf(await list({ state: 'declined', role: 'mandator', counterparty: austria })), [made[0]]);
      assert.deepEqual(idsOf(await list({ counterparty: agents })), []);
      assert.deepEqual(await list({ state: 'expired' }), { more: false });
    });

    it('tells what a mandate can cover: where one may speak for another, and to whom that is offered', async () => {
      const told = await scene.as(parcels, 'it-provider')('listProcedures', {});
      assertFits('listProcedures', told);
      const ids = told.procedure.map(({ application, operation }: Told) => `${application}.${operation}`);
      assert.ok(ids.includes('entry.fileIE3F32') && ids.includes('speed2ng.listMessages'), ids.join(' '));
      assert.ok(
        !ids.some((id: string) => /^(mandates|eos|audit)\./.test(id) || id === 'entry.QueryENS'),
        ids.join(' '),
      );
    });
  });

  describe('the history', () => {
    it('is only added to, whoever asks the database', async () => {
      await scene.agree(parcels);
      await assert.rejects(scene.admin('update portorium_mandates.mandate_change set reason = null'), /only added to/);
      await assert.rejects(scene.admin('delete from portorium_mandates.mandate_change'), /only added to/);
    });
  });

  describe('the question of gateways', () => {
    it('is for SPEED2ng alone', () =>
      assert.rejects(scene.as(parcels)('checkMandate', represented), { code: 'CALLER_NOT_ADMITTED' }));

    it('about an operation in which nobody speaks for another is answered with no', async () => {
      for (const operationId of ['eos.checkOperator', 'no.such', 'entry.QueryENS'])
        assert.equal((await scene.check({ ...represented, operationId })).entitled, false, operationId);
    });

    it('is answered by the index, whatever else there is', async () => {
      await scene.admin(
        `insert into portorium_mandates.mandate (mandate_id, mandator, reference, mandatary, principal, kind, profile, scope,
           valid_from, may_sub_delegate, state, proposal, proposed_at, changed_at)
         select 'many ' || number, 'BE' || number, 'R', 'DE' || number % 500, 'BE' || number, 'transmission', 'declarant',
           '{entry}', '2026-01-01', false, 'inForce', '{}', now(), now() from generate_series(1000, 20000) as number`,
      );
      await scene.admin('analyze portorium_mandates.mandate');
      const plan = JSON.stringify(
        await scene.admin(
          `explain select from portorium_mandates.mandate join (select * from unnest(array['DE1', 'DE2'], array['BE1001', 'BE1002'])) as asked (mandatary, principal)
           on mandate.mandatary = asked.mandatary and mandate.principal = asked.principal`,
        ),
      );
      assert.match(plan, /Index Scan using mandate_by_(right|principal)/);
      assert.doesNotMatch(plan, /Seq Scan on mandate/);
    });
  });
}).timeout(60_000);

describe('mandates without the register of operators', () => {
  it('are neither given nor taken: nothing is stored, and it may be tried again', async () => {
    const scene = await startScene({ register: false });
    try {
      await assert.rejects(scene.propose(parcels), { code: 'SERVICE_UNAVAILABLE' });
      assert.deepEqual(await scene.admin('select * from portorium_mandates.mandate'), []);
    } finally {
      await scene.stop();
    }
  });
}).timeout(60_000);

describe('the mandates of the demonstration', () => {
  it('are there from the first start with demonstration accounts, and stay as they were left', async () => {
    const scene = await startScene({ demonstrationAccounts: true });
    try {
      assert.equal((await scene.check(represented)).entitled, true);
      const { mandate } = await scene.as(parcels)('listMandates', {});
      const { change } = await scene.as(parcels)('consultMandate', { mandateId: mandate[0].mandateId });
      assert.match(change[0].reason, /^Invented/);
    } finally {
      await scene.stop();
    }
  });
}).timeout(60_000);
