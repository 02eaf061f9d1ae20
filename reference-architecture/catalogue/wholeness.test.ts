import assert from 'node:assert/strict';
import type { Application, Notification, Operation } from '../contract/language.ts';
import { sample } from '../contract/render/support/sample.ts';
import { faultsOf } from './wholeness.ts';

const found = (...contracts: Application[]) =>
  contracts.map((contract) => ({ directory: `/somewhere/${contract.name}`, contract }));

const { submitDeclaration, consult } = sample.services.declarations.operations;

/** The sample with these operations only. */
const offering = (operations: Record<string, Operation>, changed: Partial<Application> = {}): Application => ({
  ...sample,
  services: { declarations: { ...sample.services.declarations, operations } },
  ...changed,
});

const changing = (changes: Partial<Operation>): Application => offering({ consult: { ...consult, ...changes } });

const notifying = (changes: Partial<Notification>): Application => ({
  ...sample,
  notifications: { ...sample.notifications, riskHit: { ...sample.notifications.riskHit, ...changes } },
});

const inSecond = {
  ...sample.services.declarations,
  soap: { versions: ['1.2'], path: '/other' },
  operations: { consult: { ...consult, rest: { method: 'GET', path: '/other' } } },
} as const;

const cases: [string, Application[], RegExp][] = [
  ['a folder of another name', [{ ...sample, name: 'other' }], /named other/],
  [
    'an operation id twice',
    [{ ...sample, services: { ...sample.services, second: inSecond } }],
    /operation sample-application\.consult is in the services declarations and second/,
  ],
  [
    'a REST path twice in a circle, whatever its parameters are called',
    [offering({ consult, second: { ...consult, rest: { method: 'GET', path: '/declarations/{withHistory}' } } })],
    /GET \/declarations\/\{\} of the circle untrusted is sample-application\.consult and sample-application\.second/,
  ],
  [
    'a REST path that another application has',
    [
      sample,
      {
        ...sample,
        name: 'other',
        services: {
          declarations: inSecond,
          more: {
            ...inSecond,
            operations: { x: { ...consult, rest: { method: 'GET', path: '/declarations/{MRN}' } } },
          },
        },
      },
    ],
    /is sample-application\.consult and other\.x/,
  ],
  ['a path parameter that the request lacks', [changing({ rest: { method: 'GET', path: '/x/{EORI}' } })], /\{EORI\}/],
  [
    'another answer than 202 to one-way',
    [offering({ submit: { ...submitDeclaration, rest: { method: 'POST', path: '/x', status: 201 } } })],
    /one-way/,
  ],
  [
    'a code not in UPPER_SNAKE',
    [changing({ refusals: { sampleWrong: { status: 'invalid', title: 'x' } } })],
    /sampleWrong is not in UPPER_SNAKE/,
  ],
  [
    'a code with two meanings',
    [
      offering({
        submitDeclaration,
        consult: { ...consult, refusals: { SAMPLE_LRN_USED: { status: 'invalid', title: 'Other.' } } },
      }),
    ],
    /SAMPLE_LRN_USED means conflict/,
  ],
  [
    'a common code with another meaning',
    [changing({ refusals: { THROTTLED: { status: 'invalid', title: 'Other.' } } })],
    /THROTTLED means throttled/,
  ],
  ['an empty audience', [changing({ audience: [] })], /nobody could call it/],
  [
    'an audience without profiles',
    [changing({ audience: [{ circle: 'trusted', profiles: [] }] })],
    /nobody could call it/,
  ],
  ['no BPMN task', [changing({ bpmnTask: '' })], /"" is not a task/],
  ['an emission of nothing', [changing({ emits: ['nothing'] })], /emits nothing, which/],
  [
    'a subscription to nothing',
    [{ ...sample, subscribes: ['sample-application.riskHit'] }],
    /sample-application\.riskHit, which is no event/,
  ],
  [
    'an event and a notification of one name',
    [{ ...sample, events: { riskHit: sample.events.declarationTaken } }],
    /riskHit is both/,
  ],
  [
    'a notification to the central circle',
    [notifying({ audience: { circle: 'central', profiles: ['cdco'] } })],
    /riskHit has no audience that a gateway serves/,
  ],
  [
    'a SOAP binding in a service without SOAP',
    [{ ...sample, services: { only: { title: '', namespace: 'urn:x', version: '1', operations: { consult } } } }],
    /binding, but its service only none/,
  ],
];

describe('a contract', () => {
  it('is whole when it breaks no rule', () => assert.deepEqual(faultsOf(found(sample)), []));

  for (const [what, contracts, expected] of cases) {
    it(`is not whole with ${what}`, () => {
      const directories = found(...contracts).map((one) => ({
        ...one,
        directory: what.startsWith('a folder') ? '/x/y' : one.directory,
      }));
      assert.match(faultsOf(directories).join('\n'), expected);
    });
  }

  it('may name what it emits with its application or without', () => {
    assert.deepEqual(
      faultsOf(found({ ...changing({ emits: ['declarationTaken', 'sample-application.riskHit'] }) })),
      [],
    );
  });

  it('may have a REST path that only another circle has', () => {
    const other = { ...consult, audience: [{ circle: 'trusted', profiles: ['x'] }] } as const;
    assert.deepEqual(faultsOf(found(offering({ consult, other }))), []);
  });
});
