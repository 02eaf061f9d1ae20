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
  /** Business profiles of the account. */
  readonly profiles: readonly string[];
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
  /** Parts of the page that change by themselves, by the name under which `livePart` put them into it. */
  readonly live?: Readonly<Record<string, Html>>;
}

/** After something was done: the browser asks for another page, and a reload does nothing again. */
export interface GoTo {
  readonly goTo: string;
  readonly news?: News;
}

/** Something to keep, not to look at. */
export interface Download {
  readonly file: { readonly name: string; readonly mediaType: string } & (
    | { readonly text: string }
    | { readonly bytes: Buffer }
  );
}

export type PageAnswer = Shown | GoTo | Download;

export interface Route {
  readonly method: 'get' | 'post';
  /** Below the root of the site, as express writes it: `/mandates/:mandateId`. */
  readonly path: string;
  /** Operations that the page shows, or for which it is a form: whom the contracts do not admit to all of them does not see it. */
  readonly needs?: string | readonly string[];
  /** The page says what of it changes; browsers that run our script are told. */
  readonly live?: boolean;
  readonly show: (visit: Visit) => Promise<PageAnswer>;
}

/** Whether the contracts admit the visitor to all of them. */
export const mayAll = (visitor: Visitor, needs: string | readonly string[]): boolean =>
  [needs].flat().every((id) => visitor.may(id));
