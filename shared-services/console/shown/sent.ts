/** What follows when a form was sent: another page with the news, or the same one with what is to be mended. */
import { type Faults, type FieldOf, faultsFrom } from '../../gateway/pages/site/forms.ts';
import type { PageAnswer, Visit } from '../../gateway/pages/site/visit.ts';
import { Refusal } from '../../kit/refusal.ts';

export interface Sent<Reply> {
  readonly visit: Visit;
  readonly work: () => Promise<Reply>;
  /** Which field an element is entered in. */
  readonly fieldOf?: FieldOf;
  /** Refusals that are about one field, by their code. */
  readonly codes?: Readonly<Record<string, string>>;
  /** Where to go, and what to say there. */
  readonly done: (reply: Reply) => { readonly goTo: string; readonly title: string; readonly text?: string };
  /** The page with the form, as it was filled in. */
  readonly again: (visit: Visit, faults: Faults) => Promise<PageAnswer>;
}

const faultsBy = (error: unknown, fieldOf: FieldOf, codes: Readonly<Record<string, string>>): Faults | undefined => {
  const field = error instanceof Refusal ? codes[error.code] : undefined;
  if (field === undefined || !(error instanceof Refusal)) return faultsFrom(error, fieldOf);
  return { fields: { [field]: [error.title] }, others: [] };
};

/** @throws {Refusal} what is not about what was entered */
export const sent = async <Reply>({
  visit,
  work,
  fieldOf = {},
  codes = {},
  done,
  again,
}: Sent<Reply>): Promise<PageAnswer> => {
  try {
    const { goTo, ...news } = done(await work());
    return { goTo, news };
  } catch (error) {
    const faults = faultsBy(error, fieldOf, codes);
    if (faults === undefined) throw error;
    return again(visit, faults);
  }
};
