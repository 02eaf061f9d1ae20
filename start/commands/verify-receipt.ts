/** `npx portorium verify-receipt`: what a receipt proves, without asking the platform. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Command } from './command.ts';
import { receiptsIn } from './receipt/find.ts';
import { keysOfDataFolder, keysOfFile } from './receipt/keys.ts';
import { wordsOf } from './receipt/tell.ts';
import { type Against, verify } from './receipt/verify.ts';

const usage = `npx portorium verify-receipt FILE [--keys JWKS] [--message FILE] [--subject NAME]
  FILE              the receipt, or what has it: the headers of an answer, a SOAP envelope, the reply of fetchReceipt; - for stdin
  --keys JWKS       file with the keys that the gateway publishes at /.well-known/portorium-receipt-keys;
                    without it those of the platform that was started from this folder
  --message FILE    the message exactly as it was sent: its bytes are compared
  --subject NAME    who is said to have acted (subject of the token or certificate)
Exit code: 0 all receipts in FILE are proven, 1 one is not, 2 it could not be tried.`;

const optionsIn = (given: readonly string[]) => {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...given],
    allowPositionals: true,
    options: { keys: text, message: text, subject: text },
  });
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new Error(`say which file\n${usage}`);
  return { file, ...values };
};

const contentOf = (path: string): Promise<Buffer> =>
  readFile(path === '-' ? '/dev/stdin' : path).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`${path} cannot be read (${error.code})`);
  });

export const verifyReceipt: Command = {
  summary: 'what a receipt proves, by the published keys alone',
  usage,
  run: async (given, { environment, tell }) => {
    const { file, keys: keysFile, message, subject } = optionsIn(given);
    const receipts = receiptsIn((await contentOf(file)).toString('utf8'));
    if (receipts.length === 0) throw new Error(`there is no receipt in ${file}`);
    const { keys, where } =
      keysFile === undefined
        ? await keysOfDataFolder(environment.PORTORIUM_DATA ?? 'data')
        : await keysOfFile(keysFile);
    const against: Against = {
      keys,
      ...(message === undefined ? {} : { message: await contentOf(message) }),
      ...(subject === undefined ? {} : { subject }),
    };
    let proven = true;
    for (const jws of receipts) {
      const verdict = await verify(jws, against);
      proven &&= verdict.proven;
      for (const words of wordsOf(verdict, against)) tell(words);
    }
    tell(`Held against the keys of ${where}.`);
    return proven ? 0 : 1;
  },
};
