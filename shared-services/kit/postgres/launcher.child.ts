/** A process for the launcher's tests: starts a server as told by its argument, tells of it, then does what it is told. */
import { once } from 'node:events';
import { silentLogger } from '../logging.ts';
import { startEmbeddedPostgres } from './launcher.ts';

const options = JSON.parse(process.argv[2] ?? '{}') as { dataDirectory: string };
const server = await startEmbeddedPostgres({ ...options, log: silentLogger() });
process.stdout.write(`${JSON.stringify(server)}\n`);
const [order] = (await once(process.stdin, 'data')) as [Buffer];
if (order.toString().trim() === 'stop') await server.stop();
process.exit(0);
