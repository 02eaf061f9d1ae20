import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { startTestApplication, type TestApplication } from '../../../shared-services/kit/test-support/application.ts';
import { shippedCodeLists } from '../entry/test-support/shipped-code-lists.ts';
import application from './application.ts';
import type { Assessment } from './assess-all.ts';

const expert = { circle: 'trusted', profile: 'risk-expert', via: 'ccn2ng' } as const;
const ann = { ...expert, party: 'BE', subject: 'expert-1' };
const bob = { ...expert, party: 'DE', subject: 'expert-2' };

/** Heavier without packing than with it: a block of CRED-NET-GROSS. */
const heavy = { goodsShipment: { goodsItem: [{ weight: { netMass: '10', grossMass: '9' } }] } };

interface ListedRule {
  readonly ruleId: string;
  readonly ruleVersion: number;
  readonly state: string;
  readonly definition: string;
}
interface Draft {
  readonly draftId: string;
  readonly ruleId: string;
  readonly ruleVersion: number;
  readonly activeAt?: string;
}

const random = (sharePercent: number) => ({
  title: 'Random selection',
  sharePercent,
  recommendedControl: 'documentary',
  reason: 'Selected at random.',
});

describe('rules beside the profiles', () => {
  let running: TestApplication;

  const assess = (reference: string, declaration: unknown = heavy) =>
    running.ask<Assessment>('assess', {
      reference,
      procedure: 'import',
      specificCircumstanceIndicator: 'H01',
      onDate: '2026-11-21',
      declaration,
    });
  const list = async (kind?: string) =>
    (await running.ask<{ rules?: ListedRule[] }>('listRules', kind === undefined ? {} : { kind }, ann)).rules ?? [];
  const draft = (ruleId: string, content: object, reference = ruleId, as = ann) =>
    running.ask<Draft>('draftRule', { reference, ruleId, definition: JSON.stringify(content), reason: 'Why not.' }, as);
  const approve = (draftId: string, as = bob) => running.ask<Draft>('approveRule', { draftId, reason: 'Agreed.' }, as);
  /** In force everywhere: the clock stands at its instant, and the process has looked. */
  const inForce = async (ruleId: string, content: object, reference = ruleId): Promise<void> => {
    const { ruleVersion, activeAt } = await approve((await draft(ruleId, content, reference)).draftId);
    running.clock.nowAt = Date.parse(activeAt!);
    await until(async () => {
      const { ruleSet } = await stagesOf(await assessNew());
      const [set] = await running.query<{ versions: string }>('select versions from rule_set where id = $1', [ruleSet]);
      return (JSON.parse(set!.versions) as { id: string; version: number }[]).some(
        (one) => one.id === ruleId && one.version === ruleVersion,
      );
    });
  };
  const until = async (holds: () => Promise<boolean>): Promise<void> => {
    for (let turn = 0; turn < 200; turn += 1) {
      if (await holds()) return;
      await wait(100);
    }
    assert.fail('it never came to hold');
  };
  let asked = 0;
  const assessNew = (declaration: unknown = {}) => {
    asked += 1;
    return assess(`RULES-${asked}`, declaration);
  };
  const stagesOf = async ({ reference }: Assessment): Promise<{ readonly ruleSet: string }> => {
    const [row] = await running.query<{ stages: string }>('select stages from assessment where reference = $1', [
      reference,
    ]);
    return JSON.parse(row!.stages).versions;
  };

  before(async () => {
    running = await startTestApplication(application, shippedCodeLists());
  });
  after(() => running.stop());

  it('are shipped, each in force from the start, and told by kind', async () => {
    const all = await list();
    assert.ok(all.every(({ ruleVersion, state }) => ruleVersion === 1 && state === 'active'));
    assert.deepEqual(
      (await list('random')).map(({ ruleId, definition }) => [ruleId, JSON.parse(definition).sharePercent]),
      [['RAND-SHARE', 0]],
    );
    for (const kind of ['history', 'credibility', 'statistics']) assert.ok((await list(kind)).length > 0, kind);
  });

  it('with faults are refused, each fault with its place', async () => {
    const faults = async (ruleId: string, content: object) => {
      try {
        await draft(ruleId, content, `${ruleId}-FAULTY`);
      } catch (error) {
        const { code, faults } = error as { code: string; faults: { path: string[] }[] };
        assert.equal(code, 'RISK_RULE_FAULTY');
        return [...new Set(faults.map(({ path }) => `/${path.join('/')}`))];
      }
      assert.fail('it was not refused');
    };
    assert.deepEqual(await faults('RAND-SHARE', random(101)), ['/definition/sharePercent']);
    const checks = await list('credibility');
    const check = JSON.parse(checks.find(({ ruleId }) => ruleId === 'CRED-VALUE-KG')!.definition);
    assert.deepEqual(await faults('CRED-VALUE-KG', { ...check, effect: 'maybe', colour: 'red' }), [
      '/definition/colour',
      '/definition/effect',
    ]);
    assert.deepEqual(
      await faults('CRED-VALUE-KG', { ...check, test: { ...check.test, lowest: 'p99', highest: 'p01' } }),
      ['/definition/test/lowest'],
    );
    const unknown = { element: 'colour', is: { eq: 'red' } };
    assert.deepEqual(
      await faults('CRED-NEW', { ...check, procedures: ['entry'], test: { kind: 'combination', condition: unknown } }),
      ['/definition/test/condition/element'],
    );
  });

  it('are approved by another person only, and change what a check does from the instant on', async () => {
    const [shipped] = (await list('credibility')).filter(({ ruleId }) => ruleId === 'CRED-NET-GROSS');
    const content = JSON.parse(shipped!.definition);
    assert.equal((await assess('BLOCK-1')).credibility?.blocks, true);
    const { draftId } = await draft('CRED-NET-GROSS', { ...content, effect: 'flag' }, 'MILDER');
    await assert.rejects(approve(draftId, ann), { code: 'RISK_DRAFT_SAME_PERSON' });
    await running.ask('rejectRule', { draftId, reason: 'To be drafted better.' }, bob);
    await inForce('CRED-NET-GROSS', { ...content, effect: 'flag' }, 'MILDER-2');
    const { credibility } = await assess('FLAG-1');
    assert.equal(credibility?.blocks, false);
    assert.deepEqual(
      credibility?.findings?.map(({ checkId, checkVersion }) => [checkId, checkVersion]),
      [['CRED-NET-GROSS', 2]],
    );
    const history = await running.ask<{ versions: { ruleVersion: number; state: string }[] }>(
      'consultRule',
      { ruleId: 'CRED-NET-GROSS' },
      ann,
    );
    assert.deepEqual(
      history.versions.map(({ ruleVersion, state }) => [ruleVersion, state]),
      [
        [1, 'retired'],
        [2, 'active'],
      ],
    );
    await assert.rejects(running.query(`update rule set definition = '{}'`), /never edited/);
  });

  it('select a share at random: always the same, apart from scores, and as if nothing had hit for the trader', async () => {
    const before = await assess('CHANCE-0', {});
    assert.equal(before.random, undefined);
    await inForce('RAND-SHARE', random(100));
    const { hits, areas, highestLevel, recommendation, random: told } = await assess('CHANCE-1', {});
    assert.deepEqual(
      hits?.map(({ profileId, profileVersion, selectedBy }) => [profileId, profileVersion, selectedBy]),
      [['RAND-SHARE', 2, 'random']],
    );
    assert.deepEqual([areas, highestLevel, recommendation], [undefined, 'none', 'control']);
    assert.deepEqual(told, [{ ruleId: 'RAND-SHARE', ruleVersion: 2, sharePercent: '100', selected: true }]);
    await inForce('RAND-SHARE', random(50), 'HALF');
    const answers = await Promise.all(Array.from({ length: 60 }, (_, at) => assess(`HALF-${at}`, {})));
    const selected = answers.filter(({ hits: found }) => found !== undefined).length;
    assert.ok(selected > 5 && selected < 55, `${selected} of 60`);
    const disclosures = new Set(answers.map(({ disclosure }) => JSON.stringify(disclosure)));
    assert.ok([...disclosures].every((text) => !/random/i.test(text)));
  });

  it('end for good where they are retired', async () => {
    const { inactiveAt } = await running.ask<{ inactiveAt: string }>(
      'retireRule',
      { ruleId: 'RAND-SHARE', reason: 'Enough.' },
      ann,
    );
    running.clock.nowAt = Date.parse(inactiveAt);
    await until(async () => (await assessNew()).random === undefined);
    assert.equal((await list('random'))[0]?.state, 'retired');
  });
});
