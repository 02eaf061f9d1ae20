/** A page of the console says which operations it shows: whoever may not call them does not see it. */
import type { Piece } from '../gateway/pages/html.ts';
import { state } from '../gateway/pages/parts.ts';
import type { PageAnswer, Route, Visit } from '../gateway/pages/site/visit.ts';

export type Group = 'Now' | 'Messages' | 'Platform' | 'Security' | 'Assurance';

export interface ConsolePage {
  /** Below the console: `/alerts`. */
  readonly path: string;
  /** In the navigation; pages below another have none. */
  readonly link?: { readonly title: string; readonly group: Group };
  /** Operations that it cannot do without. */
  readonly shows: readonly string[];
  /** Operations that it shows to those who may call them. */
  readonly may?: readonly string[];
  readonly live?: boolean;
  readonly show: (visit: Visit) => Promise<PageAnswer>;
  /** Forms on it: the operation that each asks for, and what is done. */
  readonly forms?: Readonly<Record<string, (visit: Visit) => Promise<PageAnswer>>>;
}

/** The page, and below it one address for each form. */
export const routesOf = ({ path, shows, live = false, show, forms = {} }: ConsolePage): Route[] => [
  { method: 'get', path, needs: shows, live, show },
  ...Object.entries(forms).map(([operationId, work]) => ({
    method: 'post' as const,
    path: `${path}/${operationId.split('.')[1]}`,
    needs: [...shows, operationId],
    show: work,
  })),
];

const tones = {
  good: 'good',
  closed: 'good',
  running: 'good',
  resolved: 'good',
  burning: 'waiting',
  pending: 'waiting',
  halfOpen: 'waiting',
  soon: 'waiting',
  quiet: 'ended',
  off: 'ended',
  silenced: 'ended',
  failing: 'bad',
  firing: 'bad',
  open: 'bad',
  silent: 'bad',
  urgent: 'bad',
  ended: 'bad',
} as const;

const words: Readonly<Record<string, string>> = { halfOpen: 'half open' };

/** A state as monitoring names it. */
export const stateOf = (name: string): Piece =>
  state(words[name] ?? name, Object.hasOwn(tones, name) ? tones[name as keyof typeof tones] : 'ended');
