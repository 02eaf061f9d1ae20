/**
 * The states of a filing, and what leads from one to the next (HTI specification 2.02, air pre-loading branch; the states
 * of linking and arrival come with their filings).
 */
export type FilingState =
  | 'registered'
  | 'underAssessment'
  | 'informationRequested'
  | 'screeningRequested'
  | 'doNotLoad'
  | 'controlDecided'
  | 'assessmentComplete';

/** What `decisions` may say of a filing. */
export type Outcome = 'release' | 'requestForInformation' | 'requestForScreening' | 'doNotLoad' | 'control' | 'wait';

const stateAfter: Readonly<Record<Exclude<Outcome, 'wait'>, FilingState>> = {
  release: 'assessmentComplete',
  requestForInformation: 'informationRequested',
  requestForScreening: 'screeningRequested',
  doNotLoad: 'doNotLoad',
  control: 'controlDecided',
};

/** States in which a decision may still be taken. A referral is answered, and the assessment goes on. */
const open: ReadonlySet<FilingState> = new Set([
  'registered',
  'underAssessment',
  'informationRequested',
  'screeningRequested',
]);

/** In which nothing more is decided: such a filing may go to the archive when it has been quiet for long enough. */
export const closedStates: readonly FilingState[] = ['assessmentComplete', 'doNotLoad', 'controlDecided'];

export const isOpen = (state: FilingState): boolean => open.has(state);

/** The state that an outcome leads to; undefined when the filing stays as it is. */
export const nextState = (state: FilingState, outcome: Outcome): FilingState | undefined => {
  if (outcome === 'wait' || !isOpen(state)) return undefined;
  const next = stateAfter[outcome];
  return next === state ? undefined : next;
};
