import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { commonRefusals } from '../../../reference-architecture/contract/common-refusals.ts';
import { gatewayRefusalCodes } from '../../gateway/refusals.ts';
import { judge, severityOf, sourceOf, type Window } from './correlate.ts';
import { kindOf, kindsByCode } from './kinds.ts';
import { longestWindowMs, ruleOf } from './rules.ts';

const windowOf = (more: Partial<Window>): Window => ({
  ...{ events: 1, partners: 0, credentials: 0, addresses: 1, severity: 'low' },
  ...more,
});

describe('what is a security event', () => {
  it('was decided for every refusal of every door', () => {
    const readme = readFileSync(join(import.meta.dirname, '..', '..', 'README.md'), 'utf8');
    const [, doors = ''] = readme.split('## Refused at the door');
    const told = [...doors.split('## Faults of form')[0]!.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, code]) => code!);
    assert.ok(told.length > 30);
    const codes = [...told, ...Object.keys(gatewayRefusalCodes), ...Object.keys(commonRefusals)];
    assert.deepEqual(
      codes.filter((code) => !(code in kindsByCode)),
      [],
      'say in kinds.ts whether it is an event, or on purpose none',
    );
  });

  it('is found in the faults too: no honest program sends a document type', () => {
    assert.equal(kindOf('MESSAGE_MALFORMED', ['XML_DOCTYPE'])?.kind, 'hostile-content');
    assert.equal(kindOf('MESSAGE_MALFORMED', ['XML_NOT_WELL_FORMED']), undefined);
    assert.equal(kindOf('constructor'), undefined);
  });

  it('has a rule for each kind, whose window is kept', () => {
    const kinds = new Set(Object.values(kindsByCode).flatMap((one) => (one === undefined ? [] : [one.kind])));
    for (const kind of [...kinds, 'hostile-content']) assert.ok(ruleOf(kind).windowMs <= longestWindowMs, kind);
  });
});

describe('an incident', () => {
  it('is of whom its events prove, of the credential, or of the place', () => {
    const event = { platform: 'speed2ng', partner: 'BE1', credential: 'c', address: '192.0.2.1' };
    assert.deepEqual(sourceOf(event), { sourceKind: 'partner', source: 'BE1' });
    assert.equal(sourceOf({ ...event, partner: undefined }).source, 'c');
    assert.equal(sourceOf({ ...event, partner: undefined, credential: undefined }).source, '192.0.2.1');
    assert.deepEqual(sourceOf({ platform: 'cdco' }), { sourceKind: 'platform', source: 'cdco' });
  });

  it('begins with the threshold, and not before', () => {
    const { threshold } = ruleOf('authentication-failed');
    assert.equal(judge('authentication-failed', windowOf({ events: threshold - 1 }), undefined), undefined);
    assert.equal(judge('authentication-failed', windowOf({ events: threshold }), undefined), 'medium');
  });

  it('begins with one event that is grave by itself', () =>
    assert.equal(judge('credential-withdrawn', windowOf({ severity: 'high' }), undefined), 'high'));

  it('grows with the count and with the spread, and never beyond its bound', () => {
    const of = (more: Partial<Window>) => severityOf('authentication-failed', windowOf(more));
    assert.deepEqual(
      [of({ events: 10 }), of({ events: 49 }), of({ events: 50 }), of({ events: 10, addresses: 5 })],
      ['medium', 'medium', 'high', 'high'],
    );
    assert.equal(of({ events: 1_000_000, addresses: 100 }), 'high');
  });

  it('does not become less grave while it goes on', () =>
    assert.equal(judge('authentication-failed', windowOf({ events: 1 }), 'high'), 'high'));
});
