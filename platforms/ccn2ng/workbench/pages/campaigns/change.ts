/** Planning, reviewing and ending a campaign. */
import { choiceField, faultSummary, textArea, textField } from '../../../../../shared-services/gateway/pages/forms.ts';
import { type Html, html } from '../../../../../shared-services/gateway/pages/html.ts';
import { link, wayBack } from '../../../../../shared-services/gateway/pages/parts.ts';
import {
  type Faults,
  faultsFrom,
  form,
  isFaulty,
  keep,
  noFaults,
  submit,
} from '../../../../../shared-services/gateway/pages/site/forms.ts';
import type { PageAnswer, Visit } from '../../../../../shared-services/gateway/pages/site/visit.ts';
import { newId } from '../../../../../shared-services/kit/call.ts';
import { contract } from '../../../../cdco/risk-analysis/contract.ts';
import { vocabularyOf } from '../../conditions/vocabulary.ts';
import { listed } from '../../conditions/write-condition.ts';
import { paths } from '../../paths.ts';
import { select } from '../filter.ts';
import { type Campaign, consult, decisions } from './show.ts';

interface Asking {
  readonly title: string;
  readonly lead: string;
  readonly action: string;
  readonly body: Html;
}

const page = (visit: Visit, { title, lead, action, body }: Asking, { fields, others }: Faults): PageAnswer => {
  const faulty = isFaulty({ fields, others });
  return {
    here: paths.campaigns,
    status: faulty ? 422 : 200,
    page: {
      title,
      ...(faulty ? { state: 'Error' } : {}),
      above: wayBack([{ title: 'Campaigns', path: paths.campaigns }]),
      body: html`${faultSummary(fields, others)}<p class="lead">${lead}</p>${form({ visit, action, body })}`,
    },
  };
};

const routeFields = ['countriesOfDeparture', 'countriesOfTransit', 'offices', 'modesOfTransport'] as const;

const routesIn = ({ fields }: Visit) => {
  const given = routeFields.flatMap((name) => {
    const values = listed(fields.text(name)).map((one) => one.toUpperCase());
    return values.length === 0 ? [] : [[name, values] as const];
  });
  return given.length === 0 ? {} : { routes: Object.fromEntries(given) };
};

const planFields: Readonly<Record<string, string>> = Object.fromEntries(
  ['campaignId', 'name', 'purpose', 'riskAreaCode', 'startsOn', 'endsOn', 'memberStates'].map((name) => [
    `/${name}`,
    name,
  ]),
);
const routePlaces = Object.fromEntries(routeFields.map((name) => [`/routes/${name}`, name]));

export const askPlan = async (visit: Visit, { fields: faults, others }: Faults = noFaults): Promise<PageAnswer> => {
  const { text } = visit.fields;
  const { riskAreas } = await vocabularyOf(visit.calls, 'entry');
  const field = (name: string, label: string, more: object = {}) =>
    textField({ name, label, value: text(name), faults, ...more });
  const codes = { optional: true, code: true, hint: 'With commas between; not narrowed without.' };
  const body = html`${field('campaignId', 'Id of the campaign', { hint: 'PCA-2026-01', size: 'short', maxLength: 17, code: true })}
${field('name', 'Name', { size: 'long', maxLength: 200 })}
${textArea({ name: 'purpose', label: 'What is looked for, and why', value: text('purpose'), rows: 3, faults })}
${select('riskAreaCode', 'Risk area', [['', 'Choose'], ...riskAreas.map((one) => [one.code, `${one.code} ${one.title}`] as const)], text('riskAreaCode'))}
<div class="side-by-side">${field('startsOn', 'First day', { type: 'date', size: 'short' })}${field('endsOn', 'Last day', { type: 'date', size: 'short' })}</div>
${field('memberStates', 'Member States', { hint: 'With commas between: BE, DE.', code: true })}
<div class="side-by-side">${field('countriesOfDeparture', 'Countries of departure', codes)}${field('countriesOfTransit', 'Countries of transit', codes)}</div>
<div class="side-by-side">${field('offices', 'Customs offices', codes)}${field('modesOfTransport', 'Modes of transport', codes)}</div>
<div class="actions">${submit('Plan the campaign')}${link('Cancel', paths.campaigns)}</div>`;
  const lead = 'Its profiles are drafted with its id, and are active within its period alone.';
  return page(visit, { title: 'Plan a campaign', lead, action: paths.newCampaign, body }, { fields: faults, others });
};

export const planCampaign = async (visit: Visit): Promise<PageAnswer> => {
  const { text } = visit.fields;
  try {
    const { campaignId } = await visit.calls.to(contract).createCampaign({
      ...{ campaignId: text('campaignId').toUpperCase(), name: text('name'), purpose: text('purpose') },
      ...{ riskAreaCode: text('riskAreaCode'), startsOn: text('startsOn'), endsOn: text('endsOn') },
      memberStates: listed(text('memberStates')).map((one) => one.toUpperCase()),
      ...routesIn(visit),
    });
    return { goTo: paths.campaign(campaignId), news: { title: 'The campaign is planned' } };
  } catch (error) {
    const faults = faultsFrom(error, { ...planFields, ...routePlaces });
    if (faults === undefined) throw error;
    return askPlan(visit, faults);
  }
};

/** As they are agreed now: an adjustment begins there. */
const agreedOf = ({ memberStates, routes }: Campaign): Readonly<Record<string, string>> => ({
  memberStates: memberStates.join(', '),
  ...Object.fromEntries(routeFields.map((name) => [name, (routes?.[name] ?? []).join(', ')])),
});

const agreedTitles: Readonly<Record<string, string>> = {
  memberStates: 'Member States',
  countriesOfDeparture: 'Countries of departure',
  countriesOfTransit: 'Countries of transit',
  offices: 'Customs offices',
  modesOfTransport: 'Modes of transport',
};

const agreedFields = ({ fields }: Visit, agreed: Readonly<Record<string, string>>, faults: Faults['fields']): Html =>
  html`<fieldset class="choices"><legend class="ecl-form-label">Of an adjustment: what is agreed from now on</legend>${Object.entries(
    agreedTitles,
  ).map(([name, label]) =>
    textField({
      ...{ name, label, code: true, optional: name !== 'memberStates', faults },
      value: fields.text('reference') === '' ? (agreed[name] ?? '') : fields.text(name),
    }),
  )}</fieldset>`;

/** Of an adjustment, and only what differs from what was agreed. */
const adjustedIn = (visit: Visit, agreed: Readonly<Record<string, string>>) => {
  const codesOf = (text: string) => listed(text).map((one) => one.toUpperCase());
  const isChanged = (name: string) => String(codesOf(visit.fields.text(name))) !== String(codesOf(agreed[name] ?? ''));
  return {
    ...(isChanged('memberStates') ? { memberStates: codesOf(visit.fields.text('memberStates')) } : {}),
    ...(routeFields.some(isChanged) ? { routes: {}, ...routesIn(visit) } : {}),
  };
};

export const askReview = async (visit: Visit, { fields: faults, others }: Faults = noFaults): Promise<PageAnswer> => {
  const campaign = await consult(visit);
  const { campaignId, name } = campaign;
  const { text } = visit.fields;
  const body = html`${keep('reference', text('reference') || newId())}
${textArea({ name: 'said', label: 'What the review found', value: text('said'), rows: 4, faults })}
${choiceField({
  name: 'decision',
  label: 'What it comes to',
  choices: Object.entries(decisions).map(([value, label]) => ({ value, label })),
  chosen: [text('decision')],
  faults,
})}
${textField({ name: 'endsOn', label: 'Earlier last day', hint: 'Of an adjustment.', type: 'date', size: 'short', optional: true, value: text('endsOn'), faults })}
${agreedFields(visit, agreedOf(campaign), faults)}
<div class="actions">${submit('Record the review')}${link('Cancel', paths.campaign(campaignId))}</div>`;
  const action = `${paths.campaign(campaignId)}/review`;
  return page(
    visit,
    { title: `Review of ${name}`, lead: 'It stays on record with the campaign.', action, body },
    { fields: faults, others },
  );
};

const isDecision = (text: string): text is 'goOn' | 'adjust' | 'end' => Object.hasOwn(decisions, text);

export const reviewCampaign = async (visit: Visit): Promise<PageAnswer> => {
  const { text } = visit.fields;
  const [campaignId, decision, endsOn] = [visit.parameters['campaignId'] ?? '', text('decision'), text('endsOn')];
  if (!isDecision(decision))
    return askReview(visit, { fields: { decision: ['Choose what it comes to.'] }, others: [] });
  try {
    const adjusted = decision === 'adjust' ? adjustedIn(visit, agreedOf(await consult(visit))) : {};
    const facts = { campaignId, reference: text('reference'), said: text('said'), decision, ...adjusted };
    await visit.calls.to(contract).reviewCampaign({ ...facts, ...(endsOn === '' ? {} : { endsOn }) });
  } catch (error) {
    const faults = faultsFrom(error, {
      ...{ '/said': 'said', '/decision': 'decision', '/endsOn': 'endsOn', '/memberStates': 'memberStates' },
      ...routePlaces,
    });
    if (faults === undefined) throw error;
    return askReview(visit, faults);
  }
  return { goTo: paths.campaign(campaignId), news: { title: 'The review is recorded' } };
};

export const askEnd = async (visit: Visit, { fields: faults, others }: Faults = noFaults): Promise<PageAnswer> => {
  const { campaignId, name } = await consult(visit);
  const body = html`${textArea({ name: 'reason', label: 'Why', hint: 'It stays on record.', value: visit.fields.text('reason'), rows: 3, faults })}
<div class="actions">${submit('End the campaign', true)}${link('Leave it as it is', paths.campaign(campaignId))}</div>`;
  const lead = 'Its profiles end with it, in all processes at the same instant. This cannot be undone.';
  return page(
    visit,
    { title: `End ${name}?`, lead, action: `${paths.campaign(campaignId)}/end`, body },
    { fields: faults, others },
  );
};

export const endCampaign = async (visit: Visit): Promise<PageAnswer> => {
  const campaignId = visit.parameters['campaignId'] ?? '';
  try {
    await visit.calls.to(contract).endCampaign({ campaignId, reason: visit.fields.text('reason') });
  } catch (error) {
    const faults = faultsFrom(error, { '/reason': 'reason' });
    if (faults === undefined) throw error;
    return askEnd(visit, faults);
  }
  return { goTo: paths.campaign(campaignId), news: { title: 'The campaign is ended' } };
};
