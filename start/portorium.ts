/** `npx portorium <command>`: what an operator, a trader or an auditor does with files in hand. */
import { archive } from './commands/archive.ts';
import { audit } from './commands/audit.ts';
import { backup } from './commands/backup.ts';
import type { Command } from './commands/command.ts';
import { keys } from './commands/keys.ts';
import { restore } from './commands/restore.ts';
import { verifyReceipt } from './commands/verify-receipt.ts';

const commands: ReadonlyMap<string, Command> = new Map([
  ['archive', archive],
  ['audit', audit],
  ['backup', backup],
  ['keys', keys],
  ['restore', restore],
  ['verify-receipt', verifyReceipt],
]);

const usage = () =>
  [
    'npx portorium <command> [options]',
    ...[...commands].map(([name, { summary }]) => `  ${name.padEnd(20)} ${summary}`),
    'npx portorium <command> --help tells its options.',
  ].join('\n');

/** 0: done, or proven; 1: not proven; 2: it could not be tried. */
const run = async ([name, ...given]: readonly string[]): Promise<number> => {
  if (name === undefined || name === '--help' || name === 'help') {
    console.log(usage());
    return name === undefined ? 2 : 0;
  }
  const command = commands.get(name);
  if (command === undefined) throw new Error(`there is no command ${name}\n${usage()}`);
  if (given.includes('--help')) {
    console.log(command.usage);
    return 0;
  }
  return command.run(given, { environment: process.env, tell: (line) => console.log(line) });
};

run(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(`portorium: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 2;
  },
);
