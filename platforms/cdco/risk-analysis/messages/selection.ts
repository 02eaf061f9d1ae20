/** What controls found, by the way in which the declarations were selected. */
import {
  decimal,
  element,
  integer,
  many,
  optional,
  token,
} from '../../../../reference-architecture/contract/schema.ts';
import { namespace as riskAnalysis } from '../messages.ts';

export const namespace = `${riskAnalysis}:selection`;

const day = (description: string) =>
  token({ pattern: '\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])', description });
const count = (description: string) => integer({ maximum: Number.MAX_SAFE_INTEGER, description });
const share = (description: string) => decimal({ totalDigits: 5, fractionDigits: 4, description });

export const selectionQuery = element({
  from: optional(day('First day of the controls.')),
  until: optional(day('Last day of the controls.')),
});

const comparedWay = element({
  selectedBy: token({
    pattern: 'profiles|watchLists|credibility|statistics|random|none|unknown',
    description: 'none: assessed, and nothing hit; unknown: no assessment of it is known here.',
  }),
  inspected: count('Controls; one counts for every way that led to it.'),
  finds: count('Of which something was found.'),
  hitRate: share('Finds by controls, 0 to 1.'),
  hitRateFrom: share('Lower end of the 95 % interval of Wilson.'),
  hitRateTo: share('Upper end.'),
});

export const selectionCompared = element({
  inspected: count('All controls, each once.'),
  finds: count('Of which something was found.'),
  ways: optional(many(comparedWay, 1, 7)),
});
