/** Where guards stand, and which tests notice when one is gone: the cheapest first. */
import { gateways } from './gateways.ts';
import { identity } from './identity.ts';
import { messages } from './messages.ts';
import { people } from './people.ts';

export interface Guards {
  /** Sources; patterns from the root. Each refusal that they throw is taken away once. */
  readonly files: readonly string[];
  /** Patterns of tests, one run after the other until one fails. */
  readonly tests: readonly string[];
  /** Guards that throw nothing: in which file, what stands there once, what is put in its place. */
  readonly also?: readonly (readonly [file: string, take: string, put: string])[];
  /** Part of the line of a guard that another one doubles, and which: its loss cannot be noticed from outside. */
  readonly accepted?: readonly (readonly [part: string, why: string])[];
}

export const guards: readonly Guards[] = [...identity, ...messages, ...gateways, ...people];
