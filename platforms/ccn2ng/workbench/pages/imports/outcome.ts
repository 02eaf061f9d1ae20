/** What became of each profile of an import. */
import { html } from '../../../../../shared-services/gateway/pages/html.ts';
import { code, link, notice, table, wayBack } from '../../../../../shared-services/gateway/pages/parts.ts';
import type { PageAnswer } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { paths } from '../../paths.ts';
import type { Imported } from './formats.ts';

const outcomes: Readonly<Record<string, string>> = {
  drafted: 'Drafted',
  repeated: 'Drafted before',
  unchanged: 'Unchanged: the newest version says the same',
};

export const outcomePage = ({ profiles, meaning }: Imported): PageAnswer => ({
  here: paths.profiles,
  page: {
    title: 'Imported',
    above: wayBack([
      { title: 'Profiles', path: paths.profiles },
      { title: 'Import profiles', path: paths.imports },
    ]),
    body: html`${notice({ tone: 'success', title: `${profiles.length} profiles were read`, text: meaning, news: true })}
${table({
  caption: 'What became of each',
  rows: profiles,
  columns: [
    {
      title: 'Profile',
      cell: ({ profileId, draftId }) =>
        draftId === undefined ? code(profileId) : link(profileId, paths.draft(draftId)),
    },
    { title: 'Outcome', cell: ({ outcome }) => outcomes[outcome] ?? outcome },
    { title: 'Version', cell: ({ profileVersion }) => profileVersion },
    {
      title: 'To be thought of',
      cell: ({ warnings = [] }) =>
        warnings.length > 0 && html`<ul class="plain">${warnings.map((one) => html`<li>${one}</li>`)}</ul>`,
    },
  ],
})}`,
  },
});
