/** The engines of others live in a folder of their own: the platform needs none of them. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', 'peers');

/** Installs them where they are missing. False: they cannot be had, and are left out. */
export const installPeers = (): boolean => {
  const all = ['json-rules-engine', 'fuse.js'];
  if (all.every((name) => existsSync(join(folder, 'node_modules', name)))) return true;
  const { status } = spawnSync('npm', ['install', '--no-save', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: 'inherit',
  });
  return status === 0;
};

export const peer = <T>(name: string): T => createRequire(join(folder, 'package.json'))(name) as T;
