/** What a visitor can do about what it sees: what its state allows and the contracts grant. */
import { html, type Piece } from '../html.ts';
import { buttonLink } from '../parts.ts';
import type { Visitor } from './visit.ts';

export interface Action {
  /** `credentials.suspendSeal` */
  readonly operation: string;
  readonly text: string;
  /** Page on which it is done. */
  readonly path: string;
  /** Of what it can be done, in words of its state. */
  readonly while: readonly string[];
  readonly secondary?: boolean;
}

export const actionsFor = (visitor: Visitor, state: string, actions: readonly Action[]): Piece => {
  const possible = actions
    .filter((one) => one.while.includes(state) && visitor.may(one.operation))
    .map(({ text, path, secondary }) => buttonLink(text, path, secondary ? 'secondary' : undefined));
  return possible.length > 0 && html`<div class="actions">${possible}</div>`;
};
