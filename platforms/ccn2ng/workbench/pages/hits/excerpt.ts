/** The declaration as far as hits name it: the values in their places, each with what pointed at it. */
import { type Html, html, type Piece } from '../../../../../shared-services/gateway/pages/html.ts';

export interface Pointed {
  readonly pointer: string;
  readonly value: string;
  readonly by: readonly string[];
}

interface Branch {
  readonly children: Map<string, Branch>;
  found?: Pointed;
}

const unescaped = (step: string) => step.replaceAll('~1', '/').replaceAll('~0', '~');

const treeOf = (all: readonly Pointed[]): Branch => {
  const root: Branch = { children: new Map() };
  for (const found of all) {
    let at = root;
    for (const step of found.pointer.split('/').slice(1).map(unescaped)) {
      const next = at.children.get(step) ?? { children: new Map() };
      at.children.set(step, next);
      at = next;
    }
    at.found = found;
  }
  return root;
};

const isPosition = (step: string) => /^\d+$/.test(step);

/** A step of which nothing else hangs is written beside the next one. */
const pathAndEnd = (name: string, branch: Branch): readonly [string, Branch] => {
  const [only, ...more] = [...branch.children];
  if (branch.found !== undefined || only === undefined || more.length > 0) return [name, branch];
  const [step, next] = only;
  return pathAndEnd(isPosition(step) ? `${name} [${Number(step) + 1}]` : `${name} › ${step}`, next);
};

/** What nothing points at is told without a mark. */
const markOf = ({ value, by }: Pointed): Html =>
  by.length === 0
    ? html` ${value}`
    : html` <mark>${value === '' ? '(not declared)' : value}</mark> <span class="muted">${by.join(', ')}</span>`;

const branchOf = (step: string, branch: Branch): Html => {
  const [name, end] = pathAndEnd(isPosition(step) ? `[${Number(step) + 1}]` : step, branch);
  return html`<li><span class="place">${name}</span>${end.found !== undefined && markOf(end.found)}${childrenOf(end)}</li>`;
};

const childrenOf = ({ children }: Branch): Piece =>
  children.size > 0 && html`<ul>${[...children].map(([step, branch]) => branchOf(step, branch))}</ul>`;

export const excerptOf = (all: readonly Pointed[]): Piece =>
  all.length > 0 && html`<div class="excerpt">${childrenOf(treeOf(all))}</div>`;
