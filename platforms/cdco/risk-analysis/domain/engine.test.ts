import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Block, Condition, Test } from './condition.ts';
import { compileProfiles, type Engine } from './engine.ts';
import { elementsOf, evidenceOf } from './evidence.ts';
import { measureTraffic } from './matching/measured-traffic.ts';
import type { Traffic } from './matching/traffic.ts';
import type { Profile } from './profile.ts';
import { scopeOf } from './scope.ts';
import { seedProfiles } from './seed-profiles.ts';

const onDate = '2026-11-21';

const profile = (id: string, condition: Condition, more: Partial<Profile> = {}): Profile => ({
  id,
  version: 1,
  validFrom: '2026-01-01',
  definition: {
    title: id,
    riskAreaCode: 'SEC',
    riskLevel: 'low',
    procedures: ['entry'],
    condition,
    reason: id,
  },
  ...more,
});

const subjectOf = (declaration: unknown, specificCircumstance = 'F32') => ({
  declaration,
  procedure: 'entry',
  specificCircumstance,
});

const goods = (hs: string, origin: string, more: object = {}) => ({
  commodity: { commodityCode: { harmonizedSystemSubHeadingCode: hs } },
  countryOfOrigin: { country: origin },
  ...more,
});

const houses = (...consignmentHouseLevel: object[]) => ({ consignmentMasterLevel: { consignmentHouseLevel } });

const hs = (start: string): Condition => ({
  element: 'commodity.commodityCode.harmonizedSystemSubHeadingCode',
  is: { prefix: [start] },
});
const origin = (country: string): Condition => ({ element: 'countryOfOrigin.country', is: { eq: country } });

const hitIds = (profiles: readonly Profile[], declaration: unknown, day = onDate) =>
  compileProfiles(profiles)
    .assess(subjectOf(declaration), day)
    .map(({ profileId, profileVersion }) => `${profileId}/${profileVersion}`);

describe('risk engine', () => {
  it('binds the conditions of a block to one goods item', () => {
    const both = profile('BOTH', { some: 'item', where: { all: [hs('9102'), origin('CN')] } });
    assert.deepEqual(hitIds([both], houses({ goodsItem: [goods('910200', 'CH'), goods('640400', 'CN')] })), []);
    assert.deepEqual(hitIds([both], houses({ goodsItem: [goods('910200', 'CH'), goods('910211', 'CN')] })), ['BOTH/1']);
  });

  it('binds the conditions of a block to one consignment', () => {
    const consignor: Condition = { element: 'consignor.identificationNumber', is: { eq: 'X1' } };
    const both = profile('BOTH', { some: 'house', where: { all: [consignor, { some: 'item', where: hs('9102') }] } });
    const [watch, shoe] = [goods('910200', 'CH'), goods('640400', 'CN')];
    const from = (identificationNumber: string, item: object) => ({
      consignor: { identificationNumber },
      goodsItem: [item],
    });
    assert.deepEqual(hitIds([both], houses(from('X1', shoe), from('X2', watch))), []);
    assert.deepEqual(hitIds([both], houses(from('X1', watch), from('X2', shoe))), ['BOTH/1']);
  });

  it('finds goods of a straight consignment, and of one that is no list', () => {
    const watches = profile('WATCH', { some: 'item', where: hs('9102') });
    const item = goods('910200', 'CH');
    assert.deepEqual(hitIds([watches], { consignmentMasterLevel: { goodsItem: [item] } }), ['WATCH/1']);
    assert.deepEqual(hitIds([watches], { consignmentMasterLevel: { consignmentHouseLevel: { goodsItem: item } } }), [
      'WATCH/1',
    ]);
  });

  it('sums exactly, and counts what is said at two levels once', () => {
    const mass = (grossMass: string) => ({ weight: { grossMass } });
    const declaration = {
      consignmentMasterLevel: {
        goodsItem: [mass('0.3')],
        consignmentHouseLevel: [{ goodsItem: [mass('0.1'), mass('0.2')] }],
      },
    };
    const exactly = (bound: string) =>
      profile('SUM', { sum: 'item', element: 'weight.grossMass', from: bound, to: bound });
    assert.deepEqual(hitIds([exactly('0.3')], declaration), ['SUM/1']);
    assert.deepEqual(hitIds([exactly('0.6')], declaration), []);
  });

  it('uses on each day the newest version in force', () => {
    const watches: Condition = { some: 'item', where: hs('9102') };
    const versions = [
      profile('WATCH', watches, { validFrom: '2026-01-01' }),
      profile('WATCH', watches, { version: 2, validFrom: '2026-06-01', validTo: '2026-06-30' }),
      profile('WATCH', { not: watches }, { version: 3, validFrom: '2026-12-01' }),
    ];
    const declaration = houses({ goodsItem: [goods('910200', 'CH')] });
    const on = (day: string) => hitIds(versions, declaration, day);
    assert.deepEqual(['2025-12-31', '2026-01-01', '2026-06-01', '2026-06-30', '2026-07-01', '2026-12-01'].map(on), [
      [],
      ['WATCH/1'],
      ['WATCH/2'],
      ['WATCH/2'],
      ['WATCH/1'],
      [],
    ]);
  });

  it('keeps to the procedures and data sets that a profile names', () => {
    const made = profile('ALL', { not: { element: 'nothing', is: { present: true } } });
    const limited = { ...made, id: 'F43', definition: { ...made.definition, specificCircumstances: ['F43'] } };
    const engine = compileProfiles([made, limited]);
    const ids = (procedure: string, set: string) =>
      engine.assess({ ...subjectOf({}, set), procedure }, onDate).map(({ profileId }) => profileId);
    assert.deepEqual([ids('entry', 'F43'), ids('entry', 'F32'), ids('import', 'F43')], [['ALL', 'F43'], ['ALL'], []]);
  });

  it('takes hostile declarations as they come', () => {
    const engine = compileProfiles(seedProfiles);
    for (const declaration of [
      null,
      7,
      'text',
      [],
      {},
      [[[]]],
      houses(),
      { consignmentMasterLevel: [null, 1, { goodsItem: 'x' }] },
    ]) {
      assert.deepEqual(engine.assess(subjectOf(declaration), onDate), []);
    }
  });

  it('names equal sets of profiles equally, whatever their order', () => {
    const name = (profiles: readonly Profile[]) => compileProfiles(profiles).profileSet;
    assert.equal(name(seedProfiles.toReversed()), name(seedProfiles));
    assert.notEqual(name(seedProfiles.slice(1)), name(seedProfiles));
  });

  it('is, after changes, what it would be if it were made anew', () => {
    const watches = profile('A', { some: 'item', where: hs('9102') });
    const shoes = profile('B', { some: 'item', where: hs('6404') });
    const newer = profile('A', { some: 'item', where: origin('CN') }, { version: 2, validFrom: '2026-06-01' });
    const toys = profile('C', { some: 'item', where: hs('9503') });
    const first = compileProfiles([watches, shoes]);
    const changed = first
      .changed(new Map([['A', [watches, newer]]]))
      .changed(new Map([['C', [toys]]]))
      .changed(new Map([['B', []]]));
    const anew = compileProfiles([toys, newer, watches]);
    const declaration = houses({ goodsItem: [goods('910200', 'CN'), goods('640400', 'CN'), goods('950300', 'CN')] });
    const hits = (engine: Engine, day: string) => engine.assess(subjectOf(declaration), day);
    for (const day of ['2026-03-01', '2026-11-21']) assert.deepEqual(hits(changed, day), hits(anew, day));
    assert.deepEqual([changed.profileSet, changed.profiles], [anew.profileSet, anew.profiles]);
    assert.deepEqual(
      hits(first, onDate).map(({ profileId }) => profileId),
      ['A', 'B'],
    );
  });

  it('finds the same when its index is made anew for other traffic', () => {
    const engine = compileProfiles(seedProfiles).changed(new Map([['SEED-SAF-001', []]]));
    const declaration = houses({
      goodsItem: [goods('930100', 'IR'), goods('490700', 'CN', { weight: { grossMass: '1' } })],
    });
    const traffic = measureTraffic([subjectOf(declaration), subjectOf(houses())]);
    const steps = engine.rebuild(traffic);
    let step = steps.next();
    while (step.done !== true) step = steps.next();
    const anew = step.value;
    assert.deepEqual(anew.assess(subjectOf(declaration), onDate), engine.assess(subjectOf(declaration), onDate));
    assert.ok(anew.assess(subjectOf(declaration), onDate).length > 0);
    assert.deepEqual([anew.profileSet, anew.changes], [engine.profileSet, 0]);
  });

  it('warns of profiles that every declaration is asked for', () => {
    const every = profile('ALL', { not: { some: 'item', where: hs('9102') } });
    const engine = compileProfiles([every, profile('WATCH', { some: 'item', where: hs('9102') })]);
    assert.deepEqual(engine.unselective, [every]);
  });

  it('tries only the profiles that a declaration could match', () => {
    const many = Array.from({ length: 5000 }, (_, number) =>
      profile(`P-${number}`, { some: 'item', where: { all: [hs(String(100_000 + number)), origin('CN')] } }),
    );
    const engine = compileProfiles(many);
    const declaration = houses({ goodsItem: [goods('100007', 'CN'), goods('100008', 'DE')] });
    assert.equal(engine.candidates(subjectOf(declaration), onDate), 1);
    assert.deepEqual(
      engine.assess(subjectOf(declaration), onDate).map(({ profileId }) => profileId),
      ['P-7'],
    );
  });
});

describe('risk engine, held against the plain reading', () => {
  const codes = ['850760', '850650', '910200', '9102', '31'];
  const countries = ['CN', 'HK', 'BE'];
  const masses = ['0', '0.1', '5', '10.25', 'x', '9007199254740993', '-5'];
  const texts = ['Lithium cells', 'cells of lithium', 'watch', ''];
  const numbers = ['X1', 'X2', 'X3'];

  const test: fc.Arbitrary<Test> = fc.oneof(
    fc.record({ eq: fc.constantFrom(...codes, ...countries, ...numbers) }),
    fc.record({ in: fc.subarray([...countries, ...numbers], { minLength: 1 }) }),
    fc.record({ prefix: fc.subarray(['85', '8507', '9', 'C', 'X'], { minLength: 1 }) }),
    fc.record({
      range: fc.record({ from: fc.constantFrom('0', '5', '10.25'), to: fc.constantFrom('5', '10.25', '20') }),
    }),
    fc.record({ matches: fc.subarray(['*lithium*', 'watch', 'li*cells', '*'], { minLength: 1 }) }),
    fc.record({ range: fc.record({ to: fc.constantFrom('1', '5', '9007199254740993') }) }),
    fc.record({ range: fc.record({ from: fc.constantFrom('1', '5', '9007199254740992') }) }),
    fc.constant<Test>({ inGroup: 'EU' }),
    fc.constant<Test>({ pattern: '.*li(th|ke).*s' }),
    fc.constant<Test>({ present: true }),
    fc.constant<Test>({ absent: true }),
    fc.constant<Test>({ before: 'HZ' }),
    fc.constant<Test>({ after: 'CA' }),
  );
  const path = fc.constantFrom(
    'hs',
    'origin.country',
    'mass',
    'text',
    'party.id',
    'route.country',
    'goodsItem.hs',
    'derived.commodityCode',
    'derived.valuePerKilogram',
    'derived.netShareOfGross',
  );
  const block = fc.constantFrom<Block>('item', 'house');
  const bounds = fc.record({ from: fc.nat(3), to: fc.integer({ min: 1, max: 4 }) });

  const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      fc.record({ element: path, is: test, every: fc.constant(true as const) }, { requiredKeys: ['element', 'is'] }),
      fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ not: tie('condition') }),
      fc.record({ some: block, where: tie('condition') }),
      fc.record({ every: block, where: tie('condition') }),
      fc.tuple(block, tie('condition'), bounds).map(([count, where, of]) => ({ count, where, ...of })),
      fc.record({
        sum: block,
        element: fc.constantFrom('mass', 'goodsItem.mass'),
        from: fc.constantFrom('1', '10.25'),
      }),
    ) as fc.Arbitrary<Condition>,
  }));

  const item = fc.record(
    {
      hs: fc.constantFrom(...codes),
      origin: fc.record({ country: fc.constantFrom(...countries) }),
      mass: fc.oneof(fc.constantFrom(...masses), fc.array(fc.constantFrom(...masses), { maxLength: 3 })),
      text: fc.constantFrom(...texts),
      commodity: fc.record({
        commodityCode: fc.record(
          {
            harmonizedSystemSubHeadingCode: fc.constantFrom(...codes),
            combinedNomenclatureCode: fc.constantFrom('00', '90', 'x'),
          },
          { requiredKeys: [] },
        ),
      }),
      weight: fc.record(
        { netMass: fc.constantFrom(...masses), grossMass: fc.constantFrom(...masses) },
        { requiredKeys: [] },
      ),
      itemAmountInvoiced: fc.record({ value: fc.constantFrom(...masses) }),
      documents: fc.constant(null),
    },
    { requiredKeys: [] },
  );
  const house = fc.record(
    {
      goodsItem: fc.oneof(item, fc.array(item, { maxLength: 4 })),
      party: fc.record({ id: fc.constantFrom(...numbers) }),
      mass: fc.constantFrom(...masses),
    },
    { requiredKeys: [] },
  );
  const declaration = fc.record({
    route: fc.array(fc.record({ country: fc.constantFrom(...countries) }), { maxLength: 3 }),
    consignmentMasterLevel: fc.record(
      { goodsItem: fc.array(item, { maxLength: 2 }), consignmentHouseLevel: fc.array(house, { maxLength: 3 }) },
      { requiredKeys: [] },
    ),
  });

  /** What is rare differs from number to number: so that profiles are looked up by whatever they ask for. */
  const trafficOf = (number: number): Traffic => ({
    rows: () => 1,
    passing: (_block, literal) => {
      const text = JSON.stringify(literal);
      let mixed = number;
      for (let at = 0; at < text.length; at += 1) mixed = (Math.imul(mixed, 31) + text.charCodeAt(at)) >>> 0;
      return (mixed % 100) / 100;
    },
  });

  it('names an element once, by whichever row it was come to', () => {
    const condition = {
      some: 'house',
      where: {
        all: [
          { some: 'item', where: { element: 'hs', is: { prefix: ['31'] } } },
          { element: 'goodsItem.hs', is: { range: { to: '99' } } },
        ],
      },
    } as const;
    const declaration = { consignmentMasterLevel: { consignmentHouseLevel: [{ goodsItem: [{ hs: '31' }] }] } };
    for (const traffic of [undefined, trafficOf(1), trafficOf(7), trafficOf(23)]) {
      const [hit] = compileProfiles([profile('P', condition)], traffic).assess(subjectOf(declaration), onDate);
      assert.deepEqual(hit?.elements, [
        { pointer: '/consignmentMasterLevel/consignmentHouseLevel/0/goodsItem/0/hs', value: '31' },
      ]);
    }
  });

  it('finds the same profiles for the same reasons, for any profiles, declarations and traffic', () => {
    let found = 0;
    fc.assert(
      fc.property(
        fc.array(condition, { maxLength: 8 }),
        fc.array(declaration, { maxLength: 4 }),
        fc.option(fc.nat(1000), { nil: undefined }),
        (conditions, declarations, traffic) => {
          const profiles = conditions.map((one, number) => profile(`P-${number}`, one));
          const engine = compileProfiles(profiles, traffic === undefined ? undefined : trafficOf(traffic));
          for (const one of declarations) {
            const scope = scopeOf(one, 'entry');
            const plainly = profiles.filter(({ definition }) => evidenceOf(definition.condition, scope) !== undefined);
            const hits = engine.assess(subjectOf(one), onDate);
            found += hits.length;
            assert.deepEqual(
              hits.map(({ profileId, elements }) => ({ profileId, elements })),
              plainly.map(({ id, definition }) => ({
                profileId: id,
                elements: elementsOf(evidenceOf(definition.condition, scope)!),
              })),
            );
          }
        },
      ),
      { numRuns: 1500 },
    );
    assert.ok(found > 500, `only ${found} hits: the property says little`);
  });

  it('names only elements that are there', () => {
    const at = (node: unknown, pointer: string): unknown =>
      pointer
        .split('/')
        .slice(1)
        .reduce<unknown>((inner, name) => (inner as Record<string, unknown>)[name], node);
    fc.assert(
      fc.property(fc.array(condition, { maxLength: 4 }), declaration, (conditions, one) => {
        const engine = compileProfiles(conditions.map((of, number) => profile(`P-${number}`, of)));
        for (const { elements } of engine.assess(subjectOf(one), onDate)) {
          for (const { pointer, value } of elements) assert.equal(String(at(one, pointer)), value);
        }
      }),
      { numRuns: 500 },
    );
  });
});
