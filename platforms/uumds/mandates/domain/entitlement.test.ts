import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decide, pairsOf, type Question } from './entitlement.ts';
import type { Mandate, MandateWithBase } from './mandate.ts';
import type { Procedure } from './procedures.ts';
import { kinds, scopeProfiles, storedStates } from './words.ts';

const [declarant, agent, sender] = ['BE0000000001', 'DE000000000000002', 'NL0000000019'];
const today = '2026-11-21';

const filing: Procedure = {
  id: 'entry.fileIE3F32',
  application: 'entry',
  title: 'Entry',
  operation: 'fileIE3F32',
  summary: 'File.',
  profiles: ['declarant', 'representative'],
  namesRepresentative: true,
};
const question: Procedure = {
  ...filing,
  id: 'entry.consultFiling',
  operation: 'consultFiling',
  namesRepresentative: false,
};

const mandate = (more: Partial<Mandate> = {}): Mandate => ({
  mandateId: `${more.principal ?? declarant} to ${more.mandatary ?? agent}`,
  reference: 'r',
  mandator: more.principal ?? declarant,
  mandatary: agent,
  principal: declarant,
  kind: 'directRepresentation',
  profile: 'representative',
  scope: ['entry'],
  validFrom: '2026-01-01',
  maySubDelegate: false,
  state: 'inForce',
  proposedAtMs: 0,
  changedAtMs: 0,
  ...more,
});

const transmission = (principal: string, more: Partial<Mandate> = {}) =>
  mandate({ principal, mandatary: sender, kind: 'transmission', profile: 'declarant', ...more });

const ask = (asked: Question, mandates: readonly (Mandate | MandateWithBase)[], procedure = filing) =>
  decide(
    asked,
    mandates.map((one) => ('mandate' in one ? one : { mandate: one })),
    procedure,
    today,
  );

const represented: Question = {
  caller: agent,
  principal: declarant,
  representative: agent,
  representation: 'directRepresentation',
};
const sent: Question = { ...represented, caller: sender };

describe('a representative who files for the declarant', () => {
  it('needs the mandate of the declarant', () => {
    assert.deepEqual(ask(represented, [mandate()]), {
      entitled: true,
      actingFor: declarant,
      mandateIds: [`${declarant} to ${agent}`],
    });
    assert.deepEqual(ask(represented, []), { entitled: false, reason: 'NO_MANDATE', lacking: 'caller' });
  });

  for (const [why, more, reason] of [
    ['was not accepted', { state: 'proposed' }, 'MANDATE_NOT_ACCEPTED'],
    ['was declined', { state: 'declined' }, 'NO_MANDATE'],
    ['was revoked', { state: 'revoked' }, 'MANDATE_REVOKED'],
    ['was replaced', { state: 'replaced' }, 'NO_MANDATE'],
    ['begins tomorrow', { validFrom: '2026-11-22' }, 'MANDATE_NOT_YET_VALID'],
    ['ended yesterday', { validTo: '2026-11-20' }, 'MANDATE_EXPIRED'],
    ['was proposed and ended yesterday', { state: 'proposed', validTo: '2026-11-20' }, 'MANDATE_EXPIRED'],
    ['is for another application', { scope: ['speed2ng'] }, 'MANDATE_OUT_OF_SCOPE'],
    ['is for another operation', { scope: ['entry.fileIE3F10'] }, 'MANDATE_OUT_OF_SCOPE'],
    ['is for a profile that may not file', { profile: 'carrier' }, 'MANDATE_OUT_OF_SCOPE'],
    ['is for indirect representation', { kind: 'indirectRepresentation' }, 'MANDATE_OF_OTHER_KIND'],
    ['is for transmission', { kind: 'transmission' }, 'MANDATE_OF_OTHER_KIND'],
  ] as const) {
    it(`is refused where it ${why}`, () =>
      assert.deepEqual(ask(represented, [mandate(more)]), { entitled: false, reason, lacking: 'caller' }));
  }

  it('is told what is nearest to a yes, whatever else there was', () => {
    const all = [mandate({ state: 'revoked' }), mandate({ validTo: '2026-02-01' }), mandate({ state: 'proposed' })];
    assert.equal((ask(represented, all) as { reason: string }).reason, 'MANDATE_NOT_ACCEPTED');
    assert.equal(ask(represented, [...all, mandate({ mandateId: 'good' })]).entitled, true);
  });

  it('may be of either kind where the message does not say which', () => {
    const { representation: _, ...unsaid } = represented;
    for (const kind of ['directRepresentation', 'indirectRepresentation'] as const)
      assert.equal(ask(unsaid, [mandate({ kind })]).entitled, true);
    assert.equal(ask(unsaid, [mandate({ kind: 'transmission' })]).entitled, false);
  });

  it('does not represent where it is not named (UCC Art. 19(1))', () =>
    assert.deepEqual(ask({ caller: agent, principal: declarant }, [mandate()]), {
      entitled: false,
      reason: 'MANDATE_OF_OTHER_KIND',
      lacking: 'caller',
    }));

  it('who is the declarant itself needs no mandate', () =>
    assert.deepEqual(ask({ caller: agent, principal: agent, representative: agent }, []), {
      entitled: true,
      mandateIds: [],
    }));
});

describe('a declarant who names a representative', () => {
  const own: Question = { ...represented, caller: declarant };

  it('must have given it a mandate', () => {
    assert.deepEqual(ask(own, []), { entitled: false, reason: 'NO_MANDATE', lacking: 'representative' });
    assert.deepEqual(ask(own, [mandate()]), { entitled: true, mandateIds: [`${declarant} to ${agent}`] });
  });
});

describe('a service provider', () => {
  it('needs transmission from whom it sends for', () => {
    const plain: Question = { caller: sender, principal: declarant };
    assert.equal(ask(plain, []).entitled, false);
    assert.deepEqual(ask(plain, [transmission(declarant)]), {
      entitled: true,
      actingFor: declarant,
      mandateIds: [`${declarant} to ${sender}`],
    });
  });

  it('does not send by a mandate for representation', () =>
    assert.deepEqual(
      ask({ caller: sender, principal: declarant }, [transmission(declarant, { kind: 'directRepresentation' })]),
      {
        entitled: false,
        reason: 'MANDATE_OF_OTHER_KIND',
        lacking: 'caller',
      },
    ));

  it('needs the mandate of the named representative as well', () => {
    assert.deepEqual(ask(sent, [transmission(agent)]), {
      entitled: false,
      reason: 'NO_MANDATE',
      lacking: 'representative',
    });
    assert.deepEqual(ask(sent, [transmission(agent), mandate()]), {
      entitled: true,
      actingFor: agent,
      mandateIds: [`${agent} to ${sender}`, `${declarant} to ${agent}`],
    });
  });

  it('may send for the declarant instead, and for the representative rather', () => {
    const answer = (mandates: readonly Mandate[]) => (ask(sent, mandates) as { actingFor?: string }).actingFor;
    assert.equal(answer([transmission(declarant), mandate()]), declarant);
    assert.equal(answer([transmission(declarant), transmission(agent), mandate()]), agent);
  });

  it('that may not even send learns nothing of the mandates of others', () =>
    assert.deepEqual(ask(sent, [mandate({ state: 'revoked' })]), {
      entitled: false,
      reason: 'NO_MANDATE',
      lacking: 'caller',
    }));

  it('sends by what another passed on to it, as long as that one’s mandate is in force', () => {
    const base = transmission(declarant, { mandateId: 'base', mandatary: 'NL0000000004', maySubDelegate: true });
    const passedOn = transmission(declarant, { mandateId: 'passed on', mandator: 'NL0000000004', basedOn: 'base' });
    const plain: Question = { caller: sender, principal: declarant };
    assert.deepEqual(ask(plain, [{ mandate: passedOn, base }]), {
      entitled: true,
      actingFor: declarant,
      mandateIds: ['passed on', 'base'],
    });
    for (const [more, reason] of [
      [{ state: 'revoked' }, 'MANDATE_REVOKED'],
      [{ validTo: '2026-11-20' }, 'MANDATE_EXPIRED'],
      [{ scope: ['entry.fileIE3F10'] }, 'MANDATE_OUT_OF_SCOPE'],
    ] as const) {
      const answer = ask(plain, [{ mandate: passedOn, base: { ...base, ...more } }]);
      if (reason === 'MANDATE_OUT_OF_SCOPE') assert.equal(answer.entitled, false);
      else assert.deepEqual(answer, { entitled: false, reason, lacking: 'caller' });
    }
  });
});

describe('a question for another', () => {
  it('may be asked by whoever may do it for the other, in whatever way', () => {
    for (const kind of kinds)
      assert.equal(ask({ caller: agent, principal: declarant }, [mandate({ kind })], question).entitled, true, kind);
    assert.equal(ask({ caller: agent, principal: declarant }, [], question).entitled, false);
  });

  it('for oneself needs nothing', () =>
    assert.deepEqual(ask({ caller: agent }, [], question), { entitled: true, mandateIds: [] }));
});

describe('whatever mandates there are', () => {
  const operators = [declarant, agent, sender];
  const anyMandate = fc.record({
    mandateId: fc.uuid(),
    mandatary: fc.constantFrom(...operators),
    principal: fc.constantFrom(...operators),
    kind: fc.constantFrom(...kinds),
    profile: fc.constantFrom(...scopeProfiles),
    scope: fc.subarray(['entry', 'entry.fileIE3F32', 'speed2ng'], { minLength: 1 }),
    validFrom: fc.constantFrom('2026-11-20', today, '2026-11-22'),
    validTo: fc.constantFrom('2026-11-20', today, '2026-11-22'),
    state: fc.constantFrom(...storedStates),
  });
  const anyQuestion = fc.record({
    caller: fc.constantFrom(...operators),
    principal: fc.constantFrom(...operators),
    representative: fc.option(fc.constantFrom(...operators), { nil: undefined }),
    representation: fc.option(fc.constantFrom('directRepresentation' as const, 'indirectRepresentation' as const), {
      nil: undefined,
    }),
  });

  it('nobody acts for another but by mandates that are in force today and cover what is done', () =>
    fc.assert(
      fc.property(fc.array(anyMandate, { maxLength: 12 }), anyQuestion, (some, asked) => {
        const mandates = some.map((one) => mandate(one));
        const answer = ask(asked, mandates);
        if (!answer.entitled) return;
        const used = mandates.filter(({ mandateId }) => answer.mandateIds.includes(mandateId));
        assert.equal(used.length, answer.mandateIds.length);
        for (const one of used) {
          assert.ok(one.state === 'inForce' && one.validFrom <= today && (one.validTo ?? today) >= today);
          assert.ok(one.profile !== 'carrier' && one.scope.some((entry) => entry !== 'speed2ng'));
        }
        const { caller, principal, representative = principal } = asked;
        if (caller !== principal && caller !== representative)
          assert.ok(used.some(({ mandatary, kind }) => mandatary === caller && kind === 'transmission'));
        if (representative !== principal)
          assert.ok(
            used.some(
              (one) => one.mandatary === representative && one.principal === principal && one.kind !== 'transmission',
            ),
          );
      }),
      { numRuns: 2000 },
    ));

  it('all that bear on the answer are asked for', () =>
    fc.assert(
      fc.property(fc.array(anyMandate, { maxLength: 12 }), anyQuestion, (some, asked) => {
        const mandates = some.map((one) => mandate(one));
        const pairs = pairsOf(asked);
        const asFetched = mandates.filter((one) =>
          pairs.some(({ mandatary, principal }) => mandatary === one.mandatary && principal === one.principal),
        );
        assert.deepEqual(ask(asked, asFetched), ask(asked, mandates));
      }),
    ));
});
