/** What a page is told of the visit, and what it answers. */
import type { Html } from '../html.ts';
import type { Page } from '../layout.ts';
import type { VisitorCalls } from './calls.ts';
import type { Fields } from './fields.ts';
import type { News } from './session/rows.ts';

export interface Visitor {
  /** Name of the person. */
  readonly name: string;
  /** For whom the person acts: an EORI, a Member State. */
  readonly party: string;
  /** Whether the contract admits the person to the operation: what is not admitted is not shown. */
  may(operationId: string): boolean;
}

export interface Visit {
  readonly visitor: Visitor;
  readonly calls: VisitorCalls;
  /** Of the path, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Of the form that was sent; of the address, where a page is only asked for. */
  readonly fields: Fields;
  /** What every form begins with; see `form` in `forms.ts`. */
  readonly formHead: Html;
  readonly nowMs: number;
  /** What a message is called, by its official name: as the contract that sends it says. */
  readonly titleOf: (type: string) => string;
}

export interface Shown {
  readonly page: Page;
  /** Path of the link in the navigation under which the page stands. */
  readonly here: string;
  readonly status?: number;
}

/** After something was done: the browser asks for another page, and a reload does nothing again. */
export interface GoTo {
  readonly goTo: string;
  readonly news?: News;
}

export type PageAnswer = Shown | GoTo;

export interface Route {
  readonly method: 'get' | 'post';
  /** Below the root of the site, as express writes it: `/mandates/:mandateId`. */
  readonly path: string;
  /** Operation for which the page is a form: it is not shown to whom the contract does not admit. */
  readonly needs?: string;
  readonly show: (visit: Visit) => Promise<PageAnswer>;
}
