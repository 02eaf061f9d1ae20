import { silentLogger } from '../logging.ts';
import { type TestComponents, testComponents } from '../test-support/components.ts';
import { eventually } from '../test-support/samples.ts';
import { type Listening, listenTo } from './listen.ts';

describe('listening to NOTIFY', () => {
  let components: TestComponents;
  let listening: Listening;
  let heard = 0;

  before(async () => {
    components = await testComponents([{ name: 'ear' }]);
  });
  beforeEach(() => {
    heard = 0;
    const count = () => {
      heard += 1;
    };
    const pool = components.poolOf('ear');
    listening = listenTo({ pool, channel: 'portorium_test', heard: count, log: silentLogger(), retryMs: 20 });
  });
  afterEach(() => listening.stop());
  after(() => components.drop());

  it('hears what another session says', async () => {
    await eventually('listening', () => heard === 1);
    await components.admin(`select pg_notify('portorium_test', '')`);
    await eventually('heard', () => heard === 2);
  });

  it('listens again after its connection was lost, and looks for what it may have missed', async () => {
    await eventually('listening', () => heard === 1);
    await components.admin(
      `select pg_terminate_backend(pid) from pg_stat_activity where query = 'LISTEN portorium_test'`,
    );
    await eventually('listening again', () => heard === 2);
    await components.admin(`select pg_notify('portorium_test', '')`);
    await eventually('heard', () => heard === 3);
  });

  it('gives its connection back', async () => {
    await eventually('listening', () => heard === 1);
    await listening.stop();
    await eventually('no session listens', async () => {
      const rows = await components.admin(`select 1 from pg_stat_activity where query = 'LISTEN portorium_test'`);
      return rows.length === 0;
    });
  });
});
