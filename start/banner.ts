/** What a person needs to know once the platform runs: where things are, who may try them, what to try. */

import { loadDemoAccounts } from '../platforms/uumds/provider/demo-accounts.ts';
import { describeRealm, organisations, type TokenCircle } from '../platforms/uumds/realm.ts';
import { probeClient } from '../shared-services/kit/probe.ts';
import type { Running } from './run-platforms.ts';
import type { World } from './world.ts';

export interface BannerParts {
  readonly world: World;
  readonly running: Running;
  readonly split: boolean;
  readonly seconds: number;
}

const example = 'platforms/cdco/entry/examples/fileIE3F32/valid.json';

/** Where people find an account with which to try a national sign-in. */
const nationalNote = ({ addresses }: Running, { dataDirectory }: World): string =>
  Object.keys(addresses).some((name) => name.startsWith('national sign-in'))
    ? `\nPeople of the national sign-ins (invented too): ${dataDirectory}/national-sign-ins/<country>/accounts.json\n`
    : '';

/** Who may sign in, while the embedded UUM&DS is there to do it; elsewhere that is the operator's to know. */
const accountsNote = async (running: Running, world: World): Promise<string> => {
  if (running.addresses['UUM&DS'] === undefined) return `Systems and people sign in at ${running.issuer}\n`;
  const accounts = await loadDemoAccounts(`${world.dataDirectory}/uumds`, describeRealm());
  const who = organisations
    .filter(({ id, circle }) => id !== probeClient && circle !== 'trusted')
    .map(({ id, title, eori, profiles }) => {
      const secret = accounts.clients[id] ?? '';
      return `  ${id.padEnd(24)} ${secret}  ${title} (${eori ?? 'administrators'}; ${profiles.join(', ')})`;
    });
  const peopleOf = (wanted: TokenCircle) =>
    organisations
      .filter(({ circle }) => circle === wanted)
      .flatMap(({ title, persons }) =>
        persons.map(({ name }) => `  ${name.padEnd(38)} ${accounts.persons[name] ?? ''}  ${title}`),
      )
      .join('\n');
  return `Demonstration clients (all invented; client id, client secret, who)
${who.join('\n')}

People who may sign in at the trader portal, ${running.addresses['trader portal']} (all invented; user name, password, for whom)
${peopleOf('untrusted')}

People who may sign in at the workbench of risk experts, ${running.addresses['risk workbench']} (all invented)
${peopleOf('trusted')}

People who may sign in at the operators’ console, ${running.addresses['operators’ console']} (all invented; user name, password, of whom)
${peopleOf('administrators')}
${nationalNote(running, world)}`;
};

const toTry = async (running: Running, world: World): Promise<string> => {
  if (running.addresses['UUM&DS'] === undefined) return '';
  const { clients } = await loadDemoAccounts(`${world.dataDirectory}/uumds`, describeRealm());
  return `
Three things to try, in another terminal
  npm run demo
  TOKEN=$(curl -s ${running.issuer}/protocol/openid-connect/token -d grant_type=client_credentials -d client_id=invented-customs-agents -d client_secret=${clients['invented-customs-agents']} | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
  node -p 'JSON.stringify(require("./${example}").message)' | curl --cacert ${world.certificates.trustAnchorPath} -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d @- ${running.addresses['SPEED2ng']}/rest/v1/entry/filings/F32
`;
};

export const banner = async ({ world, running, split, seconds }: BannerParts): Promise<string> => {
  const where = Object.entries(running.addresses).map(([name, address]) => `  ${name.padEnd(24)} ${address}`);
  return `
Portorium runs${split ? ', each platform in its own process' : ''} (${seconds.toFixed(1)} s). Ctrl-C stops it; the data stay in ${world.dataDirectory}.

Where things are
${where.join('\n')}
  ${'database'.padEnd(24)} ${world.databaseNote}
  ${'trust anchor'.padEnd(24)} ${world.certificates.trustAnchorPath}

${await accountsNote(running, world)}${await toTry(running, world)}`;
};
