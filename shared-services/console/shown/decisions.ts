/** Buttons of one form, each of them another decision. */
import { attributes, type Html, html } from '../../gateway/pages/html.ts';

/** @param choices value and title; the first is the one that is mostly wanted */
export const decisionButtons = (choices: readonly (readonly [value: string, title: string])[]): Html =>
  html`<p class="actions">${choices.map(
    ([value, title], index) =>
      html`<button type="submit" class="ecl-button ${index === 0 ? 'ecl-button--primary' : 'ecl-button--secondary'}"${attributes({ name: 'decision', value })}>${title}</button>`,
  )}</p>`;
