/** Turns what PostgreSQL or the system says into a sentence about what to do. */

const causes: readonly (readonly [RegExp, (dataDirectory: string) => string])[] = [
  [
    /No space left on device|ENOSPC|Disk quota exceeded|EDQUOT/,
    (directory) =>
      `The disk that holds ${directory} is full. Free some space (1 GB or more), then start again; nothing acknowledged is lost.`,
  ],
  [
    /Read-only file system|EROFS/,
    (directory) => `${directory} is on a read-only disk. Give a data directory that can be written.`,
  ],
  [
    /incompatible with server|not compatible with this version|initialized by PostgreSQL version/,
    (directory) =>
      `The database in ${directory} was made by another major version of PostgreSQL. Start the version of Portorium that ` +
      'made it, take a backup there, and restore the backup here.',
  ],
  [
    /error while loading shared libraries|GLIBC_|ENOENT/,
    () =>
      'The PostgreSQL that comes with Portorium does not run on this system (it needs glibc). Set DATABASE_URL to a PostgreSQL server.',
  ],
  [
    /EACCES|EPERM|Permission denied|Operation not permitted|cannot write/,
    (directory) =>
      `This user may not write ${directory}. Give a data directory that it owns, or change the owner: chown -R "$(id -u)" ${directory}`,
  ],
  [
    /could not (create|allocate).*shared memory|could not map anonymous shared memory|Cannot allocate memory/,
    () => 'The system gives PostgreSQL too little memory (it asks for about 300 MB). Free some, or set DATABASE_URL.',
  ],
];

/** An error whose message begins with the advice and ends with the words it was made of. */
export const explain = (said: string, dataDirectory: string, cause?: unknown): Error => {
  const advice = causes.find(([pattern]) => pattern.test(said))?.[1](dataDirectory);
  const words = said.trim().split('\n').slice(-6).join('\n');
  return new Error(`${advice ?? `The embedded PostgreSQL in ${dataDirectory} did not start.`} It said: ${words}`, {
    cause,
  });
};
