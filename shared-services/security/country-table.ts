/** The operator's table of countries, from its file; a new file is taken without a restart. */
import { readFile, stat } from 'node:fs/promises';
import type { Logger } from '../kit/logging.ts';
import { countriesIn, noCountries } from './domain/countries.ts';

/** A table that cannot be read leaves the one that is held, and is told. */
export const createCountryTable = (path: string | undefined, log: Logger) => {
  let countries = noCountries;
  let heldMs = 0;
  const look = async (): Promise<void> => {
    if (path === undefined) return;
    try {
      const { mtimeMs } = await stat(path);
      if (mtimeMs === heldMs) return;
      heldMs = mtimeMs;
      countries = countriesIn(await readFile(path, 'utf8'));
      log.info({ networks: countries.size }, 'the table of countries was read');
    } catch (error) {
      log.warn({ reason: String(error) }, 'the table of countries cannot be read; the one before stays');
    }
  };
  return { look, countries: () => countries };
};
