/** The runbook: a chapter for each alert, under the name that its annotation links to. */
import type { Rule } from '../domain/rule.ts';
import { windowName } from '../domain/rule.ts';
import { rules } from './rules.ts';

const whom = { page: 'calls somebody now', ticket: 'waits for working hours' } as const;

const caseOf = ({ severity, forSeconds, summary, conditions }: Rule): string => {
  const lasting = forSeconds === 0 ? 'at once' : `after ${windowName(forSeconds)}`;
  const limits = conditions.map(({ is, limit }) => `${is} ${limit}`).join(', and ');
  return `- ${summary.replaceAll(/\{\{(\w+)\}\}/g, '`$1`')} (${limits}): ${lasting}, ${whom[severity]}`;
};

const chapter = ([alert, all]: readonly [string, readonly Rule[]]): string =>
  [`## ${alert}`, all.map(caseOf).join('\n'), all[0]!.whatToDo].join('\n\n');

export const runbook = (): string => {
  const byName = Map.groupBy(rules, ({ alert }) => alert);
  return [
    '# Runbook',
    'What each alert means, and what to do. Rendered from `rules/` by `npm run monitoring:rules`; do not edit.',
    ...[...byName].map(chapter),
  ]
    .join('\n\n')
    .concat('\n');
};
