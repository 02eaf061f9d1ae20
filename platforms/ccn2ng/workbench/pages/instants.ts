/** Instants as people write them: `2026-11-21 08:00`, in Coordinated Universal Time. */
export const instantHint =
  'As 2026-11-21 08:00, UTC. Without it as soon as all processes can know: in about five seconds.';

/** Undefined where nothing was entered; what is no instant is given as it is, for the platform to say so. */
export const instantIn = (text: string): string | undefined => {
  if (text === '') return undefined;
  const [, date, time = '00:00', seconds = '00'] =
    /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d)(?::(\d\d))?Z?)?$/.exec(text) ?? [];
  return date === undefined ? text : `${date}T${time}:${seconds}Z`;
};
