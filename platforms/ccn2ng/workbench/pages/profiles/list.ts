/** All profiles by their newest version: found by text, area, level and state, sorted, page by page. */
import type { ReplyOf } from '../../../../../reference-architecture/contract/language.ts';
import { type Html, html } from '../../../../../shared-services/gateway/pages/html.ts';
import { buttonLink, day, link, table } from '../../../../../shared-services/gateway/pages/parts.ts';
import type { Fields } from '../../../../../shared-services/gateway/pages/site/fields.ts';
import type { PageAnswer, Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { toDay } from '../../../../../shared-services/kit/clock.ts';
import { contract } from '../../../../cdco/risk-analysis/contract.ts';
import { type Vocabulary, vocabularyOf } from '../../conditions/vocabulary.ts';
import { paths } from '../../paths.ts';
import { asked, filterForm, pager, searchField, select } from '../filter.ts';
import { count } from '../trials/words.ts';
import { levelOf, levelRank, levelWords, stateOf, stateWord } from '../words.ts';

type List = ReplyOf<(typeof contract)['services']['RiskProfiles']['operations']['listProfiles']>;
type Profile = NonNullable<List['profiles']>[number];

const pageSize = 25;
const stateNames = ['active', 'planned', 'ended', 'withdrawn'] as const;

/** Of the newest version, on the day. */
export const stateOn = (
  { state, validFrom, validTo }: Pick<Profile, 'state' | 'validFrom' | 'validTo'>,
  today: string,
) => {
  if (state !== 'active') return state;
  if (validFrom > today) return 'planned';
  return validTo !== undefined && validTo < today ? 'ended' : 'active';
};

const sorts: Readonly<
  Record<string, { readonly title: string; readonly compare: (a: Profile, b: Profile) => number }>
> = {
  id: { title: 'Id', compare: (a, b) => (a.profileId < b.profileId ? -1 : 1) },
  level: { title: 'Level, gravest first', compare: (a, b) => levelRank(b.riskLevel) - levelRank(a.riskLevel) },
  area: { title: 'Risk area', compare: (a, b) => (a.riskAreaCode < b.riskAreaCode ? -1 : 1) },
  hits: { title: 'Hits in 30 days, most first', compare: (a, b) => (b.recentHits ?? 0) - (a.recentHits ?? 0) },
  newest: { title: 'Newest first', compare: (a, b) => (a.validFrom > b.validFrom ? -1 : 1) },
};

interface Wanted {
  readonly text: string;
  readonly area: string;
  readonly level: string;
  readonly kind: string;
  readonly owner: string;
  readonly state: string;
  readonly sort: string;
}

const wantedIn = ({ text }: Fields): Wanted => ({
  text: text('text'),
  area: text('area'),
  level: text('level'),
  kind: text('kind'),
  owner: text('owner'),
  state: text('state'),
  sort: Object.hasOwn(sorts, text('sort')) ? text('sort') : 'id',
});

const fits = (one: Profile, wanted: Wanted, today: string): boolean =>
  (wanted.area === '' || one.riskAreaCode === wanted.area) &&
  (wanted.level === '' || one.riskLevel === wanted.level) &&
  (wanted.kind === '' || one.kind === wanted.kind) &&
  (wanted.owner === '' || (one.memberState ?? 'EU') === wanted.owner) &&
  (wanted.state === '' || stateOn(one, today) === wanted.state) &&
  `${one.profileId} ${one.title}`.toLowerCase().includes(wanted.text.toLowerCase());

const any = ['', 'All'] as const;

const filter = (wanted: Wanted, { riskAreas, kinds }: Vocabulary, memberState: string): Html =>
  filterForm(paths.profiles, 'Profiles', [
    searchField('text', 'Id or title', wanted.text),
    select(
      'area',
      'Risk area',
      [any, ...riskAreas.map(({ code, title }) => [code, `${code} ${title}`] as const)],
      wanted.area,
    ),
    select('kind', 'Kind', [any, ...kinds.map(({ code, title }) => [code, title] as const)], wanted.kind),
    select('owner', 'Whose', [any, ['EU', 'Of the Union'], [memberState, `National, of ${memberState}`]], wanted.owner),
    select('level', 'Level', [any, ...levelWords], wanted.level),
    select('state', 'State', [any, ...stateNames.map((one) => [one, stateWord(one)] as const)], wanted.state),
    select(
      'sort',
      'Sorted by',
      Object.entries(sorts).map(([name, { title }]) => [name, title] as const),
      wanted.sort,
    ),
  ]);

const tableOf = (profiles: readonly Profile[], today: string): Html =>
  table({
    caption: 'Profiles, each by its newest version',
    rows: profiles,
    columns: [
      { title: 'Id', cell: ({ profileId }) => link(profileId, paths.profile(profileId)) },
      { title: 'Title', cell: ({ title }) => title },
      { title: 'Area', cell: ({ riskAreaCode }) => riskAreaCode },
      { title: 'Whose', cell: ({ memberState = 'Union' }) => memberState },
      { title: 'Level', cell: ({ riskLevel }) => levelOf(riskLevel) },
      { title: 'State', cell: (one) => stateOf(stateOn(one, today)) },
      { title: 'Hits, 30 days', cell: ({ recentHits = 0 }) => count(recentHits) },
      {
        title: 'Confirmed of controlled',
        cell: ({ recentControlled = 0, recentConfirmed = 0 }) =>
          recentControlled > 0 && `${count(recentConfirmed)} of ${count(recentControlled)}`,
      },
      { title: 'In force from', cell: ({ validFrom }) => day(validFrom) },
    ],
  });

export const listProfiles = async ({ calls, fields, visitor, nowMs }: Visit): Promise<PageAnswer> => {
  const [{ profiles = [] }, vocabulary] = await Promise.all([
    calls.to(contract).listProfiles({}),
    vocabularyOf(calls, 'entry'),
  ]);
  const [today, wanted] = [toDay(nowMs), wantedIn(fields)];
  const found = profiles.filter((one) => fits(one, wanted, today)).sort(sorts[wanted.sort]?.compare);
  const pages = Math.max(1, Math.ceil(found.length / pageSize));
  const page = Math.min(pages, Math.max(1, Number.parseInt(fields.text('page'), 10) || 1));
  const shown = found.slice((page - 1) * pageSize, page * pageSize);
  const body = html`<p class="lead">${found.length} of ${profiles.length} profiles.</p>
${visitor.may('risk-analysis.draftProfile') && html`<p class="actions">${buttonLink('Draft a profile', paths.newDraft)} ${visitor.may('risk-analysis.importProfiles') && buttonLink('Import', paths.imports, 'secondary')}</p>`}
${filter(wanted, vocabulary, visitor.party)}
${shown.length === 0 ? html`<p>No profile is like that.</p>` : tableOf(shown, today)}
${pager({ page, pages, addressOf: (number) => asked(paths.profiles, { ...wanted, page: String(number) }) })}`;
  return { here: paths.profiles, page: { title: 'Risk profiles', body } };
};
