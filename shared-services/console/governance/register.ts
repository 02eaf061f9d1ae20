/** The register of services: what there is, who answers for it, who uses it, until when. */
import type { ReplyOf } from '../../../reference-architecture/contract/language.ts';
import { html } from '../../gateway/pages/html.ts';
import { state } from '../../gateway/pages/parts.ts';
import type { PageAnswer, Visit } from '../../gateway/pages/site/visit.ts';
import { contract as governance } from '../../governance/contract.ts';
import type { ConsolePage } from '../page.ts';
import { paths } from '../paths.ts';
import { tablePage } from '../shown/answer.ts';
import type { GridColumn } from '../shown/grid.ts';

type Reply = ReplyOf<(typeof governance)['services']['ServiceRegister']['operations']['listServices']>;
type Registered = NonNullable<Reply['service']>[number];

const standing = ({ deprecatedSince, sunset, replacedBy }: Registered) =>
  deprecatedSince === undefined
    ? state('in use', 'good')
    : html`${state('deprecated', 'waiting')} since ${deprecatedSince}${sunset !== undefined && `, ends ${sunset}`}${replacedBy !== undefined && `; use ${replacedBy}`}`;

const consumersOf = ({ consumer }: Registered): string =>
  [...Map.groupBy(consumer, ({ circle }) => circle)]
    .map(([circle, own]) => `${circle}: ${[...new Set(own.map(({ profile }) => profile))].join(', ')}`)
    .join('; ');

const columns: readonly GridColumn<Registered>[] = [
  {
    key: 'service',
    title: 'Service',
    value: ({ application, service }) => `${application}.${service}`,
    cell: ({ title, application, service }) => html`${title}<br><span class="muted">${application}.${service}</span>`,
  },
  { key: 'platform', title: 'Platform', value: ({ platform }) => platform, cell: ({ platform }) => platform },
  { key: 'owner', title: 'Owner', value: ({ owner }) => owner, cell: ({ owner }) => owner },
  { key: 'version', title: 'Version', value: ({ version }) => version, cell: ({ version }) => version },
  { key: 'state', title: 'State', value: ({ sunset, deprecatedSince }) => sunset ?? deprecatedSince, cell: standing },
  {
    key: 'operations',
    title: 'Operations',
    numeric: true,
    value: ({ operations }) => operations,
    cell: ({ operations }) => operations,
  },
  {
    key: 'protocols',
    title: 'Protocols',
    value: ({ protocols }) => protocols.join(' '),
    cell: ({ protocols }) => protocols.join(', '),
  },
  { key: 'consumers', title: 'For whom', value: consumersOf, cell: consumersOf },
];

const wanted = ({ fields }: Visit, one: Registered): boolean => {
  const [platform, which] = [fields.text('platform'), fields.text('which')];
  if (platform !== '' && one.platform !== platform) return false;
  if (which === 'deprecated') return one.deprecatedSince !== undefined;
  return which === '' || one.internal === (which === 'internal');
};

const show = async (visit: Visit): Promise<PageAnswer> => {
  const { service = [] } = await visit.calls.to(governance).listServices({});
  const platforms = [...new Set(service.map(({ platform }) => platform))].sort();
  return tablePage({
    title: 'Register of services',
    here: paths.register,
    still: true,
    lead: html`<p class="lead">${service.length} services, as their contracts have them.</p>`,
    table: {
      caption: 'Register of services',
      path: paths.register,
      fields: visit.fields,
      columns,
      rows: service.filter((one) => wanted(visit, one)),
      empty: 'No service is like that.',
      filters: [
        { name: 'platform', label: 'Platform', choices: [['', 'all'], ...platforms.map((one) => [one, one] as const)] },
        {
          name: 'which',
          label: 'Which',
          choices: [
            ['', 'all'],
            ['offered', 'offered to partners and people'],
            ['internal', 'between platforms'],
            ['deprecated', 'deprecated'],
          ],
        },
      ],
    },
  });
};

export const registerPage: ConsolePage = {
  path: '/register',
  link: { title: 'Register of services', group: 'Assurance' },
  shows: ['governance.listServices'],
  show,
};
