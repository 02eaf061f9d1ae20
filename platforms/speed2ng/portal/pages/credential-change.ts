/** Suspending, resuming, revoking, activating: asked once more, the same for API clients and for seals. */
import { faultSummary, textArea } from '../../../../shared-services/gateway/pages/forms.ts';
import { type Html, html } from '../../../../shared-services/gateway/pages/html.ts';
import { link, wayBack } from '../../../../shared-services/gateway/pages/parts.ts';
import {
  type Faults,
  faultsFrom,
  form,
  isFaulty,
  noFaults,
  submit,
} from '../../../../shared-services/gateway/pages/site/forms.ts';
import type { PageAnswer, Route, Visit } from '../../../../shared-services/gateway/pages/site/visit.ts';
import { receiptNews } from './receipt-news.ts';

export interface Changed {
  /** Of the list that it stands in. */
  readonly section: { readonly title: string; readonly path: string };
  /** Below the portal: `/seals/:fingerprint256`. */
  readonly route: string;
  readonly pathOf: (visit: Visit) => string;
  /** What it is called, and its facts. */
  readonly describe: (visit: Visit) => Promise<{ readonly name: string; readonly facts: Html }>;
}

export interface Asked {
  readonly word: string;
  readonly needs: string;
  readonly title: string;
  readonly meaning: string;
  readonly button: string;
  readonly danger?: boolean;
  readonly done: string;
  readonly call: (visit: Visit, reason: { reason?: string }) => Promise<unknown>;
}

const ask = async (visit: Visit, of: Changed, asked: Asked, faults: Faults): Promise<PageAnswer> => {
  const { name, facts } = await of.describe(visit);
  const at = of.pathOf(visit);
  const reason = textArea({
    name: 'reason',
    label: 'Reason',
    optional: true,
    hint: 'It stays in the history; please name no persons.',
    value: visit.fields.text('reason'),
    faults: faults.fields,
    rows: 3,
  });
  const buttons = html`<div class="actions">${submit(asked.button, asked.danger)}${link('Leave it as it is', at)}</div>`;
  return {
    here: of.section.path,
    status: isFaulty(faults) ? 422 : 200,
    page: {
      title: asked.title,
      ...(isFaulty(faults) ? { state: 'Error' } : {}),
      above: wayBack([of.section, { title: name, path: at }]),
      body: html`${faultSummary(faults.fields, faults.others)}<p class="lead">${asked.meaning}</p>
${facts}
${form({ visit, action: `${at}/${asked.word}`, body: html`${reason}${buttons}` })}`,
    },
  };
};

const change = async (visit: Visit, of: Changed, asked: Asked): Promise<PageAnswer> => {
  const reason = visit.fields.text('reason');
  try {
    await asked.call(visit, reason === '' ? {} : { reason });
  } catch (error) {
    const faults = faultsFrom(error, { '/reason': 'reason' });
    if (faults === undefined) throw error;
    return ask(visit, of, asked, faults);
  }
  return { goTo: of.pathOf(visit), news: { title: asked.done, ...receiptNews(visit) } };
};

export const credentialChanges = (of: Changed, all: readonly Asked[]): Route[] =>
  all.flatMap((asked): Route[] => [
    {
      method: 'get',
      path: `${of.route}/${asked.word}`,
      needs: asked.needs,
      show: (visit) => ask(visit, of, asked, noFaults),
    },
    { method: 'post', path: `${of.route}/${asked.word}`, show: (visit) => change(visit, of, asked) },
  ]);
