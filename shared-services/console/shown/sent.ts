/** What follows when a form was sent: another page with the news, or the same one with what is to be mended. */
import { type Faults, type FieldOf, faultsFrom } from '../../gateway/pages/site/forms.ts';
import type { PageAnswer, Visit } from '../../gateway/pages/site/visit.ts';

export interface Sent<Reply> {
  readonly visit: Visit;
  readonly work: () => Promise<Reply>;
  /** Which field an element is entered in. */
  readonly fieldOf?: FieldOf;
  /** Where to go, and what to say there. */
  readonly done: (reply: Reply) => { readonly goTo: string; readonly title: string; readonly text?: string };
  /** The page with the form, as it was filled in. */
  readonly again: (visit: Visit, faults: Faults) => Promise<PageAnswer>;
}

/** @throws {Refusal} what is not about what was entered */
export const sent = async <Reply>({ visit, work, fieldOf = {}, done, again }: Sent<Reply>): Promise<PageAnswer> => {
  try {
    const { goTo, ...news } = done(await work());
    return { goTo, news };
  } catch (error) {
    const faults = faultsFrom(error, fieldOf);
    if (faults === undefined) throw error;
    return again(visit, faults);
  }
};
