import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { prometheusRules } from './prometheus.ts';
import { rules } from './rules.ts';
import { runbook } from './runbook.ts';

const root = join(import.meta.dirname, '../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

interface Group {
  readonly rules: readonly { readonly alert?: string; readonly annotations?: { readonly runbook_url: string } }[];
}

describe('the rules for Prometheus', () => {
  it('are those of the table: run `npm run monitoring:rules` after a change', () => {
    assert.equal(read('deploy/prometheus/alerts.yml'), prometheusRules());
    assert.equal(read('shared-services/monitoring/runbook.md'), runbook());
  });

  it('have each a chapter in the runbook, to which the alert links', () => {
    const { groups } = parse(prometheusRules()) as { readonly groups: readonly Group[] };
    const alerts = groups.flatMap((group) => group.rules).filter(({ alert }) => alert !== undefined);
    assert.equal(alerts.length, rules.length);
    const chapters = new Set([...runbook().matchAll(/^## (.+)$/gm)].map(([, name = '']) => name.toLowerCase()));
    for (const { alert, annotations } of alerts) {
      const [, chapter = ''] = annotations?.runbook_url.split('#') ?? [];
      assert.ok(chapters.has(chapter), alert);
    }
  });

  it('say of each label in a sentence that the alert has it', () => {
    for (const { alert, summary, conditions } of rules)
      for (const [, label = ''] of summary.matchAll(/\{\{(\w+)\}\}/g))
        for (const { term } of conditions) assert.ok(term.by.includes(label), `${alert}: ${label}`);
  });
});
