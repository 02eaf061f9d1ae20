import assert from 'node:assert/strict';
import { rules } from '../rules/rules.ts';
import { alertIdOf, nextAlerts } from './alert-life.ts';
import { type Figure, type Figures, judge } from './judge.ts';
import { pointsOf } from './points.ts';
import { quantileOf } from './quantile.ts';
import type { Rule } from './rule.ts';

const nowMs = 1_795_000_000_000;
const hour = 3600;

const figures = (more: Partial<Figures>): Figures => ({ latest: [], increases: new Map(), nowMs, ...more });
const ruleNamed = (name: string, where: Readonly<Record<string, string>> = {}): Rule =>
  rules.find(
    ({ alert, conditions }) =>
      alert === name && Object.entries(where).every(([label, value]) => conditions[0].term.where?.[label] === value),
  )!;

/** So many calls of a gold service, of which some fail. */
const calls = (all: number, failed: number): Figure[] =>
  [
    ['failed', failed],
    ['answered', all - failed],
  ].map(([outcome, value]) => ({
    metric: 'portorium_service_calls_total',
    labels: { service: 'entry.Filing', level: 'gold', outcome: String(outcome) },
    value: Number(value),
  }));

describe('rules held against figures', () => {
  const fast = ruleNamed('ServiceBurnsBudgetFast', { level: 'gold' });
  const burning = (long: Figure[], short: Figure[]) =>
    judge(
      fast,
      figures({
        increases: new Map([
          [hour, long],
          [300, short],
        ]),
      }),
    ).length;

  it('a service burns when both windows say so, and there were calls enough', () => {
    assert.equal(burning(calls(1000, 40), calls(100, 4)), 1);
    assert.equal(burning(calls(1000, 40), calls(100, 0)), 0, 'it is over');
    assert.equal(burning(calls(1000, 20), calls(100, 50)), 0, 'it has only begun');
    assert.equal(burning(calls(8, 8), calls(8, 8)), 0, 'hardly anybody called');
    assert.equal(burning([], []), 0);
  });

  it('what is worst among several series counts, by the labels of the rule', () => {
    const breaker = (platform: string, target: string, value: number): Figure => ({
      metric: 'portorium_breaker_state',
      labels: { platform, target },
      value,
    });
    const latest = [breaker('cdco', 'ccn2ng', 2), breaker('cdco', 'ccn2ng', 0), breaker('speed2ng', 'cdco', 1)];
    assert.deepEqual(
      judge(ruleNamed('BreakerOpen'), figures({ latest })).map(({ labels }) => labels),
      [{ platform: 'cdco', target: 'ccn2ng' }],
    );
  });

  it('a certificate is held against the time that is left', () => {
    const ends = (days: number): Figure => ({
      metric: 'portorium_certificate_expires_timestamp_seconds',
      labels: { platform: 'cdco', certificate: 'service cdco' },
      value: nowMs / 1000 + days * 86_400,
    });
    const week = ruleNamed('CertificateEndsInAWeek');
    assert.equal(judge(week, figures({ latest: [ends(6.9)] })).length, 1);
    assert.equal(judge(week, figures({ latest: [ends(7.1)] })).length, 0);
  });

  it('a priority has its own limit', () => {
    const waits = (priority: string, value: number): Figure => ({
      metric: 'portorium_queue_oldest_seconds',
      labels: { component: 'entry', subscriber: 'ccn2ng', priority, platform: 'cdco' },
      value,
    });
    const found = (priority: string, value: number) =>
      judge(ruleNamed('OldestMessageWaits', { priority }), figures({ latest: [waits(priority, value)] })).length;
    assert.deepEqual([found('A', 121), found('B', 121), found('B', 301), found('C', 301)], [1, 0, 1, 0]);
  });
});

describe('the life of an alert', () => {
  const rule = ruleNamed('BreakerOpen');
  const finding = { rule, labels: { platform: 'cdco', target: 'ccn2ng' }, value: 2 };
  const later = nowMs + rule.forSeconds * 1000;

  it('is pending, fires after its time, is resolved, and begins anew', () => {
    const pending = nextAlerts([], [finding], nowMs);
    assert.deepEqual(
      pending.map(({ state, sinceMs }) => [state, sinceMs]),
      [['pending', nowMs]],
    );
    assert.equal(nextAlerts(pending, [finding], later - 1)[0]?.state, 'pending');
    const firing = nextAlerts(pending, [finding], later);
    assert.deepEqual([firing[0]?.state, firing[0]?.sinceMs, firing[0]?.firingSinceMs], ['firing', nowMs, later]);
    const resolved = nextAlerts(firing, [], later + 1);
    assert.deepEqual([resolved[0]?.state, resolved[0]?.resolvedAtMs], ['resolved', later + 1]);
    assert.equal(nextAlerts(resolved, [], later + 2)[0]?.resolvedAtMs, later + 1);
    assert.equal(nextAlerts(resolved, [finding], later + 3)[0]?.state, 'pending');
  });

  it('what was only pending leaves nothing behind', () => {
    assert.deepEqual(nextAlerts(nextAlerts([], [finding], nowMs), [], nowMs + 1), []);
  });

  it('has an id that stays, is short, and tells two of one rule apart', () => {
    assert.equal(alertIdOf(rule, finding.labels), 'breaker-open-cdco-ccn2ng');
    const long = (end: string) => alertIdOf(rule, { platform: 'p'.repeat(80), target: end });
    assert.ok(long('a').length <= 64);
    assert.notEqual(long('a'), long('b'));
  });
});

describe('figures out of kept intervals', () => {
  it('a quantile lies in its bucket, evenly spread, as histogram_quantile has it', () => {
    assert.equal(quantileOf(0.5, [1, 2, 4], [0, 10, 0, 0]), 1.5);
    assert.equal(quantileOf(0.95, [1, 2], [0, 0, 5]), 2);
    assert.equal(quantileOf(0.5, [1], [0, 0]), undefined);
  });

  it('gauges of several series are added up, each with its mean; counters by their growth', () => {
    const at = (atMs: number, value: number) => ({ atMs, value, extra: value, buckets: null });
    const series = [[at(0, 1), at(10_000, 3)], [at(0, 5)]];
    const points = (statistic: 'value' | 'rate' | 'highest') =>
      pointsOf({ statistic, stepSeconds: 20, bounds: [], series });
    assert.deepEqual(points('value'), [[0, 7]]);
    assert.deepEqual(points('highest'), [[0, 8]]);
    assert.deepEqual(points('rate'), [[0, 9 / 20]]);
  });
});
