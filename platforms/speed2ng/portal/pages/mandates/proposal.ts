/** From what was entered to the message; what no message could be made of is told here, the rest by the platform. */
import type { RequestOf } from '../../../../../reference-architecture/contract/language.ts';
import type { Fields } from '../../../../../shared-services/gateway/pages/site/fields.ts';
import type { Faults, FieldOf } from '../../../../../shared-services/gateway/pages/site/forms.ts';
import type { contract } from '../../../../uumds/mandates/contract.ts';
import { scopeOf } from './scope.ts';
import { kindWords, profileWords } from './words.ts';

type Proposal = RequestOf<(typeof contract)['services']['Mandates']['operations']['grantMandate']>;

export const fieldOf: FieldOf = {
  '/reference': 'reference',
  '/mandatary': 'mandatary',
  '/kind': 'kind',
  '/profile': 'profile',
  '/scope': 'scope',
  '/validFrom': 'validFrom',
  '/validTo': 'validTo',
  '/maySubDelegate': 'maySubDelegate',
  '/reason': 'reason',
};

const eoriShape = /^[A-Z]{2}[A-Z0-9]{1,15}$/;
const dayShape = /^\d{4}-\d\d-\d\d$/;

const isDay = (text: string): boolean => dayShape.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));

/** Everything at once, in the order of the form. */
const faultsIn = (fields: Fields): Record<string, string[]> => {
  const found: Record<string, string[]> = {};
  const expect = (isGood: boolean, name: string, message: string) => {
    if (!isGood) found[name] = [message];
  };
  const [from, to] = [fields.text('validFrom'), fields.text('validTo')];
  expect(eoriShape.test(eoriOf(fields)), 'mandatary', 'Enter an EORI: two letters, then up to 15 letters and digits.');
  expect(Object.hasOwn(kindWords, fields.text('kind')), 'kind', 'Choose how they act.');
  expect(Object.hasOwn(profileWords, fields.text('profile')), 'profile', 'Choose as what they may act.');
  expect(fields.all('scope').length > 0, 'scope', 'Choose what the mandate covers.');
  expect(from === '' || isDay(from), 'validFrom', 'Enter the first day as a date.');
  expect(to === '' || isDay(to), 'validTo', 'Enter the last day as a date.');
  expect(to === '' || from === '' || !isDay(to) || to >= from, 'validTo', 'The last day must not be before the first.');
  expect(fields.text('reference') !== '', 'reference', 'Enter a reference of your own.');
  return found;
};

/** People write spaces and small letters; an EORI has neither. */
const eoriOf = (fields: Fields): string => fields.text('mandatary').replaceAll(/\s/g, '').toUpperCase();

const given = <Name extends string>(name: Name, value: string): Partial<Record<Name, string>> =>
  value === '' ? {} : ({ [name]: value } as Partial<Record<Name, string>>);

export const proposalFrom = (fields: Fields): { content: Proposal; faults: Faults; fieldOf: FieldOf } => {
  const text = (name: string) => fields.text(name);
  const content = {
    reference: text('reference'),
    mandatary: eoriOf(fields),
    kind: text('kind') as Proposal['kind'],
    profile: text('profile') as Proposal['profile'],
    scope: scopeOf(fields.all('scope')),
    ...given('validFrom', text('validFrom')),
    ...given('validTo', text('validTo')),
    ...(text('maySubDelegate') === 'yes' ? { maySubDelegate: true } : {}),
    ...given('replaces', text('replaces')),
    ...given('reason', text('reason')),
  };
  return { content, faults: { fields: faultsIn(fields), others: [] }, fieldOf };
};
