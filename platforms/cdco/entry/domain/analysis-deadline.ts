/**
 * Until when a registered filing is to have its risk analysis. It is asked for as soon as the filing is registered and is usually
 * there within a second; a Member State waits for it. Our own figure: the time limits of the regulation are longer.
 */
export const analysisDeadlineMs = 60_000;

export const dueBefore = (nowMs: number): number => nowMs - analysisDeadlineMs;
