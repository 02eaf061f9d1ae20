#!/usr/bin/env node
/** One invented national sign-in as a program of its own, beside a Keycloak: see README.md. */
import { parseArgs } from 'node:util';
import { organisations } from '../../platforms/uumds/realm.ts';
import { startNationalIdentityProvider } from './server.ts';

const usage = `national-identity-provider: the sign-in of a Member State, simulated
  --country BE                                        whose sign-in it is
  --port 8181                                         where it listens, on this machine only
  --centre http://127.0.0.1:8280/realms/portorium     the realm that brokers it
  --data data/national-sign-ins/BE                    folder of its keys and passwords
  --help                                              this text`;

const text = { type: 'string' } as const;

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: { country: text, port: text, centre: text, data: text, help: { type: 'boolean' } },
  });
  const { country, port, centre } = values;
  if (values.help) return console.log(usage);
  if (country === undefined || port === undefined || centre === undefined)
    throw new Error('--country, --port and --centre are needed');
  const dataDirectory = values.data ?? `data/national-sign-ins/${country}`;
  const national = await startNationalIdentityProvider({ country, port: Number(port), dataDirectory, organisations });
  national.serve(centre);
  console.log(
    `${country}: the invented national sign-in is at ${national.issuer}; accounts in ${dataDirectory}/accounts.json`,
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void national.stop());
};

main().catch((error: unknown) => {
  console.error(`national-identity-provider cannot run: ${String(error)}\n\n${usage}`);
  process.exit(1);
});
