import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { cp, mkdtemp, readdir, unlink } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { silentLogger } from '../logging.ts';
import { findNativeDirectory } from './binaries.ts';
import { withClient } from './client.ts';
import { changeConnection } from './connection-string.ts';
import { type EmbeddedPostgresOptions, type EmbeddedServer, runningServer, startEmbeddedPostgres } from './launcher.ts';
import { stopPostmaster } from './postmaster.ts';
import { isAlive } from './process-table.ts';
import { pruneLog } from './server-log.ts';

const isRoot = process.geteuid?.() === 0;
const nobody = { uid: 65534, gid: 65534 };
/** Why the tests that run as an ordinary user cannot; a repository below /root, for one, is closed to others. */
const whyNotAsNobody = (): string | undefined => {
  if (!isRoot) return 'not root';
  const { error } = spawnSync(process.execPath, ['--version'], { ...nobody, cwd: '/' });
  return error ? 'this repository is in a folder closed to other users' : undefined;
};
const notAsNobody = whyNotAsNobody();
const asNobody = notAsNobody ? it.skip : it;
const titleAsNobody = (title: string) => (notAsNobody ? `SKIPPED because ${notAsNobody}: ${title}` : title);
const log = silentLogger();
/** For tests of anything but durability. */
const quick = { fsync: 'off' };

const ask = async (connectionString: string, sql: string): Promise<unknown[]> =>
  withClient(connectionString, async (client) => {
    const { rows } = await client.query<unknown[]>({ text: sql, rowMode: 'array' });
    return (rows ?? []).flat(); // no rows of several statements at once
  });

const canMakeNamespace = (): boolean => {
  try {
    execFileSync('unshare', ['--user', '--map-user=65534', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** All processes of one server: the postmaster and its children. */
const processesOf = (pid: number): number[] =>
  [pid].concat(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((other) => {
        try {
          return readFileSync(`/proc/${other}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] === String(pid);
        } catch {
          return false;
        }
      }),
  );

describe('embedded PostgreSQL', () => {
  let folder = '';
  const servers: EmbeddedServer[] = [];

  const start = async (options: Partial<EmbeddedPostgresOptions> = {}): Promise<EmbeddedServer> => {
    const server = await startEmbeddedPostgres({
      dataDirectory: join(folder, 'data'),
      log,
      settings: quick,
      ...options,
    });
    servers.push(server);
    return server;
  };

  const startInChild = async (options: object = {}, ids: { uid?: number; gid?: number } = {}) => {
    const args = [
      join(import.meta.dirname, 'launcher.child.ts'),
      JSON.stringify({ dataDirectory: join(folder, 'data'), settings: quick, ...options }),
    ];
    const child: ChildProcessWithoutNullStreams = spawn(process.execPath, args, { ...ids, cwd: '/' });
    let complaint = '';
    child.stderr.on('data', (part: Buffer) => {
      complaint += part.toString();
    });
    const [line] = await Promise.race([
      once(createInterface(child.stdout), 'line') as Promise<[string]>,
      once(child, 'close').then(() => assert.fail(complaint)),
    ]);
    const server = JSON.parse(line) as Omit<EmbeddedServer, 'stop'>;
    const ended = once(child, 'exit');
    return { child, server, ended };
  };

  /** Making and removing a cluster takes a second: tests that need no new one share theirs. */
  const folders: string[] = [];
  const useNewFolder = async () => {
    folder = await mkdtemp(join(tmpdir(), 'portorium-launcher-'));
    folders.push(folder);
  };

  before(useNewFolder);

  beforeEach(() => {
    folder = folders[0] ?? assert.fail();
  });

  afterEach(async () => {
    for (const server of servers.splice(0)) {
      await server.stop().catch(() => undefined);
      if (await isAlive(server.pid)) process.kill(server.pid, 'SIGKILL');
    }
  });

  after(() => {
    spawn('rm', ['-rf', ...folders], { detached: true, stdio: 'ignore' }).unref();
  });

  it('starts in a new data directory, durable, ordered by code point, for this machine only', async () => {
    await useNewFolder();
    const server = await start({ settings: {} });
    assert.equal(server.adopted, false);
    const settings = [
      'fsync',
      'synchronous_commit',
      'wal_compression',
      'max_connections',
      'listen_addresses',
      'lc_messages',
    ];
    const values = await ask(
      server.connectionString,
      settings.map((name) => `select current_setting('${name}')`).join(' union all '),
    );
    assert.deepEqual(values.slice(0, 2), ['on', 'on']);
    assert.notEqual(values[2], 'off');
    assert.deepEqual(values.slice(3, 5), ['200', '127.0.0.1']);
    const [collate] = await ask(
      server.connectionString,
      'select datcollate from pg_database where datname = current_database()',
    );
    assert.match(String(collate), /^C(\.UTF-?8)?$/);
    assert.deepEqual(await ask(server.connectionString, "select 'Z' < 'a', 'z' < 'é'"), [true, true]);
  });

  it('keeps a random password to itself', async () => {
    const server = await start();
    const file = join(folder, 'data', 'superuser-password');
    const password = readFileSync(file, 'utf8').trim();
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.ok(password.length >= 32 && server.connectionString.includes(password));
    for (const name of ['cmdline', 'environ'])
      assert.ok(!readFileSync(`/proc/${server.pid}/${name}`, 'utf8').includes(password));
    const wrong = changeConnection(server.connectionString, { user: 'postgres', password: 'postgres' });
    await assert.rejects(ask(wrong, 'select 1'), { code: '28P01' });
    const socket = `postgresql://postgres:wrong@/postgres?host=${server.socketDirectory}&port=${server.port}`;
    await assert.rejects(ask(socket, 'select 1'), { code: '28P01' });
    const bySocket = socket.replace('wrong', password);
    assert.deepEqual(await ask(bySocket, 'select inet_client_addr() is null'), [true]);
  });

  it('continues with its data at the second start, and gives them to no second owner', async () => {
    const first = await start();
    await ask(first.connectionString, 'drop table if exists kept; create table kept as select 42 as answer');
    await assert.rejects(start(), /looked after by process/);
    assert.equal(await runningServer(join(folder, 'data')), first.connectionString);
    await Promise.all([first.stop(), first.stop()]);
    assert.equal(await isAlive(first.pid), false);
    assert.equal(await runningServer(join(folder, 'data')), undefined);
    const second = await start();
    assert.deepEqual(await ask(second.connectionString, 'select answer from kept'), [42]);
  });

  it('adopts the server of a parent that was killed with SIGKILL', async () => {
    const { child, server, ended } = await startInChild();
    await ask(server.connectionString, 'drop table if exists kept; create table kept as select 42 as answer');
    child.kill('SIGKILL');
    await ended;
    const adopted = await start();
    assert.deepEqual([adopted.adopted, adopted.pid, adopted.port], [true, server.pid, server.port]);
    assert.deepEqual(await ask(adopted.connectionString, 'select answer from kept'), [42]);
    await adopted.stop();
    assert.equal(await isAlive(server.pid), false);
  });

  it('ends with a parent that ends without a word, and a start at that moment waits for the end', async () => {
    const { child, server, ended } = await startInChild();
    child.stdin.write('exit\n');
    await ended;
    const next = await start();
    assert.equal(next.adopted, false);
    assert.equal(await isAlive(server.pid), false);
  });

  it('recovers every acknowledged row after kill -9 of all its processes', async () => {
    const first = await start({ settings: {} });
    await ask(first.connectionString, 'drop table if exists kept; create table kept (id int primary key)');
    let acknowledged = 0;
    const writing = withClient(first.connectionString, async (client) => {
      for (;;) {
        await client.query('insert into kept values ($1)', [acknowledged + 1]);
        acknowledged += 1;
      }
    }).catch(() => undefined);
    while (acknowledged < 300) await wait(5);
    for (const pid of processesOf(first.pid)) process.kill(pid, 'SIGKILL');
    await writing;
    await first.stop(); // finds nothing to end
    const second = await start({ settings: {} });
    const [rows, highest] = await ask(second.connectionString, 'select count(*)::int, max(id) from kept');
    assert.ok(Number(rows) >= acknowledged && rows === highest, `${rows} rows of ${acknowledged}`);
  });

  for (const [who, script] of [
    ['a zombie', 'true & echo $!; exec sleep 60'],
    ['a stranger that got its number', 'echo $$; exec sleep 60'],
  ] as const) {
    it(`starts over the lock file of a killed server whose process is ${who}`, async () => {
      const first = await start();
      const pidFile = join(folder, 'data', 'cluster', 'postmaster.pid');
      const lines = readFileSync(pidFile, 'utf8');
      await first.stop();
      const stranger = spawn('sh', ['-c', script]);
      const [line] = (await once(createInterface(stranger.stdout), 'line')) as [string];
      try {
        writeFileSync(pidFile, lines.replace(/^\d+/, line.trim()), { mode: 0o600 });
        const second = await start();
        assert.equal(second.adopted, false);
        assert.equal(stranger.exitCode, null, 'the stranger was left in peace');
      } finally {
        stranger.kill('SIGKILL');
      }
    });
  }

  it('starts over what a first start left that was killed half-way', async () => {
    await useNewFolder();
    mkdirSync(join(folder, 'data', 'cluster.new', 'base'), { recursive: true });
    writeFileSync(join(folder, 'data', 'owner.json'), '{"pid":1,"startMark":"long ago"}');
    await ask((await start()).connectionString, 'select 1');
  });

  it('takes another port when the wished one is taken, and the wished one when it is free', async () => {
    const occupant = createServer().listen(0, '127.0.0.1');
    await once(occupant, 'listening');
    const { port } = occupant.address() as { port: number };
    const first = await start({ port });
    assert.notEqual(first.port, port);
    await first.stop();
    await new Promise((closed) => occupant.close(closed));
    assert.equal((await start({ port })).port, port);
  });

  it('ends at once when the fast shutdown hangs', async () => {
    const server = await start();
    await withClient(server.connectionString, async (client) => {
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
      const backend = rows[0]?.pid ?? assert.fail();
      process.kill(backend, 'SIGSTOP');
      const stopped = stopPostmaster({ ...server, status: 'ready' }, 100);
      await wait(300);
      process.kill(backend, 'SIGCONT'); // else PostgreSQL waits five more seconds before it kills it
      await stopped;
    });
    assert.equal(await isAlive(server.pid), false);
    const logDirectory = join(folder, 'data', 'cluster', 'log');
    const said = (await readdir(logDirectory)).map((name) => readFileSync(join(logDirectory, name), 'utf8')).join('');
    assert.match(said, /received fast shutdown request[\s\S]*received immediate shutdown request/);
  });

  it('puts its socket elsewhere when the path of the data directory is too long', async () => {
    const server = await start({ dataDirectory: join(folder, `a long, odd name ${'x'.repeat(80)}`) });
    const { port, socketDirectory } = server;
    await assert.rejects(
      ask(`postgresql://postgres:wrong@/postgres?host=${socketDirectory}&port=${port}`, 'select 1'),
      { code: '28P01' },
    );
    await server.stop();
    assert.equal(existsSync(socketDirectory), false);
  });

  it('bounds its log', async () => {
    await useNewFolder();
    for (let day = 10; day < 25; day += 1) writeFileSync(join(folder, `postgresql-202601${day}-000000.log`), '');
    await pruneLog(folder);
    const kept = await readdir(folder);
    assert.equal(kept.length, 10);
    assert.ok(kept.includes('postgresql-20260124-000000.log'));
  });

  describe('with programs installed by npm ci --ignore-scripts', () => {
    let packageFolder = '';
    let nativeDirectory = '';

    before(async () => {
      packageFolder = await mkdtemp(join(tmpdir(), 'portorium-launcher-'));
      folders.push(packageFolder);
      nativeDirectory = join(packageFolder, 'package', 'native');
      await cp(findNativeDirectory(), nativeDirectory, { recursive: true, verbatimSymlinks: true });
    });

    /** A package without its links, in a folder of the given mode. */
    const usePackage = async (mode: number) => {
      folder = packageFolder;
      chmodSync(folder, mode);
      for (const entry of await readdir(join(nativeDirectory, 'lib'), { withFileTypes: true })) {
        if (entry.isSymbolicLink()) await unlink(join(nativeDirectory, 'lib', entry.name));
      }
    };

    for (const accountMode of ['namespace', 'system-user'] as const) {
      const missing = !isRoot
        ? 'not root'
        : accountMode === 'namespace' && !canMakeNamespace()
          ? 'user namespaces are forbidden'
          : '';
      const title = `makes the links and runs below a folder of mode 0700, for root in the mode ${accountMode}`;
      (missing === '' ? it : it.skip)(missing === '' ? title : `SKIPPED because ${missing}: ${title}`, async () => {
        await usePackage(0o700);
        const dataDirectory = join(folder, accountMode);
        const server = await start({ nativeDirectory, dataDirectory, accountMode });
        await ask(server.connectionString, 'drop table if exists kept; create table kept as select 42 as answer');
        await server.stop();
        const owner = statSync(join(dataDirectory, 'cluster')).uid;
        assert.equal(owner === 0, accountMode === 'namespace');
        const other = accountMode === 'namespace' ? 'system-user' : 'namespace';
        await assert.rejects(
          start({ nativeDirectory, dataDirectory, accountMode: other }),
          /belongs to user id \d+.*chown -R/,
        );
        // Without a wish, the remembered mode is kept.
        assert.deepEqual(
          await ask((await start({ nativeDirectory, dataDirectory })).connectionString, 'select answer from kept'),
          [42],
        );
      });
    }

    asNobody(titleAsNobody('runs for an ordinary user that may not write node_modules'), async () => {
      await usePackage(0o755);
      mkdirSync(join(folder, 'data'));
      chownSync(join(folder, 'data'), 65534, 65534);
      const { child, server, ended } = await startInChild({ nativeDirectory }, nobody);
      assert.deepEqual(await ask(server.connectionString, 'select 1'), [1]);
      assert.equal(statSync(`/proc/${server.pid}`).uid, 65534);
      child.stdin.write('stop\n');
      await ended;
      assert.equal(await isAlive(server.pid), false);
    });
  });

  describe('says what to do', () => {
    it('on a platform without programs', () => {
      assert.throws(() => findNativeDirectory('sunos', 'sparc'), /for sunos on sparc.*Set DATABASE_URL/);
      assert.throws(() => findNativeDirectory('win32', 'x64'), /Set DATABASE_URL/);
    });

    it('when the files are of another version', async () => {
      await (await start()).stop();
      const file = join(folder, 'data', 'cluster', 'PG_VERSION');
      const version = readFileSync(file, 'utf8');
      writeFileSync(file, '14\n');
      await assert.rejects(start(), /another major version.*restore the backup/s);
      writeFileSync(file, version);
    });

    it('when the password file is gone', async () => {
      await (await start()).stop();
      const file = join(folder, 'data', 'superuser-password');
      renameSync(file, `${file}.away`);
      await assert.rejects(start(), /superuser-password\. Restore that file from the backup/);
      renameSync(`${file}.away`, file);
    });

    asNobody(titleAsNobody('when the data directory may not be written'), async () => {
      await assert.rejects(
        startInChild({ dataDirectory: '/root-only/data' }, nobody),
        /may not write \/root-only\/data.*owns/,
      );
    });

    it('when the disk is full', async function () {
      await useNewFolder();
      const disk = join(folder, 'data');
      mkdirSync(disk);
      try {
        execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', disk], { stdio: 'ignore' });
      } catch {
        // biome-ignore lint/suspicious/noConsole: what is not tested is said aloud
        console.warn('SKIPPED the full disk, because this user may not mount a small one');
        this.skip();
      }
      try {
        await assert.rejects(start(), /disk that holds .* is full\. Free some space/);
      } finally {
        execFileSync('umount', [disk]);
      }
    });

    it('when a program of the package does not run here', async () => {
      const nativeDirectory = join(folder, 'native');
      mkdirSync(join(nativeDirectory, 'bin'), { recursive: true });
      for (const name of ['initdb', 'postgres'])
        writeFileSync(join(nativeDirectory, 'bin', name), '#!/no/such/loader\n', { mode: 0o755 });
      symlinkSync('nothing', join(nativeDirectory, 'lib'));
      await assert.rejects(start({ nativeDirectory }), /cannot be run.*set DATABASE_URL/s);
    });
  });
});
