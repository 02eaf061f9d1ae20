/** An alert as it is told. */
import type { ReplyOf } from '../../reference-architecture/contract/language.ts';
import type { contract } from './contract.ts';
import { filledIn, type Rule, runbookOf } from './domain/rule.ts';
import { figureText, listed } from './figures.ts';
import type { AlertRow } from './judging/board.ts';
import { rules } from './rules/rules.ts';

export type ToldAlert = ReplyOf<(typeof contract)['services']['Alerts']['operations']['acknowledgeAlert']>;

const fits = ({ conditions }: Rule, { labels }: AlertRow) =>
  Object.entries(conditions[0].term.where ?? {}).every(([name, value]) => (labels[name] ?? value) === value);

/** Several rules may have a name; its labels say which one. */
const ruleOf = (alert: AlertRow): Rule | undefined =>
  rules.find((one) => one.alert === alert.rule && fits(one, alert)) ?? rules.find((one) => one.alert === alert.rule);

const said = <Name extends string, Value>(name: Name, value: Value | undefined) =>
  (value === undefined ? {} : { [name]: value }) as { [key in Name]?: Value };

const instant = <Name extends string>(name: Name, value: number | undefined) =>
  said(name, value === undefined ? undefined : Math.round(value));

export const severityOf = (alert: AlertRow): Rule['severity'] => ruleOf(alert)?.severity ?? 'ticket';

export const isSilenced = ({ silencedUntilMs = 0 }: AlertRow, nowMs: number): boolean => silencedUntilMs > nowMs;

export const alertOf = (alert: AlertRow): ToldAlert => {
  const rule = ruleOf(alert);
  const labels = Object.entries(alert.labels).map(([name, value]) => ({ name, value }));
  return {
    ...{ alertId: alert.id, alert: alert.rule, state: alert.state, severity: severityOf(alert) },
    ...listed('label', labels),
    value: figureText(alert.value),
    summary: rule === undefined ? alert.rule : filledIn(rule.summary, alert.labels),
    whatToDo: rule?.whatToDo ?? 'The rule is gone.',
    runbook: runbookOf({ alert: alert.rule }),
    sinceMs: Math.round(alert.sinceMs),
    ...instant('firingSinceMs', alert.firingSinceMs),
    ...instant('resolvedAtMs', alert.resolvedAtMs),
    ...said('acknowledgedBy', alert.acknowledgedBy),
    ...instant('acknowledgedAtMs', alert.acknowledgedAtMs),
    ...said('note', alert.note),
    ...instant('silencedUntilMs', alert.silencedUntilMs),
    ...said('silencedBy', alert.silencedBy),
    ...said('silenceReason', alert.silenceReason),
  };
};
