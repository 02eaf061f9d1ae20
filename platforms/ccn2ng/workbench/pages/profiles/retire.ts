/** Retiring a profile: asked once more, with what it means. */
import { faultSummary, textArea, textField } from '../../../../../shared-services/gateway/pages/forms.ts';
import { html } from '../../../../../shared-services/gateway/pages/html.ts';
import { link, wayBack } from '../../../../../shared-services/gateway/pages/parts.ts';
import {
  type Faults,
  faultsFrom,
  form,
  isFaulty,
  noFaults,
  submit,
} from '../../../../../shared-services/gateway/pages/site/forms.ts';
import type { PageAnswer, Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { contract } from '../../../../cdco/risk-analysis/contract.ts';
import { paths } from '../../paths.ts';
import { instantHint, instantIn } from '../instants.ts';

const ask = (visit: Visit, { fields: faults, others }: Faults): PageAnswer => {
  const profileId = visit.parameters['profileId'] ?? '';
  const { text } = visit.fields;
  const body = html`${textField({ name: 'at', label: 'When', hint: instantHint, optional: true, size: 'short', value: text('at'), faults })}
${textArea({ name: 'reason', label: 'Why', hint: 'It stays on record.', value: text('reason'), rows: 3, faults })}
<div class="actions">${submit('Retire the profile', true)}${link('Leave it as it is', paths.profile(profileId))}</div>`;
  const faulty = isFaulty({ fields: faults, others });
  return {
    here: paths.profiles,
    status: faulty ? 422 : 200,
    page: {
      title: `Retire ${profileId}?`,
      ...(faulty ? { state: 'Error' } : {}),
      above: wayBack([
        { title: 'Profiles', path: paths.profiles },
        { title: profileId, path: paths.profile(profileId) },
      ]),
      body: html`${faultSummary(faults, others)}<p class="lead">All its versions end, in all processes at the same instant. To go on, a new version is drafted.</p>
${form({ visit, action: paths.retire(profileId), body })}`,
    },
  };
};

export const askRetirement = async (visit: Visit): Promise<PageAnswer> => ask(visit, noFaults);

export const retireProfile = async (visit: Visit): Promise<PageAnswer> => {
  const [profileId, reason, inactiveAt] = [
    visit.parameters['profileId'] ?? '',
    visit.fields.text('reason'),
    instantIn(visit.fields.text('at')),
  ];
  try {
    await visit.calls
      .to(contract)
      .retireProfile({ profileId, reason, ...(inactiveAt === undefined ? {} : { inactiveAt }) });
  } catch (error) {
    const faults = faultsFrom(error, { '/inactiveAt': 'at', '/reason': 'reason' });
    if (faults === undefined) throw error;
    return ask(visit, faults);
  }
  return { goTo: paths.profile(profileId), news: { title: 'The profile is retired' } };
};
