/** The hit explorer: assessments by day, profile, area, level, office and MRN. */
import { html, type Piece } from '../../../../../shared-services/gateway/pages/html.ts';
import { code, link, moment, table } from '../../../../../shared-services/gateway/pages/parts.ts';
import type { PageAnswer, Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { contract } from '../../../../cdco/risk-analysis/contract.ts';
import { vocabularyOf } from '../../conditions/vocabulary.ts';
import { paths } from '../../paths.ts';
import { asked, filterForm, searchField, select } from '../filter.ts';
import { levelOf, levelWords, recommendationWord, recommendationWords } from '../words.ts';

const pageSize = 25;
const names = ['from', 'to', 'profile', 'area', 'level', 'recommendation', 'office', 'mrn', 'which'] as const;
type Wanted = Readonly<Record<(typeof names)[number], string>>;

const given = (values: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));

const requestOf = (wanted: Wanted, before: string) => ({
  ...given({
    ...{ fromDay: wanted.from, toDay: wanted.to, profileId: wanted.profile.toUpperCase(), riskAreaCode: wanted.area },
    ...{ level: wanted.level, recommendation: wanted.recommendation, office: wanted.office.toUpperCase() },
    ...{ referenceStart: wanted.mrn, before },
  }),
  ...(wanted.which === 'all' ? {} : { onlyHits: true }),
  limit: pageSize,
});

const most = 4;

const profilesOf = (profiles: readonly string[]): Piece => [
  profiles.slice(0, most).map((one, at) => html`${at > 0 && ', '}${code(one)}`),
  profiles.length > most && ` and ${profiles.length - most} more`,
];

export const searchHits = async ({ calls, fields }: Visit): Promise<PageAnswer> => {
  const wanted = Object.fromEntries(names.map((name) => [name, fields.text(name)])) as Wanted;
  const [{ assessments = [], next }, { riskAreas }] = await Promise.all([
    calls.to(contract).searchAssessments(requestOf(wanted, fields.text('before'))),
    vocabularyOf(calls, 'entry'),
  ]);
  const rows = table({
    caption: 'Assessments, the newest first',
    rows: assessments,
    columns: [
      { title: 'MRN', cell: ({ reference }) => link(reference, paths.assessment(reference)) },
      { title: 'Assessed', cell: ({ assessedAt }) => moment(assessedAt) },
      { title: 'Level', cell: ({ highestLevel }) => levelOf(highestLevel) },
      { title: 'Areas', cell: ({ areas = [] }) => areas.map((one) => `${one.riskAreaCode} ${one.score}`).join(', ') },
      { title: 'Hit by', cell: ({ profiles = [] }) => profilesOf(profiles) },
      { title: 'Recommended', cell: ({ recommendation }) => recommendationWord(recommendation) },
      { title: 'Office', cell: ({ office = '' }) => office },
    ],
  });
  return {
    here: paths.hits,
    page: {
      title: 'Hits',
      body: html`<p class="lead">What profiles, checks and watch lists have hit.</p>
${filterForm(paths.hits, 'Assessments', [
  searchField('from', 'From', wanted.from, 'date'),
  searchField('to', 'To', wanted.to, 'date'),
  searchField('mrn', 'MRN begins with', wanted.mrn),
  searchField('profile', 'Profile, check or list', wanted.profile),
  select(
    'area',
    'Risk area',
    [['', 'All'], ...riskAreas.map((one) => [one.code, `${one.code} ${one.title}`] as const)],
    wanted.area,
  ),
  select('level', 'Highest level', [['', 'All'], ...levelWords], wanted.level),
  select('recommendation', 'Recommended', [['', 'All'], ...recommendationWords], wanted.recommendation),
  searchField('office', 'Office begins with', wanted.office),
  select(
    'which',
    'Which',
    [
      ['', 'With hits'],
      ['all', 'All'],
    ],
    wanted.which,
  ),
])}
${assessments.length === 0 ? html`<p>No assessment is like that.</p>` : rows}
${next !== undefined && html`<p>${link('Next page', asked(paths.hits, { ...wanted, before: next }))}</p>`}`,
    },
  };
};
