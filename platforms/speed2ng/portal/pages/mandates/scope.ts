/** What a mandate covers: chosen from what the contracts offer, and said again in words. */
import type { Choice } from '../../../../../shared-services/gateway/pages/forms.ts';
import { type Html, html } from '../../../../../shared-services/gateway/pages/html.ts';
import type { Mandate, Procedure } from './words.ts';
import { profileWords } from './words.ts';

type Entry = Mandate['scope'][number];

const byApplication = (procedures: readonly Procedure[]): readonly Procedure[][] => [
  ...Map.groupBy(procedures, ({ application }) => application).values(),
];

const operationChoice = ({ application, operation, summary, profile }: Procedure): Choice => ({
  value: `${application}.${operation}`,
  label: summary,
  hint: `For ${profile.map((one) => profileWords[one].toLowerCase()).join(', ')}. Operation ${operation}.`,
  isPart: true,
});

/** Whole applications first, then their operations. */
export const scopeChoices = (procedures: readonly Procedure[]): Choice[] =>
  byApplication(procedures).flatMap((all) => {
    const [first] = all;
    if (first === undefined) return [];
    const whole = { value: first.application, label: `All of ${first.title}`, hint: 'Also what is added to it later.' };
    return [whole, ...all.map(operationChoice)];
  });

/** `entry` or `entry.fileIE3F32` */
export const scopeOf = (chosen: readonly string[]): Entry[] =>
  chosen.map((one) => {
    const [application = '', operation] = one.split('.', 2);
    return operation === undefined ? { application } : { application, operation };
  });

export const chosenOf = (scope: readonly Entry[]): string[] =>
  scope.map(({ application, operation }) => (operation === undefined ? application : `${application}.${operation}`));

export const scopeWords = (scope: readonly Entry[], procedures: readonly Procedure[]): Html => {
  const said = ({ application, operation }: Entry): string => {
    const known = procedures.find(
      (one) => one.application === application && (operation ?? one.operation) === one.operation,
    );
    if (operation === undefined) return `All of ${known?.title ?? application}`;
    return known === undefined ? `${application}: ${operation}` : `${known.title}: ${known.summary}`;
  };
  return html`<ul class="plain">${scope.map((one) => html`<li>${said(one)}</li>`)}</ul>`;
};
