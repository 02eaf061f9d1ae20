/** Times as somebody enters them: `2026-11-22`, `2026-11-22T10:00`; Coordinated Universal Time, as on all pages. */
export const instantOf = (text: string): number | undefined => {
  const atMs = Date.parse(/T/.test(text) ? `${text.replace(/Z$/, '')}Z` : `${text}T00:00:00Z`);
  return Number.isNaN(atMs) ? undefined : atMs;
};

/** As contracts have it: `2026-11-22T10:00:00Z`; nothing where no time was entered. */
export const dateTimeOf = (text: string): string | undefined => {
  const atMs = instantOf(text);
  return atMs === undefined ? undefined : `${new Date(atMs).toISOString().slice(0, 19)}Z`;
};

/** A time of a message as pages show it. */
export const msOf = (dateTime: string): number => Date.parse(dateTime);
