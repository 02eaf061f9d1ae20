/** One profile: what it looks for, what follows, what it costs, and all its versions. */
import type { ReplyOf } from '../../../../../reference-architecture/contract/language.ts';
import { type Html, html, type Piece } from '../../../../../shared-services/gateway/pages/html.ts';
import {
  buttonLink,
  code,
  day,
  facts,
  link,
  moment,
  notice,
  table,
  wayBack,
} from '../../../../../shared-services/gateway/pages/parts.ts';
import type { PageAnswer, Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { toDay } from '../../../../../shared-services/kit/clock.ts';
import { contract } from '../../../../cdco/risk-analysis/contract.ts';
import { paths } from '../../paths.ts';
import { definitionParts } from '../definition-parts.ts';
import { asked } from '../filter.ts';
import { stateOf } from '../words.ts';
import { profileFigures } from './figures.ts';
import { stateOn } from './list.ts';

type History = ReplyOf<(typeof contract)['services']['RiskProfiles']['operations']['consultProfile']>;
type Version = History['versions'][number];

export const backToProfiles = wayBack([{ title: 'Profiles', path: paths.profiles }]);

const beginOf = ({ activeAt, validFrom }: Version): Html =>
  activeAt === undefined ? day(validFrom) : moment(activeAt);

const endOf = ({ inactiveAt, validTo }: Version): Piece =>
  inactiveAt !== undefined ? moment(inactiveAt) : validTo === undefined ? 'no end' : day(validTo);

/** Instants count where there are some, else days. */
const stateNow = (version: Version, nowMs: number): string => {
  const { activeAt, inactiveAt } = version;
  if (inactiveAt !== undefined && Date.parse(inactiveAt) <= nowMs) return 'ended';
  if (activeAt !== undefined && Date.parse(activeAt) > nowMs) return 'planned';
  return stateOn(version, toDay(nowMs));
};

const versionsOf = (profileId: string, versions: readonly Version[], shown: number, nowMs: number): Html =>
  table({
    caption: 'Versions, the newest first',
    rows: versions,
    columns: [
      {
        title: 'Version',
        cell: ({ profileVersion }) =>
          profileVersion === shown
            ? html`<strong>${profileVersion}</strong>, shown above`
            : link(`Version ${profileVersion}`, paths.profileVersion(profileId, profileVersion)),
      },
      { title: 'State', cell: (one) => stateOf(stateNow(one, nowMs)) },
      { title: 'From', cell: beginOf },
      { title: 'To', cell: endOf },
      { title: 'Why', cell: ({ reason }) => reason },
      { title: 'Made', cell: ({ createdAt }) => moment(createdAt) },
    ],
  });

const checkOf = async ({ calls }: Visit, profileId: string, definition: string): Promise<Piece> => {
  const { faults = [], warnings: all = [], microseconds } = await calls.to(contract).checkProfile({ definition });
  // That it hits what it hits itself is no news.
  const warnings = all.filter((one) => !one.includes(`: ${profileId} (version `));
  const cost =
    microseconds === undefined ? undefined : html`About ${Number(microseconds).toFixed(3)} µs for each declaration`;
  return [
    faults.length > 0 &&
      notice({
        tone: 'error',
        title: 'By the codes and elements of today it could not be drafted',
        text: html`<ul>${faults.map(({ pointer, problem }) => html`<li>${code(pointer)} ${problem}</li>`)}</ul>`,
      }),
    warnings.length > 0 &&
      notice({
        tone: 'warning',
        title: 'To be thought of',
        text: html`<ul>${warnings.map((one) => html`<li>${one}</li>`)}</ul>`,
      }),
    cost !== undefined && facts({ 'What it costs': cost }),
  ];
};

const actionsOf = ({ visitor }: Visit, profileId: string, version: number, isOver: boolean): Html =>
  html`<div class="actions">${
    visitor.may('risk-analysis.draftProfile') &&
    buttonLink('New draft from this version', asked(paths.newDraft, { from: profileId, version: String(version) }))
  }${buttonLink('Hits', asked(paths.hits, { profile: profileId }), 'secondary')}${buttonLink('Export as JSON', `${paths.profile(profileId)}/export`, 'secondary')}${
    !isOver && visitor.may('risk-analysis.retireProfile') && buttonLink('Retire', paths.retire(profileId), 'secondary')
  }</div>`;

export const showProfile = async (visit: Visit): Promise<PageAnswer> => {
  const profileId = visit.parameters['profileId'] ?? '';
  const { versions: all } = await visit.calls.to(contract).consultProfile({ profileId });
  const versions = all.toSorted((a, b) => b.profileVersion - a.profileVersion);
  const wanted = Number(visit.fields.text('version'));
  const version = versions.find(({ profileVersion }) => profileVersion === wanted) ?? versions[0];
  if (version === undefined) throw new Error(`profile ${profileId} has no version`);
  const { title, content } = await definitionParts(visit, version.definition);
  const state = stateNow(version, visit.nowMs);
  return {
    here: paths.profiles,
    page: {
      title: title ?? profileId,
      above: backToProfiles,
      body: html`<p class="lead">${code(profileId)} version ${version.profileVersion} ${stateOf(state)}</p>
${actionsOf(visit, profileId, version.profileVersion, state === 'ended')}
${content}
${await checkOf(visit, profileId, version.definition)}
${await profileFigures(visit, profileId)}
${versionsOf(profileId, versions, version.profileVersion, visit.nowMs)}`,
    },
  };
};
