/** When certificates and revocation lists end. */
import type { ReplyOf } from '../../../reference-architecture/contract/language.ts';
import { html } from '../../gateway/pages/html.ts';
import type { PageAnswer, Visit } from '../../gateway/pages/site/visit.ts';
import { contract as monitoring } from '../../monitoring/contract.ts';
import { type ConsolePage, stateOf } from '../page.ts';
import { paths } from '../paths.ts';
import { tablePage } from '../shown/answer.ts';
import type { GridColumn } from '../shown/grid.ts';
import { few, instant } from '../shown/words.ts';

type Reply = ReplyOf<(typeof monitoring)['services']['Present']['operations']['listCertificates']>;
type Certificate = NonNullable<Reply['certificate']>[number];

const columns: readonly GridColumn<Certificate>[] = [
  { key: 'name', title: 'Name', value: ({ certificate }) => certificate, cell: ({ certificate }) => certificate },
  {
    key: 'kind',
    title: 'Kind',
    value: ({ kind }) => kind,
    cell: ({ kind, certificate }) =>
      certificate.startsWith('signing key: ')
        ? 'signing key'
        : kind === 'certificate'
          ? 'certificate'
          : 'revocation list',
  },
  { key: 'platform', title: 'Platform', value: ({ platform }) => platform, cell: ({ platform }) => platform },
  { key: 'state', title: 'State', value: ({ daysLeft }) => Number(daysLeft), cell: ({ state }) => stateOf(state) },
  {
    key: 'left',
    title: 'Days left',
    numeric: true,
    value: ({ daysLeft }) => Number(daysLeft),
    cell: ({ daysLeft }) => few(Number(daysLeft)),
  },
  { key: 'ends', title: 'Ends', value: ({ endsAtMs }) => endsAtMs, cell: ({ endsAtMs }) => instant(endsAtMs) },
];

const show = async ({ calls, fields }: Visit): Promise<PageAnswer> => {
  const { certificate = [] } = await calls.to(monitoring).listCertificates({});
  return tablePage({
    title: 'Certificates',
    here: paths.certificates,
    still: true,
    lead: html`<p class="lead">Soon is less than 30 days, urgent less than 7. Certificates of the development authority are renewed by themselves.</p>`,
    table: {
      caption: 'Certificates, revocation lists and signing keys',
      path: paths.certificates,
      fields,
      columns,
      rows: certificate,
      sort: 'left',
      empty: 'No certificate is known.',
    },
  });
};

export const certificatesPage: ConsolePage = {
  path: '/certificates',
  link: { title: 'Certificates', group: 'Platform' },
  shows: ['monitoring.listCertificates'],
  show,
};
