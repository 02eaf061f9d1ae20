/** The rules as Prometheus reads them. */
import { stringify } from 'yaml';
import { type Condition, type Labels, type Rule, runbookOf, type Term, windowName } from '../domain/rule.ts';
import { rules } from './rules.ts';
import { failedShare, recordedWindows } from './service-levels.ts';

const selected = (metric: string, where: Labels = {}): string => {
  const all = Object.entries(where).map(([name, value]) => `${name}="${value}"`);
  return all.length === 0 ? metric : `${metric}{${all.join(', ')}}`;
};

const grown = (
  how: 'rate' | 'increase',
  { metric, by, windowSeconds }: Exclude<Term, { kind: 'gauge' }>,
  where?: Labels,
) => `sum by (${by.join(', ')}) (${how}(${selected(metric, where)}[${windowName(windowSeconds)}]))`;

const expressionOf = (term: Term): string => {
  switch (term.kind) {
    case 'gauge': {
      const left = term.fromNow === true ? ' - time()' : '';
      return `${term.pick} by (${term.by.join(', ')}) (${selected(term.metric, term.where)}${left})`;
    }
    case 'increase':
      return grown('increase', term, term.where);
    case 'share':
      return term.recordedAs === undefined ? shareOf(term) : selected(term.recordedAs, term.where);
  }
};

/** Of what had none of these labels at all the share is 0, not unknown. */
const shareOf = (term: Extract<Term, { kind: 'share' }>): string => {
  const all = grown('rate', term, term.where);
  return `(${grown('rate', term, { ...term.where, ...term.of })} or 0 * ${all}) / (${all} > 0)`;
};

const signs = { above: '>', below: '<', equal: '==' } as const;

const conditionOf = ({ term, is, limit }: Condition): string => `${expressionOf(term)} ${signs[is]} ${limit}`;

/** What tells rules of one name apart. */
const ownLabels = ({ conditions }: Rule): Labels => {
  const { job: _, ...own } = conditions[0].term.where ?? {};
  return own;
};

const alertOf = (rule: Rule) => ({
  alert: rule.alert,
  expr: rule.conditions.map(conditionOf).join('\nand\n'),
  ...(rule.forSeconds === 0 ? {} : { for: windowName(rule.forSeconds) }),
  labels: { severity: rule.severity, ...ownLabels(rule) },
  annotations: {
    summary: rule.summary.replaceAll(/\{\{(\w+)\}\}/g, '{{ $labels.$1 }}'),
    description: rule.whatToDo,
    runbook_url: runbookOf(rule),
  },
});

const recorded = recordedWindows.map((window) => {
  const term = failedShare(window);
  return { record: term.recordedAs, expr: shareOf(term) };
});

/** deploy/prometheus/alerts.yml */
export const prometheusRules = (): string =>
  `# Rendered from shared-services/monitoring/rules by \`npm run monitoring:rules\`; do not edit.\n${stringify(
    {
      groups: [
        { name: 'portorium service levels', interval: '30s', rules: recorded },
        { name: 'portorium', rules: rules.map(alertOf) },
      ],
    },
    { lineWidth: 0 },
  )}`;
