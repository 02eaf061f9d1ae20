/** Rules on the means of transport at the border. */
import type { FilingView, MeansOfTransport } from '../filing-view.ts';
import { isEni, isImoNumber } from '../identifiers.ts';
import { type Path, type Problem, preLoading, rule, sea, unless } from './rule.ts';

const at = (...more: string[]): Path => ['activeBorderTransportMeans', ...more];

/** A check of the means of transport, where the filing has one. */
const onMeans =
  (check: (means: MeansOfTransport) => readonly Problem[]) =>
  ({ activeBorderTransportMeans: means }: FilingView): readonly Problem[] =>
    means === undefined ? [] : check(means);

const bySea = '1';
const byAir = '4';
const byInlandWaterway = '8';
const imo = '10';
const eni = '80';

const isVessel = ({ ModeOfTransport: mode }: MeansOfTransport) => mode === bySea || mode === byInlandWaterway;

const departureOf = (means: MeansOfTransport): string | undefined =>
  (means.actualDateAndTimeOfDeparture ?? means.estimatedDateAndTimeOfDeparture)?.DateTime;

/** Dates are in UTC and of one format, so that their text compares as they do. */
const arrivesAfterDeparture = (means: MeansOfTransport): boolean => {
  const departure = departureOf(means);
  const arrival = means.estimatedDateAndTimeOfArrival?.DateTime;
  return departure === undefined || arrival === undefined || arrival >= departure;
};

export const transportRules = [
  rule(
    'R3009',
    sea,
    onMeans((means) =>
      unless(
        means.typeOfIdentification !== imo || isImoNumber(means.identificationNumber ?? ''),
        at('identificationNumber'),
        'An IMO number is written IMO and seven digits, the last of which is a check digit.',
      ),
    ),
  ),
  rule(
    'R3010',
    sea,
    onMeans((means) =>
      unless(
        means.typeOfIdentification !== eni || isEni(means.identificationNumber ?? ''),
        at('identificationNumber'),
        'A European vessel identification number has eight digits.',
      ),
    ),
  ),
  rule(
    'R3011',
    sea,
    onMeans((means) =>
      unless(
        means.ModeOfTransport !== bySea || means.typeOfIdentification === imo,
        at('typeOfIdentification'),
        'A sea-going vessel is identified by its IMO number (type 10).',
      ),
    ),
  ),
  rule(
    'R3012',
    sea,
    onMeans((means) =>
      unless(
        means.ModeOfTransport !== byInlandWaterway || means.typeOfIdentification === eni,
        at('typeOfIdentification'),
        'An inland waterway vessel is identified by its European number (type 80).',
      ),
    ),
  ),
  rule(
    'R3035',
    sea,
    onMeans((means) =>
      unless(
        departureOf(means) !== undefined,
        at(),
        'Either the estimated or the actual date and time of departure is stated.',
      ),
    ),
  ),
  rule(
    'R3053',
    [...sea, ...preLoading],
    onMeans((means) =>
      unless(arrivesAfterDeparture(means), at('estimatedDateAndTimeOfArrival'), 'Arrival is not before departure.'),
    ),
  ),
  rule(
    'C3012',
    preLoading,
    onMeans((means) => [
      ...unless(
        isVessel(means) === (means.identificationNumber !== undefined),
        at('identificationNumber'),
        'The identification number is stated for sea and inland waterways, and for no other mode.',
      ),
      ...unless(
        isVessel(means) === (means.typeOfIdentification !== undefined),
        at('typeOfIdentification'),
        'The type of identification is stated for sea and inland waterways, and for no other mode.',
      ),
    ]),
  ),
  rule(
    'C3019',
    preLoading,
    onMeans((means) =>
      unless(
        (means.ModeOfTransport === byAir) === (means.conveyanceReferenceNumber !== undefined),
        at('conveyanceReferenceNumber'),
        'The conveyance reference number (flight) is stated for air, and for no other mode.',
      ),
    ),
  ),
];
