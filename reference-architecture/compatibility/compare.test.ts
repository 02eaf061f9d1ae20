import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { before, describe, it } from 'mocha';
import { discoverContracts } from '../catalogue/discover.ts';
import { application, type Operation, operation, service } from '../contract/language.ts';
import { code, element, integer, many, message, optional, type TObject, token } from '../contract/schema.ts';
import { breaksBetween } from './compare.ts';
import { readFrozen } from './frozen.ts';
import { type Surface, surfaceOf } from './surface.ts';

const root = resolve(import.meta.dirname, '../..');
const kind = (words: string) => optional(token({ pattern: words }));
const asked = element({
  name: token({ maxLength: 10 }),
  count: optional(integer({ maximum: 9 })),
  kind: kind('one|two-b'),
});
const answered = element({
  state: token({ maxLength: 10 }),
  part: optional(many(element({ number: integer({ maximum: 9 }), country: optional(code('CL718', {})) }), 0, 5)),
});

const surface = (request: TObject = asked, reply: TObject = answered, more: Partial<Operation> = {}): Surface =>
  surfaceOf(
    application({
      ...{ name: 'shop', platform: 'cdco', title: '', description: '', owner: '', version: '1' },
      services: {
        Shop: service({
          ...{ title: '', namespace: 'urn:shop:1', version: '1' },
          operations: {
            buy: operation({
              summary: '',
              audience: [{ circle: 'untrusted', profiles: ['declarant', 'carrier'] }],
              effect: 'command',
              priority: 'B',
              request: message('Buy', 'urn:shop:1', '', request),
              reply: message('Bought', 'urn:shop:1', '', reply),
              ...{ refusals: {}, emits: [], audit: { event: 'shop.buy' }, retention: 'none', deadlineMs: 1000 },
              bpmnTask: 'x.bpmn#Y',
              rest: { method: 'POST', path: '/things' },
              ...more,
            } as Operation),
          },
        }),
      },
      ...{ events: {}, notifications: {}, subscribes: [] },
    }),
  );

const placesOf = (changed: Surface) => breaksBetween(surface(), changed).map(({ at }) => at);
const request = 'shop/Shop/buy/request';
const reply = 'shop/Shop/buy/reply';

describe('a change of a contract breaks nobody', () => {
  const harmless: Record<string, Surface> = {
    'where nothing has changed': surface(),
    'that lets a request say more': surface(
      element({
        ...asked.properties,
        name: token({ maxLength: 20 }),
        count: optional(integer({ maximum: 99 })),
        note: optional(token({})),
      }),
    ),
    'that need not be said any more': surface(
      element({ ...asked.properties, name: optional(token({ maxLength: 10 })) }),
    ),
    'whose answer says more': surface(asked, element({ ...answered.properties, more: token({}) })),
    'whose answer says less at a time': surface(
      asked,
      element({ ...answered.properties, state: token({ maxLength: 5 }) }),
    ),
    'that admits others as well': surface(asked, answered, {
      audience: [{ circle: 'untrusted', profiles: ['declarant', 'carrier', 'representative'] }],
    }),
    'when a request takes more words': surface(element({ ...asked.properties, kind: kind('one|two-b|three') })),
    'in words only': surface(
      element({ ...asked.properties, name: token({ maxLength: 10, description: 'Its name.' }) }),
    ),
  };
  for (const [what, changed] of Object.entries(harmless)) it(what, () => assert.deepEqual(placesOf(changed), []));
});

describe('a change of a contract breaks callers', () => {
  const breaking: Record<string, [Surface, string]> = {
    'when a request must be shorter': [
      surface(element({ ...asked.properties, name: token({ maxLength: 9 }) })),
      `${request}/name`,
    ],
    'when it must say more': [surface(element({ ...asked.properties, why: token({}) })), `${request}/why`],
    'when what was optional must be said': [
      surface(element({ ...asked.properties, count: integer({ maximum: 9 }) })),
      `${request}/count`,
    ],
    'when it may not say what it said': [
      surface(element({ name: asked.properties.name, kind: asked.properties.kind })),
      `${request}/count`,
    ],
    'when it has a new form': [
      surface(element({ ...asked.properties, name: token({ maxLength: 10, pattern: '[A-Z]+' }) })),
      `${request}/name`,
    ],
    'when it takes a word no more': [
      surface(element({ ...asked.properties, kind: kind('one|three') })),
      `${request}/kind`,
    ],
    'when its elements change places': [
      surface(element({ count: asked.properties.count, name: asked.properties.name, kind: asked.properties.kind })),
      request,
    ],
    'when a type is another': [
      surface(element({ ...asked.properties, name: integer({ maximum: 9 }) })),
      `${request}/name`,
    ],
    'when an answer may leave something out': [
      surface(asked, element({ state: optional(token({ maxLength: 10 })), part: answered.properties.part })),
      `${reply}/state`,
    ],
    'when an answer never says something any more': [
      surface(asked, element({ state: token({ maxLength: 10 }) })),
      `${reply}/part`,
    ],
    'when an answer may be longer than readers expect': [
      surface(asked, element({ ...answered.properties, state: token({ maxLength: 11 }) })),
      `${reply}/state`,
    ],
    'deep within an answer': [
      surface(
        asked,
        element({ ...answered.properties, part: optional(many(element({ number: integer({ maximum: 10 }) }), 0, 5)) }),
      ),
      `${reply}/part/country`,
    ],
    'when its address is another': [
      surface(asked, answered, { rest: { method: 'POST', path: '/other' } }),
      'shop/Shop/buy',
    ],
    'when somebody is not admitted any more': [
      surface(asked, answered, { audience: [{ circle: 'untrusted', profiles: ['declarant'] }] }),
      'shop/Shop/buy',
    ],
    'when it is gone': [{ ...surface(), services: {} }, 'shop/Shop'],
  };
  for (const [what, [changed, place]] of Object.entries(breaking))
    it(what, () => assert.ok(placesOf(changed).includes(place), JSON.stringify(placesOf(changed))));
});

describe('what was promised to callers', () => {
  let frozen: ReadonlyMap<string, Surface>;
  let current: ReadonlyMap<string, Surface>;
  before(async () => {
    frozen = await readFrozen();
    const found = (await discoverContracts(root)).map(({ contract }) => surfaceOf(contract));
    current = new Map(found.map((one) => [one.application, one]));
  });

  it('is written down for those who file, answer and fetch', () => {
    for (const name of ['entry', 'speed2ng', 'ccn2ng', 'mandates']) assert.ok(frozen.has(name), name);
  });

  it('is kept: a change that breaks somebody needs a service of the next version beside the old one', () => {
    const breaks = [...frozen].flatMap(([name, one]) =>
      breaksBetween(one, current.get(name) ?? { application: name, services: {}, notifications: {} }),
    );
    assert.deepEqual(breaks, []);
  });
});
