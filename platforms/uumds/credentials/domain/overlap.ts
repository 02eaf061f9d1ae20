/** How long what is replaced goes on being believed, where nothing is said. */
export const usualOverlapHours = 24;
