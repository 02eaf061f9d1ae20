/** What goes in and out of the statistics. Elements that are missing in the declaration are left out: absence tells. */
import {
  decimal,
  element,
  flag,
  integer,
  many,
  optional,
  personal,
  token,
} from '../../../../reference-architecture/contract/schema.ts';
import { riskAreas } from '../domain/risk-areas.ts';
import { namespace as riskAnalysis } from '../messages.ts';
import { rateGround } from './stages.ts';

export const namespace = `${riskAnalysis}:statistics`;

const country = (description: string) => optional(token({ pattern: '[A-Z]{2}', description }));
const code = (description: string) => optional(token({ maxLength: 35, description }));
const party = (description: string) => optional(personal(token({ maxLength: 70, description })));
const share = (description: string) => decimal({ totalDigits: 5, fractionDigits: 4, description });

const line = element({
  hs6: optional(token({ pattern: '\\d{6}', description: 'Harmonised System subheading.' })),
  origin: country('Country of origin.'),
  departure: country('Country of departure.'),
  office: code('Customs office.'),
  importer: party('Identification number of the importer.'),
  seller: party('Identification number of the seller or consignor.'),
  declarant: party('Identification number of the declarant.'),
  courier: party('Identification number of the carrier.'),
  transport: code('Mode of transport.'),
  processType: code('How the declaration is lodged.'),
  importType: code('Kind of import.'),
  importUse: code('Use of the goods.'),
  payment: code('Method of payment.'),
  marking: code('How the origin is marked.'),
  taxType: code('Kind of tariff treatment.'),
  taxRatePercent: optional(decimal({ totalDigits: 8, fractionDigits: 4 })),
  netMassKg: optional(decimal({ totalDigits: 16, fractionDigits: 6 })),
  valueEUR: optional(decimal({ totalDigits: 16, fractionDigits: 2 })),
});

export const controlResult = element({
  controlId: token({ maxLength: 70, description: 'Names the control of one goods item; unique with who reports it.' }),
  controlledOn: token({
    pattern: '\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])',
    description: 'Day of the control.',
  }),
  found: flag({ description: 'Whether the control found something wrong.' }),
  riskAreaCode: optional(
    token({
      pattern: Object.keys(riskAreas).join('|'),
      description: 'Area of what was found, by our own codes. With it, the find counts for the operators named.',
    }),
  ),
  reference: optional(
    token({
      maxLength: 64,
      description:
        'Of the declaration, as it was assessed (MRN and version): says what had selected it, and judges its hits.',
    }),
  ),
  goodsItem: line,
});

export const controlResultRecorded = element({
  controlId: token({ maxLength: 70 }),
  resultNumber: integer({
    maximum: Number.MAX_SAFE_INTEGER,
    description: 'Numbers results in order of their arrival.',
  }),
});

export const hitRateQuery = element({ goodsItem: line });

export const hitRate = element({
  expectedHitRate: share('Share of controls of such goods items that is expected to find something, 0 to 1.'),
  overallRate: share('Of all controls so far.'),
  resultsLearned: integer({
    maximum: Number.MAX_SAFE_INTEGER,
    description: 'Number of the last result that is in it.',
  }),
  grounds: optional(many(rateGround, 1, 20)),
});
