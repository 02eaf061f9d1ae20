import assert from 'node:assert/strict';
import { jsonPointer } from '../../../shared-services/kit/refusal.ts';
import { startTestApplication, type TestApplication } from '../../../shared-services/kit/test-support/application.ts';
import application from './application.ts';
import { compileProfiles } from './domain/engine.ts';
import type { Definition } from './domain/profile.ts';
import { seedProfiles } from './domain/seed-profiles.ts';
import type { DraftSummary } from './life-of-profiles.ts';

interface Outcome {
  readonly profileId: string;
  readonly outcome: string;
  readonly draftId?: string;
  readonly profileVersion: number;
}
interface Imported {
  readonly profiles: readonly Outcome[];
  readonly hitPolicy?: string;
  readonly meaning?: string;
}

const expertOf = (party: string) =>
  ({ circle: 'trusted', profile: 'risk-expert', via: 'ccn2ng', party, subject: `expert-${party}` }) as const;
const ann = expertOf('BE');

const description = 'item.commodity.descriptionOfGoods';
const origin = 'item.countryOfOrigin.country';
const csv = [
  `profileId,title,riskAreaCode,riskLevel,reason,blocks,${description} matches,${origin} not in,activeBorderTransportMeans.ModeOfTransport eq`,
  'CSV-1,Gnomes by air,PSF,low,Gnomes.,,*gnome*;*dwarf*,,4',
  'CSV-2,"Gnomes, others",PSF,high,Gnomes.,yes,*gnome*,CN;HK,-',
].join('\n');

const dmn = (rules: readonly (readonly string[])[], hitPolicy = 'hitPolicy="COLLECT"') => {
  const texts = (name: string, cells: readonly string[]) =>
    cells
      .map((cell) => `<${name}><text>${cell.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</text></${name}>`)
      .join('');
  const inputs = [description, 'item.weight.grossMass', 'activeBorderTransportMeans.ModeOfTransport'];
  const outputs = ['profileId', 'title', 'riskAreaCode', 'riskLevel', 'reason', 'specificCircumstances'];
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="urn:test">
<decision id="gnomes" name="Gnomes"><decisionTable ${hitPolicy}>
${inputs.map((name) => `<input><inputExpression typeRef="string"><text>${name}</text></inputExpression></input>`).join('')}
${outputs.map((name) => `<output name="${name}"/>`).join('')}
${rules.map((cells) => `<rule>${texts('inputEntry', cells.slice(0, 3))}${texts('outputEntry', cells.slice(3))}</rule>`).join('\n')}
</decisionTable></decision></definitions>`;
};
const outcomes = (id: string, level = 'low') => [
  `"${id}"`,
  '"Gnomes"',
  '"PSF"',
  `"${level}"`,
  '"Gnomes."',
  '["F10","F32"]',
];

const gnome = (grossMass: string, ModeOfTransport = '4') => ({
  activeBorderTransportMeans: { ModeOfTransport },
  consignmentMasterLevel: {
    goodsItem: [{ commodity: { descriptionOfGoods: 'Garden gnomes' }, weight: { grossMass } }],
  },
});

describe('import of profiles', () => {
  let running: TestApplication;
  const importBatch = (profiles: object[], as: object = ann) =>
    running.ask<Imported>('importProfiles', { profiles }, as);
  const importTable = (table: string, format = 'csv', as: object = ann) =>
    running.ask<Imported>('importDecisionTable', { format, procedure: 'entry', reason: 'Of a table.', table }, as);
  const outcomesOf = ({ profiles }: Imported) => profiles.map(({ profileId, outcome }) => `${profileId} ${outcome}`);
  const faultsOf = async (work: Promise<unknown>): Promise<string[]> => {
    const error = await work.then(
      () => assert.fail('it was imported'),
      (reason: { code: string; faults: { path: (string | number)[]; message: string }[] }) => reason,
    );
    assert.equal(error.code, 'RISK_IMPORT_FAULTY');
    return error.faults.map(({ path, message }) => `${jsonPointer(path)} ${message}`);
  };
  const drafts = async () => (await running.query('select from profile_draft')).length;
  const definitionOf = async (draftId: string) =>
    JSON.parse((await running.ask<{ definition: string }>('consultDraft', { draftId }, ann)).definition) as Definition;
  /** Which of the imported profiles hit. */
  const hits = async (imported: Imported, declaration: unknown) => {
    const profiles = await Promise.all(
      imported.profiles.map(async ({ profileId, draftId }) => ({
        id: profileId,
        version: 1,
        validFrom: '2026-01-01',
        definition: await definitionOf(draftId!),
      })),
    );
    const subject = { declaration, procedure: 'entry', specificCircumstance: 'F10' };
    return compileProfiles(profiles)
      .assess(subject, '2026-11-21')
      .map(({ profileId }) => profileId);
  };

  before(async () => {
    running = await startTestApplication(application, { knows: () => false } as never);
  });
  after(() => running.stop());

  describe('as JSON', () => {
    it('takes what was exported, page by page, and gives the same again', async () => {
      type Page = { profiles: { profileId: string; definition: string; reason: string; profileVersion: number }[] };
      const earlier = await drafts();
      const page = await running.ask<Page>('exportProfiles', {}, ann);
      assert.equal(page.profiles.length, seedProfiles.length);
      const same = await importBatch(page.profiles);
      assert.ok(same.profiles.every(({ outcome }) => outcome === 'unchanged'));
      assert.equal(await drafts(), earlier);
      const renamed = page.profiles.map((one) => ({ ...one, profileId: one.profileId.replace('SEED', 'COPY') }));
      const made = await importBatch(renamed);
      assert.ok(made.profiles.every(({ outcome, profileVersion }) => outcome === 'drafted' && profileVersion === 1));
      for (const [at, { draftId }] of made.profiles.entries()) {
        assert.deepEqual(await definitionOf(draftId!), JSON.parse(page.profiles[at]!.definition));
      }
      const again = await importBatch(renamed);
      assert.ok(again.profiles.every(({ outcome }) => outcome === 'repeated'));
      assert.deepEqual(
        again.profiles.map(({ draftId }) => draftId),
        made.profiles.map(({ draftId }) => draftId),
      );
      assert.equal(await drafts(), earlier + page.profiles.length);
    });

    it('is all or nothing, and tells each fault with its place', async () => {
      const before = await drafts();
      const [seed] = seedProfiles;
      const good = { profileId: 'GOOD-1', definition: JSON.stringify(seed!.definition), reason: 'x' };
      const where = { element: 'commodity.colour', is: { eq: 'red' } };
      const bad = { ...seed!.definition, riskLevel: 'low', condition: { some: 'item', where } };
      const told = await faultsOf(
        importBatch([
          good,
          { profileId: 'BAD-1', definition: JSON.stringify(bad), reason: 'x' },
          { profileId: 'BAD-2', definition: JSON.stringify({ ...bad, riskLevel: 'odd' }), reason: 'x' },
          { profileId: 'BAD-3', definition: '[[[', reason: 'x' },
          { profileId: 'BAD-4', definition: '['.repeat(200_000) + ']'.repeat(200_000), reason: 'x' },
        ]),
      );
      assert.deepEqual(told.slice(0, 3), [
        '/profiles/1/definition/condition/where/element a goods item has no element commodity.colour',
        '/profiles/2/definition/riskLevel not a risk level',
        '/profiles/3/definition this is not JSON',
      ]);
      assert.ok(told.some((one) => one.startsWith('/profiles/4/')));
      assert.equal(await drafts(), before);
      assert.deepEqual(await faultsOf(importBatch([good, good])), ['/profiles/1/profileId GOOD-1 stands twice']);
    });

    it('with one profile of another Member State is refused as a whole', async () => {
      const before = await drafts();
      const [seed] = seedProfiles;
      const own = {
        profileId: 'OWN-1',
        definition: JSON.stringify({ ...seed!.definition, memberState: 'BE' }),
        reason: 'x',
      };
      const other = { ...own, profileId: 'OTHER-1', definition: own.definition.replace('"BE"', '"DE"') };
      await assert.rejects(importBatch([own, other]), { code: 'RISK_PROFILE_ELSEWHERE' });
      assert.equal(await drafts(), before);
    });

    it('at once, in different orders, makes each draft once', async () => {
      const [seed] = seedProfiles;
      const all = Array.from({ length: 20 }, (_, at) => ({
        profileId: `ONCE-${at}`,
        definition: JSON.stringify(seed!.definition),
        reason: 'x',
      }));
      const made = await Promise.all([importBatch(all), importBatch(all.toReversed()), importBatch(all)]);
      assert.equal(new Set(made.flatMap(({ profiles }) => profiles.map(({ draftId }) => draftId))).size, 20);
    });

    it('needs another person for each draft, as by hand', async () => {
      const [seed] = seedProfiles;
      const one = { profileId: 'EYES-1', definition: JSON.stringify(seed!.definition), reason: 'x' };
      const { draftId } = (await importBatch([one])).profiles[0]!;
      const approve = (as: object) => running.ask<DraftSummary>('approveProfile', { draftId, reason: 'x' }, as);
      await assert.rejects(approve(ann), { code: 'RISK_DRAFT_SAME_PERSON' });
      assert.equal((await approve(expertOf('DE'))).state, 'approved');
      assert.deepEqual(outcomesOf(await importBatch([one])), ['EYES-1 unchanged']);
    });
  });

  describe('as a decision table in CSV', () => {
    it('makes a profile of each row: conditions of goods items are bound to one of them', async () => {
      const made = await importTable(csv);
      assert.deepEqual(outcomesOf(made), ['CSV-1 drafted', 'CSV-2 drafted']);
      assert.equal(made.hitPolicy, 'COLLECT');
      const { condition, blocks, procedures } = await definitionOf(made.profiles[1]!.draftId!);
      assert.deepEqual(
        { condition, blocks, procedures },
        {
          blocks: true,
          procedures: ['entry'],
          condition: {
            all: [
              {
                some: 'item',
                where: {
                  all: [
                    { element: 'commodity.descriptionOfGoods', is: { matches: ['*gnome*'] } },
                    { not: { element: 'countryOfOrigin.country', is: { in: ['CN', 'HK'] } } },
                  ],
                },
              },
            ],
          },
        },
      );
      assert.deepEqual(await hits(made, gnome('10')), ['CSV-1', 'CSV-2']);
      assert.deepEqual(await hits(made, gnome('10', '1')), ['CSV-2']);
      assert.deepEqual(outcomesOf(await importTable(csv)), ['CSV-1 repeated', 'CSV-2 repeated']);
    });

    const head = 'profileId,title,riskAreaCode,riskLevel,reason';
    const refused: readonly (readonly [string, string, readonly string[]])[] = [
      [
        'an element that is none',
        `${head},item.colour eq\nA-1,t,PSF,low,r,red`,
        ['/table/2/item.colour eq a goods item has no element colour'],
      ],
      [
        'an operator that is none',
        `${head},${origin} like\nA-1,t,PSF,low,r,CN`,
        [`/table/1/${origin} like like is none of`],
      ],
      ['a column that is none', `${head},colour\nA-1,t,PSF,low,r,x`, ['/table/1/colour an element and a test']],
      [
        'a column that is missing',
        `profileId,title\nA-1,t`,
        ['/table/1/riskAreaCode', '/table/1/riskLevel', '/table/1/reason'],
      ],
      [
        'a column twice',
        `${head},${origin} eq,${origin} eq\nA-1,t,PSF,low,r,CN,HK`,
        [`/table/1/${origin} eq this column stands twice`],
      ],
      ['a level that is none', `${head},${origin} eq\nA-1,t,PSF,odd,r,CN`, ['/table/2/riskLevel not a risk level']],
      [
        'a range that is none',
        `${head},item.weight.grossMass range\nA-1,t,PSF,low,r,10-20`,
        ['/table/2/item.weight.grossMass range a range is written'],
      ],
      [
        'a test that its type does not have',
        `${head},item.weight.grossMass matches\nA-1,t,PSF,low,r,a*`,
        ['/table/2/item.weight.grossMass matches cannot be asked of a number'],
      ],
      [
        'a row of too few cells',
        `${head},${origin} eq\nA-1,t,PSF,low`,
        ['/table/2 4 cells where the first line has 6'],
      ],
      ['a row that asks of nothing', `${head},${origin} eq\nA-1,t,PSF,low,r,-`, ['/table/2 asks of nothing']],
      [
        'a profile twice',
        `${head},${origin} eq\nA-1,t,PSF,low,r,CN\nA-1,t,PSF,low,r,HK`,
        ['/table/3/profileId A-1 stands in another row'],
      ],
      [
        'a referral that is none',
        `${head},referralType,${origin} eq\nA-1,t,PSF,low,r,RFX,CN`,
        ['/table/2/referralType one of RFI, RFS'],
      ],
      ['no row', head, ['/table the table has no row']],
      ['what is no table', '"open', ['/table Line 1']],
    ];
    for (const [what, table, places] of refused) {
      it(`refuses ${what}, with line and column`, async () => {
        const told = await faultsOf(importTable(table));
        assert.equal(told.length, places.length, told.join('\n'));
        for (const [at, place] of places.entries()) assert.ok(told[at]!.startsWith(place), told[at]);
      });
    }
  });

  describe('as a decision table in DMN 1.3', () => {
    const rules = [
      ['contains(?, "gnome")', '> 10', '"4"', ...outcomes('DMN-1')],
      ['contains(?, "gnome")', '[5..10]', '-', ...outcomes('DMN-2', 'high')],
      ['-', '-', 'not("4")', ...outcomes('DMN-3')],
    ];

    it('makes a profile of each rule', async () => {
      const made = await importTable(dmn(rules), 'dmn');
      assert.deepEqual(outcomesOf(made), ['DMN-1 drafted', 'DMN-2 drafted', 'DMN-3 drafted']);
      assert.deepEqual(await hits(made, gnome('10.5')), ['DMN-1']);
      assert.deepEqual(await hits(made, gnome('10')), ['DMN-2']);
      assert.deepEqual(await hits(made, gnome('7', '1')), ['DMN-2', 'DMN-3']);
      assert.deepEqual((await definitionOf(made.profiles[0]!.draftId!)).specificCircumstances, ['F10', 'F32']);
      assert.deepEqual(outcomesOf(await importTable(dmn(rules), 'dmn')), [
        'DMN-1 repeated',
        'DMN-2 repeated',
        'DMN-3 repeated',
      ]);
    });

    it('of FIRST hits once: by the first rule that holds', async () => {
      const overlapping = [
        ['contains(?, "gnome")', '> 10', '-', ...outcomes('FIRST-1')],
        ['contains(?, "gnome")', '-', '-', ...outcomes('FIRST-2')],
        ['-', '-', '"4"', ...outcomes('FIRST-3')],
      ];
      const made = await importTable(dmn(overlapping, 'hitPolicy="FIRST"'), 'dmn');
      assert.deepEqual(await hits(made, gnome('11')), ['FIRST-1']);
      assert.deepEqual(await hits(made, gnome('9')), ['FIRST-2']);
      assert.match(made.meaning!, /no row before/);
    });

    it('says what several rows that hold come to, or refuses', async () => {
      for (const policy of ['UNIQUE', 'RULE ORDER', 'ANY']) {
        const one = [['contains(?, "gnome")', '-', '-', ...outcomes(`ONE-${policy.slice(0, 3)}`)]];
        assert.equal((await importTable(dmn(one, `hitPolicy="${policy}"`), 'dmn')).hitPolicy, policy);
      }
      assert.equal((await importTable(dmn([['"a"', '-', '-', ...outcomes('ONE-NO')]], ''), 'dmn')).hitPolicy, 'UNIQUE');
      const refused = (policy: string) => faultsOf(importTable(dmn(rules, policy), 'dmn'));
      for (const policy of [
        'hitPolicy="PRIORITY"',
        'hitPolicy="OUTPUT ORDER"',
        'hitPolicy="COLLECT" aggregation="SUM"',
        'hitPolicy="odd"',
      ]) {
        assert.match((await refused(policy))[0]!, /^\/table\/hitPolicy .*no meaning here/);
      }
      assert.match((await refused('hitPolicy="ANY"'))[0]!, /^\/table\/2 has another outcome/);
    });

    it('refuses cells, elements and codes that there are not, with rule and input', async () => {
      const told = await faultsOf(
        importTable(
          dmn([
            ['matches(?, "a+")', '-', '-', ...outcomes('BAD-1')],
            ['-', '"heavy" + 1', '-', ...outcomes('BAD-2')],
            ['"a"', '-', '-', '12', ...outcomes('BAD-3').slice(1)],
          ]),
          'dmn',
        ),
      );
      assert.deepEqual(
        told.map((one) => one.split(' ')[0]),
        [`/table/1/${description}`, '/table/2/item.weight.grossMass', '/table/3/profileId'],
      );
      const types = await faultsOf(importTable(dmn([['"a"', '"heavy"', '-', ...outcomes('BAD-1')]]), 'dmn'));
      assert.match(types[0]!, /^\/table\/1\/item.weight.grossMass heavy is no decimal/);
      const unknown = dmn(rules).replaceAll(description, 'item.colour');
      assert.match((await faultsOf(importTable(unknown, 'dmn')))[0]!, /^\/table\/1\/item.colour a goods item has no/);
      const expression = dmn(rules).replaceAll(description, 'a + b');
      assert.match((await faultsOf(importTable(expression, 'dmn')))[0]!, /^\/table\/0\/a \+ b an input names/);
    });

    it('refuses what is no table, or would be expanded', async () => {
      const bomb = '<!DOCTYPE a [<!ENTITY b "gnome">]><definitions>&b;</definitions>';
      for (const text of [
        '',
        'gnome',
        '<a/>',
        '<definitions',
        bomb,
        dmn(rules).replace('20191111', '20991111'),
        '<a>'.repeat(5000),
      ]) {
        const told = await faultsOf(importTable(text === '' ? ' ' : text, 'dmn'));
        assert.match(told[0]!, /^\/table /);
      }
    });
  });

  it('of a thousand rows is over in seconds, and others are served meanwhile', async () => {
    const head =
      'profileId,title,riskAreaCode,riskLevel,reason,item.commodity.commodityCode.harmonizedSystemSubHeadingCode in';
    const codes = Array.from({ length: 60 }, (_, at) => 850_000 + at).join(';');
    const rows = Array.from({ length: 1000 }, (_, at) => `BULK-${at},t,PSF,low,r,${codes};${900_000 + at}`);
    const since = performance.now();
    const made = await importTable([head, ...rows].join('\n'));
    assert.equal(made.profiles.length, 1000);
    assert.ok(performance.now() - since < 45_000);
    const tooMany = await faultsOf(importTable([head, ...rows, 'BULK-X,t,PSF,low,r,850760'].join('\n')));
    assert.deepEqual(tooMany, ['/table the table has 1001 rows, and 1000 are the most (COLLECT)']);
  }).timeout(90_000);

  it('is for risk experts alone', async () => {
    const system = { ...ann, profile: 'national-entry-system' };
    await assert.rejects(importBatch([], system), { code: 'CALLER_NOT_ADMITTED' });
    await assert.rejects(importTable(csv, 'csv', system), { code: 'CALLER_NOT_ADMITTED' });
  });
});
