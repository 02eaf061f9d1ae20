import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { commonRefusals } from '../../../reference-architecture/contract/common-refusals.ts';
import { gatewayRefusalCodes } from '../../gateway/refusals.ts';
import { judge, severityOf, sourceOf, type Window } from './correlate.ts';
import { countriesIn } from './countries.ts';
import { geographyNews, learntAfterMs, nameOf } from './geography.ts';
import { kindOf, kindsByCode, withdrawnFault } from './kinds.ts';
import { longestWindowMs, ruleOf } from './rules.ts';
import { alwaysUsualPerMinute, boundOf, isUnusual } from './unusual.ts';

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
    assert.deepEqual(kindOf('SECURITY_TOKEN_UNTRUSTED', [withdrawnFault])?.kind, 'credential-withdrawn');
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

const table = `network,country,latitude,longitude
# invented
192.0.2.0/24,BE,50.85,4.35
198.51.100.0/24,US,38.9,-77.0
198.51.100.128/25,NL,52.4,4.9
2001:db8::/32,DE
2001:db8:1::/48,FR
`;

describe('the table of countries', () => {
  const countries = countriesIn(table);

  it('tells the country of an address; of networks in each other the narrower', () => {
    const expected: [string, string | undefined][] = [
      ['192.0.2.1', 'BE'],
      ['198.51.100.1', 'US'],
      ['198.51.100.200', 'NL'],
      ['203.0.113.1', undefined],
      ['2001:db8:2::1', 'DE'],
      ['2001:db8:1:0:0:0:0:7', 'FR'],
      ['::1', undefined],
      ['nothing', undefined],
    ];
    assert.equal(countries.size, 5);
    for (const [address, country] of expected) assert.equal(countries.of(address)?.country, country, address);
  });

  it('says which line cannot be read', () => {
    for (const wrong of ['x', '192.0.2.0/33,BE', '192.0.2.0/24', '192.0.2.0/24,Belgium'])
      assert.throws(() => countriesIn(`10.0.0.0/8,BE\n${wrong}`), /line 2/, wrong);
  });
});

describe('from where a partner comes', () => {
  const countries = countriesIn(table);
  const nowMs = 10 * learntAfterMs;
  const seen = (place: string, firstSeenMs = 0, lastSeenMs = firstSeenMs) => ({ place, firstSeenMs, lastSeenMs });
  const comes = (address: string) => ({ at: countries.of(address), network: `${address}/24`, nowMs });
  const belgium = nameOf(comes('192.0.2.1'));

  it('is no news of one who is new, or where it was before', () => {
    assert.equal(geographyNews(comes('198.51.100.1'), []), undefined);
    assert.equal(geographyNews(comes('198.51.100.1'), [seen(belgium, nowMs - 1000)]), undefined);
    assert.equal(geographyNews(comes('192.0.2.9'), [seen(belgium)]), undefined);
  });

  it('is news where it is a country in which it never was, and grave where nobody travels so fast', () => {
    assert.equal(geographyNews(comes('198.51.100.1'), [seen(belgium)]), 'COUNTRY_NEW');
    assert.equal(geographyNews(comes('198.51.100.1'), [seen(belgium, 0, nowMs - 60_000)]), 'COUNTRIES_FAR_APART');
    assert.equal(geographyNews(comes('198.51.100.200'), [seen(belgium, 0, nowMs - 60_000)]), 'COUNTRY_NEW');
  });

  it('is told by network where no table says more', () => {
    const known = [seen('network 203.0.113.0/24')];
    assert.equal(geographyNews(comes('203.0.114.1'), known), 'NETWORK_NEW');
  });
});

describe('how much is unusual', () => {
  const week = Array.from({ length: 48 }, (_, hour) => 100 + (hour % 20));

  it('is said of nobody of whom too little is known, nor of small numbers', () => {
    assert.equal(isUnusual(1_000_000, { sameHours: [1, 1, 1], lastWeek: week.slice(0, 23) }), false);
    assert.equal(isUnusual(alwaysUsualPerMinute, { sameHours: [1, 1, 1, 1], lastWeek: [] }), false);
  });

  it('is measured by the median: one bad day teaches nothing', () => {
    const clean = boundOf({ sameHours: [], lastWeek: week })!;
    const spoilt = boundOf({ sameHours: [], lastWeek: [...week, 100_000, 100_000] })!;
    assert.ok(clean > 119 && clean < 200 && spoilt < 200, `${clean} ${spoilt}`);
    assert.equal(isUnusual(1000, { sameHours: [], lastWeek: week }), true);
  });

  it('goes by the same hour of other weeks, where they are known', () => {
    assert.equal(isUnusual(1000, { sameHours: [900, 950, 1000, 980], lastWeek: week }), false);
  });
});
