import assert from 'node:assert/strict';
import fc from 'fast-check';
import { code, decimal, element, integer, many, message, optional, personal, text, token, uuid } from './schema.ts';
import { codeLists, parcel } from './test-support/parcel.ts';
import { compileValidator, type Fault } from './validate.ts';

const today = '2026-11-21';
const validate = compileValidator(parcel, codeLists);

const valid = {
  sentAt: '2026-11-21T08:00:00Z',
  sender: { name: 'Anna Muster', country: 'DE' },
  item: [{ number: 1, grossMass: '12.500', description: 'Ø 20 mm' }],
};

const inItem = (change: object) => ({ ...valid, item: [{ ...valid.item[0], ...change }] });
const inSender = (change: object) => ({ ...valid, sender: { ...valid.sender, ...change } });

const told = (faults: readonly Fault[]) => faults.map(({ code, path }) => `${code} /${path.join('/')}`);

describe('validator', () => {
  it('has nothing to say about valid content', () => {
    assert.deepEqual(validate(valid, today), []);
  });

  for (const [content, expected, message] of [
    [{}, 'SCHEMA_REQUIRED /sentAt', 'sentAt is missing.'],
    [inItem({ number: undefined }), 'SCHEMA_REQUIRED /item/0/number', 'number is missing.'],
    [inItem({ colour: 1 }), 'SCHEMA_UNKNOWN_ELEMENT /item/0/colour', 'colour is not expected here.'],
    [inItem({ number: '1' }), 'SCHEMA_TYPE /item/0/number', 'number must be a whole number.'],
    [inItem({ number: 1.5 }), 'SCHEMA_TYPE /item/0/number', 'number must be a whole number.'],
    [inItem({ grossMass: 12.5 }), 'SCHEMA_TYPE /item/0/grossMass', 'grossMass must be a decimal number given as text.'],
    [inItem({ description: null }), 'SCHEMA_TYPE /item/0/description', 'description must be text.'],
    [
      inItem({ description: '' }),
      'SCHEMA_MIN_LENGTH /item/0/description',
      'description must have at least 1 character.',
    ],
    [
      inItem({ reference: ['x'.repeat(36)] }),
      'SCHEMA_MAX_LENGTH /item/0/reference/0',
      'reference must have at most 35 characters.',
    ],
    [
      inItem({ grossMass: '12,5' }),
      'SCHEMA_PATTERN /item/0/grossMass',
      'grossMass must be a decimal number with at most 10 digits before and 6 after the point.',
    ],
    [inItem({ number: 0 }), 'SCHEMA_RANGE /item/0/number', 'number must be between 1 and 99999.'],
    [inItem({ number: 100000 }), 'SCHEMA_RANGE /item/0/number', 'number must be between 1 and 99999.'],
    [{ ...valid, item: [] }, 'SCHEMA_TOO_FEW /item', 'item must be there at least once.'],
    [
      { ...valid, item: Array(100).fill(valid.item[0]) },
      'SCHEMA_TOO_MANY /item',
      'item may be there at most 99 times.',
    ],
    [{ ...valid, item: valid.item[0] }, 'SCHEMA_TYPE /item', 'item must be a list.'],
    [{ ...valid, sentAt: '2026-11-21' }, 'SCHEMA_PATTERN /sentAt', undefined],
    [{ ...valid, sentAt: '2026-02-30T00:00:00Z' }, 'SCHEMA_DATE /sentAt', undefined],
    [inItem({ reference: ['a  b'] }), 'SCHEMA_CHARACTERS /item/0/reference/0', undefined],
    [
      inItem({ description: 'a\u0000' }),
      'SCHEMA_CHARACTERS /item/0/description',
      'description holds a control character or half a character.',
    ],
    [inItem({ description: 'a\ud800' }), 'SCHEMA_CHARACTERS /item/0/description', undefined],
    [inSender({ country: 'XX' }), 'CL718 /sender/country', 'country: "XX" is not in code list CL718 on 2026-11-21.'],
    ['text', 'SCHEMA_TYPE /', 'The message must be a structure.'],
    [null, 'SCHEMA_TYPE /', undefined],
    [[], 'SCHEMA_TYPE /', undefined],
    [undefined, 'SCHEMA_TYPE /', undefined],
  ] as const) {
    it(`tells ${expected}`, () => {
      const faults = validate(content, today);
      assert.equal(told(faults)[0], expected);
      if (message !== undefined) assert.equal(faults[0]?.message, message);
    });
  }

  it('takes a name that we gave in its one form: what the pattern was promised to be is wider', () => {
    const named = compileValidator(message('Named', 'urn:test', 'Named', element({ id: uuid() })), codeLists);
    assert.deepEqual(named({ id: '01a201de-a8ae-765b-82a7-b3004d392075' }, today), []);
    for (const id of ['0'.repeat(36), '-'.repeat(36), '01a201de-a8ae-765b-82a7b-3004d392075', 'none'])
      assert.deepEqual(told(named({ id }, today)), ['SCHEMA_PATTERN /id']);
  });

  it('tells all faults at once', () => {
    const content = { ...inItem({ number: 'x', description: '' }), sender: { country: 'XX' }, extra: 1 };
    assert.deepEqual(told(validate(content, today)).sort(), [
      'CL718 /sender/country',
      'SCHEMA_MIN_LENGTH /item/0/description',
      'SCHEMA_REQUIRED /sender/name',
      'SCHEMA_TYPE /item/0/number',
      'SCHEMA_UNKNOWN_ELEMENT /extra',
    ]);
  });

  it('does not look up a code of the wrong form', () => {
    assert.deepEqual(told(validate(inSender({ country: 'germany' }), today)), [
      'SCHEMA_MAX_LENGTH /sender/country',
      'SCHEMA_PATTERN /sender/country',
    ]);
  });

  it('asks for the code on the day that it is given', () => {
    const asked: string[][] = [];
    const listed = message('A', 'urn:a', 'A', element({ b: code('CL1', {}) }));
    const check = compileValidator(listed, { has: (...of) => asked.push(of) > 1 });
    assert.deepEqual(told(check({ b: 'x' }, '2026-01-01')), ['CL1 /b']);
    assert.deepEqual(check({ b: 'x' }, '2026-01-02'), []);
    assert.deepEqual(asked, [
      ['CL1', 'x', '2026-01-01'],
      ['CL1', 'x', '2026-01-02'],
    ]);
  });

  it('does not keep the faults of an earlier message', () => {
    assert.notEqual(validate({}, today).length, 0);
    assert.deepEqual(validate(valid, today), []);
  });

  it('gives a numeric name as a name and a position as a position', () => {
    assert.deepEqual(
      validate(inItem({ 0: 1, 'a/b~c': 1 }), today).map(({ path }) => path),
      [
        ['item', 0, '0'],
        ['item', 0, 'a/b~c'],
      ],
    );
  });
});

describe('validator and personal data', () => {
  it('never tells the value', () => {
    const secret = 'Geheim';
    const faults = [
      ...validate(inSender({ birthCountry: secret }), today),
      ...validate(inSender({ birthCountry: 'XQ' }), today),
      ...validate(inSender({ name: `${secret}\u0001` }), today),
    ];
    assert.deepEqual(told(faults), [
      'SCHEMA_MAX_LENGTH /sender/birthCountry',
      'CL718 /sender/birthCountry',
      'SCHEMA_CHARACTERS /sender/name',
    ]);
    assert.doesNotMatch(JSON.stringify(faults), /Geheim|XQ/);
  });

  it('never tells the values inside a personal structure or list', () => {
    const place = personal(many(element({ country: code('CL718', {}) }), 1, 2));
    const check = compileValidator(message('A', 'urn:a', 'A', element({ place })), codeLists);
    const faults = check({ place: [{ country: 'XQ' }] }, today);
    assert.deepEqual(told(faults), ['CL718 /place/0/country']);
    assert.doesNotMatch(faults[0]!.message, /XQ/);
  });
});

describe('validator on hostile content', () => {
  const assertQuick = (work: () => void) => {
    const startedMs = performance.now();
    work();
    const tookMs = performance.now() - startedMs;
    assert.ok(tookMs < 2000, `took ${tookMs} ms`);
  };

  it('takes __proto__, constructor and toString for unknown elements', () => {
    const content: unknown = JSON.parse(
      `{"__proto__":{"a":1},"constructor":1,"toString":1,${JSON.stringify(valid).slice(1)}`,
    );
    assert.deepEqual(told(validate(content, today)), [
      'SCHEMA_UNKNOWN_ELEMENT /__proto__',
      'SCHEMA_UNKNOWN_ELEMENT /constructor',
      'SCHEMA_UNKNOWN_ELEMENT /toString',
    ]);
  });

  it('does not take an inherited property for the message’s own', () => {
    const content: unknown = JSON.parse(`{"__proto__":${JSON.stringify(valid)}}`);
    assert.deepEqual(told(validate(content, today)), [
      'SCHEMA_REQUIRED /sentAt',
      'SCHEMA_REQUIRED /sender',
      'SCHEMA_REQUIRED /item',
      'SCHEMA_UNKNOWN_ELEMENT /__proto__',
    ]);
  });

  for (const [what, wrong] of [
    ['numbers', 1],
    ['empty structures', {}],
    ['structures of unknown elements', { a: 1, b: 2, c: 3 }],
    ['lists in lists', { reference: Array(50).fill(0) }],
  ] as const) {
    it(`stops at 999 faults in a list of 300,000 ${what}`, () => {
      const content = { ...valid, item: Array(300_000).fill(wrong) };
      validate({}, today);
      assertQuick(() => assert.equal(validate(content, today).length, 999));
    });
  }

  it('stops at 999 unknown elements', () => {
    const content = Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`x${i}`, 1]));
    assertQuick(() => assert.equal(validate(content, today).length, 999));
  });

  it('tells long names short', () => {
    const [fault] = validate({ ...valid, ['x'.repeat(100_000)]: 1 }, today);
    assert.ok(JSON.stringify(fault).length < 500);
  });

  it('is not slowed by long text', () => {
    assertQuick(() => assert.equal(validate(inItem({ grossMass: '1'.repeat(5_000_000) }), today).length, 1));
  });

  it('answers anything with faults, never with an error', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('sender', 'item', 'stamp', 'sentAt'), (anything, name) => {
        for (const { code, path, message: sentence } of validate({ ...valid, [name]: anything }, today)) {
          assert.match(code, /^(SCHEMA_(?!INVALID)|CL)/);
          assert.equal(path[0], name);
          assert.ok(sentence.length > 5);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('validator and the size of a contract', () => {
  it('takes messages of many hundred elements, and of more than eight names to a structure', () => {
    const wide = element(
      Object.fromEntries(
        Array.from({ length: 30 }, (_, i) => [
          `part${i}`,
          optional(
            element({
              a: token({}),
              b: integer({ maximum: 9 }),
              c: decimal({ totalDigits: 5, fractionDigits: 2 }),
              d: text({}),
            }),
          ),
        ]),
      ),
    );
    const check = compileValidator(
      message('A', 'urn:a', 'A', element({ x: wide, y: many(wide, 1, 9), z: wide })),
      codeLists,
    );
    const part = { a: 'a', b: 1, c: '1.5', d: 'd' };
    const whole = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`part${i}`, part]));
    assert.deepEqual(check({ x: whole, y: [whole, whole], z: whole }, today), []);
    assert.deepEqual(told(check({ x: whole, y: [whole, { ...whole, part30: part }], z: {} }, today)), [
      'SCHEMA_UNKNOWN_ELEMENT /y/1/part30',
    ]);
  });
});
