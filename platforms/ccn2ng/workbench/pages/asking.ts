/** A page that is a form: what it asks, what is wrong with what was entered, and the way back. */
import { faultSummary } from '../../../../shared-services/gateway/pages/forms.ts';
import { html, type Piece } from '../../../../shared-services/gateway/pages/html.ts';
import { type Crumb, wayBack } from '../../../../shared-services/gateway/pages/parts.ts';
import { type Faults, form, isFaulty } from '../../../../shared-services/gateway/pages/site/forms.ts';
import type { PageAnswer, Visit } from '../../../../shared-services/gateway/pages/site/visit.ts';

export interface Asking {
  readonly here: string;
  readonly above: readonly Crumb[];
  readonly title: string;
  readonly lead: Piece;
  readonly action: string;
  readonly body: Piece;
  /** It has a file in it. */
  readonly files?: boolean;
  /** Below the form. */
  readonly after?: Piece;
}

export const askingPage = (visit: Visit, asking: Asking, faults: Faults): PageAnswer => {
  const { here, above, title, lead, action, body, files = false, after } = asking;
  const faulty = isFaulty(faults);
  return {
    here,
    status: faulty ? 422 : 200,
    page: {
      title,
      ...(faulty ? { state: 'Error' } : {}),
      above: wayBack(above),
      body: html`${faultSummary(faults.fields, faults.others)}<p class="lead">${lead}</p>
${form({ visit, action, body, files })}${after}`,
    },
  };
};

/** Which of many to show: from the address, within bounds. */
export const pageIn = <Row>(rows: readonly Row[], asked: string, size = 25) => {
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const page = Math.min(pages, Math.max(1, Number.parseInt(asked, 10) || 1));
  return { page, pages, shown: rows.slice((page - 1) * size, page * size) };
};
