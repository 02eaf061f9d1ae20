/** A process for the tests: prepares the components that its argument names, while others do the same. */
import { silentLogger } from '../logging.ts';
import { prepareComponents } from './components.ts';

const told = JSON.parse(process.argv[2] ?? '{}') as Omit<Parameters<typeof prepareComponents>[0], 'log'>;
const prepared = await prepareComponents({ ...told, log: silentLogger() });
process.stdout.write(JSON.stringify([...prepared.keys()]));
