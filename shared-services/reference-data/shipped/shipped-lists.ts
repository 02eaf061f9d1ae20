/** All lists that the project ships. */
import { countryLists } from './countries.ts';
import { currencyLists } from './currencies.ts';
import { customsOfficeLists } from './customs-offices.ts';
import { documentLists } from './documents.ts';
import { entryLists } from './entry.ts';
import { formLists } from './forms.ts';
import { harmonisedSystemLists } from './harmonised-system.ts';
import { locationLists } from './locations.ts';
import { packageLists } from './packages.ts';
import { partyLists } from './parties.ts';
import type { ShippedList } from './shipped-list.ts';
import { transportLists } from './transport.ts';

/** Raised when the content changes; compared as text, so a date. An older release never undoes a newer one. */
export const shippedVersion = '2026-11-21';

export const shippedLists = (): ShippedList[] => [
  ...countryLists(),
  ...currencyLists(),
  ...customsOfficeLists(),
  ...documentLists(),
  ...entryLists(),
  ...formLists(),
  ...harmonisedSystemLists(),
  ...locationLists(),
  ...packageLists(),
  ...partyLists(),
  ...transportLists(),
];
