/** `npm run monitoring:rules`: renders the alerts for Prometheus, and their runbook. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { prometheusRules } from './prometheus.ts';
import { runbook } from './runbook.ts';

const root = join(import.meta.dirname, '../../..');
writeFileSync(join(root, 'deploy/prometheus/alerts.yml'), prometheusRules());
writeFileSync(join(root, 'shared-services/monitoring/runbook.md'), runbook());
