import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { measureExchange } from '../platforms/ccn2ng/exchange/push/measure.ts';
import { showOverdue } from '../platforms/cdco/entry/overdue-gauges.ts';
import { registrarFigures } from '../platforms/uumds/credentials/registrar/figures.ts';
import { signOutGauge } from '../platforms/uumds/credentials/registrar/sign-outs.ts';
import { systemClock } from '../shared-services/kit/clock.ts';
import { gaugesOf } from '../shared-services/kit/gauges.ts';
import { measureEndings } from '../shared-services/kit/identity/expiry.ts';
import { silentLogger } from '../shared-services/kit/logging.ts';
import { createMetrics } from '../shared-services/kit/metrics.ts';
import { measureSealing } from '../shared-services/kit/sealed/keeping.ts';
import type { Store } from '../shared-services/kit/store/store.ts';
import { startProbes } from '../shared-services/monitoring/probes/probes.ts';
import { root } from './root.ts';
import { allPlatforms } from './run-platforms.ts';
import { notAgreedGauge } from './running/configuration.ts';
import { incidentsGauge, securityFigures } from './running/security-figures.ts';
import { settings } from './settings.ts';

/** The composition is read, not run: what it says of platforms is held against what platforms say of themselves. */
interface Service {
  readonly image?: string;
  readonly command?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly networks?: readonly string[] | Readonly<Record<string, unknown>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly secrets?: readonly string[];
  readonly user?: string;
  readonly read_only?: boolean;
  readonly privileged?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly deploy?: { readonly resources?: { readonly limits?: Readonly<Record<string, unknown>> } };
}

interface Composition {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const text = read('docker-compose.yml');
const { services, networks, volumes, secrets } = parse(text, { merge: true }) as Composition;

const circles = ['untrusted', 'trusted', 'central', 'administrators'];
/** Keycloak stands in the place of the embedded sign-in of UUM&DS. */
const platforms = allPlatforms;
const gateways = ['speed2ng', 'ccn2ng', 'shared-services'];

const service = (name: string): Service => {
  const found = services[name];
  assert.ok(found !== undefined, `there is a service ${name}`);
  return found;
};

const networksOf = ({ networks: joined = [] }: Service): string[] =>
  Array.isArray(joined) ? [...joined] : Object.keys(joined);

const environmentOf = (name: string): Readonly<Record<string, string>> => service(name).environment ?? {};

const prefixOf = (platform: string): string => `PORTORIUM_${platform.replaceAll('-', '_').toUpperCase()}`;

const defaultOf = (name: string): unknown => settings[name as keyof typeof settings]?.fallback;

const managementPortOf = (platform: string): string =>
  environmentOf(platform)[`${prefixOf(platform)}_MANAGEMENT_PORT`] ?? 'none';

const entries = Object.entries(services);

describe('docker-compose.yml', () => {
  it('has every platform, started as its own process', () => {
    for (const name of platforms) assert.deepEqual(service(name).command, ['start/platform.ts', name]);
    assert.ok(existsSync(join(root, 'start/platform.ts')));
  });

  it('has the real servers', () => {
    for (const name of ['postgresql', 'keycloak', 'prometheus', 'grafana'])
      assert.match(service(name).image ?? '', /:[\d.v]+/, name);
  });

  it('sets only what the platforms know, in values that they take', () => {
    for (const [name, { environment = {} }] of entries) {
      for (const [variable, value] of Object.entries(environment)) {
        if (!variable.startsWith('PORTORIUM_') && variable !== 'DATABASE_URL') continue;
        const setting = settings[variable as keyof typeof settings];
        assert.ok(setting !== undefined, `${name}: ${variable} is not in start/settings.ts`);
        if (!value.includes('${')) assert.doesNotThrow(() => setting.parse(value), `${name}: ${variable}`);
      }
    }
  });

  it('says to every platform where the others take calls', () => {
    for (const name of platforms) {
      for (const other of platforms) {
        const [host, port] = (environmentOf(name)[`${prefixOf(other)}_RPC_ADDRESS`] ?? '').split(':');
        const known = String(defaultOf(`${prefixOf(other)}_RPC_ADDRESS`)).split(':')[1];
        assert.deepEqual([host, port], [other, known], `${name} calls ${other}`);
      }
    }
  });

  it('publishes the ports of gateways, as they listen, and no other of ours', () => {
    const own = (name: string, ...ports: string[]) => ports.map((port) => `${prefixOf(name)}_${port}`);
    const listening = {
      speed2ng: own('speed2ng', 'PORT'),
      ccn2ng: [...own('ccn2ng', 'PORT', 'GRPC_PORT'), 'PORTORIUM_WORKBENCH_PORT'],
      'shared-services': own('shared-services', 'PORT'),
      cdco: [],
    };
    for (const [name, ports] of Object.entries(listening)) {
      const expected = ports.map((port) => environmentOf(name)[port]);
      const published = (service(name).ports ?? []).map((port) => port.split(':').at(-1));
      assert.deepEqual(published, expected, name);
      const defaults = ports.map((port) => String(defaultOf(port)));
      assert.deepEqual(expected, defaults, `${name}: the ports that the documents name`);
    }
  });

  it('asks each platform on its management port whether it is ready', () => {
    for (const name of platforms) {
      assert.equal(managementPortOf(name), String(defaultOf(`${prefixOf(name)}_MANAGEMENT_PORT`)), name);
      const probe = service(name).healthcheck?.test.join(' ') ?? '';
      assert.ok(probe.includes(`http://127.0.0.1:${managementPortOf(name)}/health/ready`), name);
    }
  });

  it('has a health check for everything that stays', () => {
    const without = entries.filter(([name, { healthcheck }]) => name !== 'prepare' && healthcheck === undefined);
    assert.deepEqual(
      without.map(([name]) => name),
      [],
    );
  });

  it('has every platform scraped by Prometheus, on a network that both join', () => {
    const { scrape_configs: jobs } = parse(read('deploy/prometheus/prometheus.yml')) as {
      readonly scrape_configs: readonly {
        readonly static_configs: readonly { readonly targets: readonly string[] }[];
      }[];
    };
    const targets = jobs.flatMap(({ static_configs: groups }) => groups.flatMap(({ targets: some }) => some));
    assert.deepEqual(targets.toSorted(), platforms.map((name) => `${name}:${managementPortOf(name)}`).toSorted());
    for (const name of platforms) assert.ok(networksOf(service(name)).includes('monitoring'), name);
    assert.ok(networksOf(service('prometheus')).includes('monitoring'));
  });
});

describe('the networks of docker-compose.yml', () => {
  it('are one for each circle, and the central one reaches no outside', () => {
    for (const circle of circles) assert.ok(circle in networks, circle);
    for (const name of ['central', 'data', 'identity-data', 'monitoring'])
      assert.equal(networks[name]?.internal, true, name);
  });

  it('join two circles in gateways alone', () => {
    const both = entries.filter(([, one]) => networksOf(one).filter((name) => circles.includes(name)).length > 1);
    assert.deepEqual(both.map(([name]) => name).toSorted(), gateways.toSorted());
    for (const name of gateways) assert.ok(networksOf(service(name)).includes('central'), name);
  });

  it('put each platform into its own circle', () => {
    const own = { speed2ng: 'untrusted', ccn2ng: 'trusted', cdco: 'central', 'shared-services': 'administrators' };
    for (const [name, circle] of Object.entries(own)) {
      const others = circles.filter((one) => one !== circle && one !== 'central');
      assert.ok(networksOf(service(name)).includes(circle), name);
      assert.deepEqual(
        networksOf(service(name)).filter((one) => others.includes(one)),
        [],
        name,
      );
    }
  });

  it('lead to the database from platforms, Keycloak and the preparation only, and from outside not at all', () => {
    const database = networksOf(service('postgresql'));
    const reaching = entries.filter(
      ([name, one]) => name !== 'postgresql' && networksOf(one).some((joined) => database.includes(joined)),
    );
    assert.deepEqual(reaching.map(([name]) => name).toSorted(), [...platforms, 'keycloak', 'prepare'].toSorted());
    assert.equal(service('postgresql').ports, undefined);
    assert.equal(service('cdco').ports, undefined);
  });

  it('let operators in from this machine only', () => {
    for (const name of ['grafana', 'shared-services'])
      assert.ok(
        service(name).ports?.every((port) => port.startsWith('127.0.0.1:')),
        name,
      );
  });
});

describe('what docker-compose.yml keeps to itself', () => {
  it('is no secret: passwords come from files, and the files from a folder that must be named', () => {
    for (const [name, { environment = {} }] of entries) {
      for (const [variable, value] of Object.entries(environment)) {
        if (!/PASSWORD|SECRET|TOKEN|_KEY\b/.test(variable)) continue;
        assert.match(value, /^\/run\/(secrets|portorium)\//, `${name}: ${variable} names a file`);
      }
    }
    assert.doesNotMatch(text, /:\/\/[^\s/:@]+:[^\s@]+@/, 'no password in an address');
    assert.doesNotMatch(text, /BEGIN [A-Z ]*PRIVATE KEY/);
    for (const [name, { file }] of Object.entries(secrets)) assert.match(file, /^\$\{DEPLOY_SECRETS:\?/, name);
  });

  it('has no fallback where a guess would be wrong', () => {
    const guessed = [...text.matchAll(/\$\{(?<name>\w+):-(?<fallback>[^}]*)\}/g)].map(({ groups }) => groups?.['name']);
    assert.deepEqual([...new Set(guessed)].toSorted(), [
      'DEPLOY_VERSION',
      'PORTORIUM_LOG_LEVEL',
      'PORTORIUM_SCREENING_SECONDS',
    ]);
  });

  it('gives each platform its own files, and nobody else those', () => {
    for (const name of [...platforms, 'keycloak']) {
      const holders = entries.filter(([, one]) => one.volumes?.some((volume) => volume.startsWith(`${name}-files:`)));
      assert.deepEqual(holders.map(([holder]) => holder).toSorted(), [name, 'prepare'].toSorted());
      assert.ok(service(name).volumes?.includes(`${name}-files:/run/portorium/own:ro`), name);
    }
    const authority = entries.filter(([, one]) => one.volumes?.some((volume) => volume.startsWith('authority:')));
    assert.deepEqual(
      authority.map(([name]) => name),
      ['prepare'],
      'the keys of the authority',
    );
  });

  it('gives each secret to those who need it, under the name of the file that they read', () => {
    const holders = (secret: string) =>
      entries.filter(([, one]) => one.secrets?.includes(secret) === true).map(([name]) => name);
    for (const secret of Object.keys(secrets)) assert.notDeepEqual(holders(secret), [], `${secret}: nobody has it`);
    assert.deepEqual(holders('keycloak_registrar_key'), ['uumds']);
    assert.deepEqual(holders('sealing_key'), ['cdco']);
    for (const [name, { environment = {}, secrets: own = [] }] of entries) {
      // The preparation is told that there is a sealing key, and is not shown it.
      if (name === 'prepare') continue;
      for (const [variable, value] of Object.entries(environment)) {
        const [, secret] = /^\/run\/secrets\/(\w+)$/.exec(value) ?? [];
        if (secret !== undefined)
          assert.ok(own.includes(secret), `${name}: ${variable} names a secret that it has not`);
      }
    }
  });

  it('has API clients carried over to Keycloak, which uumds reaches by its public name, and criteria sealed', () => {
    const uumds = environmentOf('uumds');
    assert.equal(uumds['PORTORIUM_KEYCLOAK_REGISTRAR_KEY'], '/run/secrets/keycloak_registrar_key');
    const { networks: joined } = service('keycloak');
    const { identity } = joined as Readonly<Record<string, { readonly aliases: readonly string[] }>>;
    assert.ok(networksOf(service('uumds')).includes('identity'));
    const [alias = 'none'] = identity?.aliases ?? [];
    assert.ok(uumds['PORTORIUM_ISSUER']?.startsWith(`https://${alias}:8444/`), alias);
    assert.equal(uumds['NODE_EXTRA_CA_CERTS'], '/run/portorium/own/trust-anchor.pem');
    assert.deepEqual(service('uumds').ports, undefined);
    for (const name of ['cdco', 'prepare'])
      assert.equal(environmentOf(name)['PORTORIUM_SEALING_KEY_FILE'], '/run/secrets/sealing_key', name);
  });

  it('runs without rights that it does not need', () => {
    for (const [name, one] of entries) {
      assert.match(one.user ?? '', /^[1-9]\d*:\d+$/, `${name}: not root`);
      assert.deepEqual(one.cap_drop, ['ALL'], name);
      assert.ok(one.security_opt?.includes('no-new-privileges:true'), name);
      assert.notEqual(one.privileged, true, name);
      assert.deepEqual(Object.keys(one.deploy?.resources?.limits ?? {}).toSorted(), ['cpus', 'memory', 'pids'], name);
      assert.equal(one.read_only, name !== 'keycloak', `${name}: only Keycloak writes into its own image`);
    }
  });

  it('names volumes, secrets, networks and files that are there', () => {
    for (const [name, one] of entries) {
      for (const network of networksOf(one)) assert.ok(network in networks, `${name}: ${network}`);
      for (const secret of one.secrets ?? []) assert.ok(secret in secrets, `${name}: ${secret}`);
      for (const volume of one.volumes ?? []) {
        const [source = ''] = volume.split(':');
        assert.ok(source.startsWith('./') ? existsSync(join(root, source)) : source in volumes, `${name}: ${source}`);
      }
    }
    assert.ok(existsSync(join(root, 'deploy/Dockerfile')));
  });
});

describe('dashboards and alerts', () => {
  const files = [
    'deploy/grafana/dashboards/overview.json',
    'deploy/grafana/dashboards/service-levels.json',
    'deploy/grafana/dashboards/resources.json',
    'deploy/prometheus/alerts.yml',
  ];

  it('ask for metrics that platforms have', async () => {
    const metrics = createMetrics('test');
    metrics.queue('component', 'subscriber', async () => ({ levels: [], deadLetters: 0 }));
    metrics.breaker('target', () => 'closed');
    measureEndings(metrics.registry, () => []);
    showOverdue(gaugesOf(metrics.registry), { count: () => 0, oldestSeconds: () => 0 });
    registrarFigures({ gauge: gaugesOf(metrics.registry), counted: metrics.counted, clock: systemClock }, () => ({
      clients: 0,
    }));
    measureSealing(gaugesOf(metrics.registry), () => ({ left: 0, generation: 1, madeAtSeconds: 0, foreign: 0 }));
    signOutGauge(gaugesOf(metrics.registry), systemClock, () => 0);
    notAgreedGauge(metrics.registry);
    securityFigures(metrics.registry);
    incidentsGauge(metrics.registry);
    metrics.database.size(async () => 1);
    measureExchange(metrics.registry, { query: async () => [] } as unknown as Store);
    const probes = startProbes({ probes: [], registry: metrics.registry, intervalMs: 3_600_000, log: silentLogger() });
    await probes.stop();
    const known = new Set((await metrics.registry.getMetricsAsJSON()).map(({ name }) => name));
    const asked = files.flatMap((file) =>
      [...read(file).matchAll(/(?<!:)\b(?:portorium|process|nodejs)_[a-z0-9_]+/g)].map(([name]) => name),
    );
    assert.ok(asked.length > 10);
    const missing = asked.filter((name) => !known.has(name) && !known.has(name.replace(/_(count|sum|bucket)$/, '')));
    assert.deepEqual([...new Set(missing)], []);
  });

  it('are in the form that their programs read', () => {
    const dashboards = files
      .filter((file) => file.endsWith('.json'))
      .map((file) => JSON.parse(read(file)) as { readonly uid: string; readonly panels: readonly unknown[] });
    for (const { panels } of dashboards) assert.ok(panels.length > 5);
    assert.equal(new Set(dashboards.map(({ uid }) => uid)).size, dashboards.length);
    for (const file of [
      'deploy/grafana/provisioning/datasources/prometheus.yml',
      'deploy/grafana/provisioning/dashboards/portorium.yml',
    ]) {
      assert.equal((parse(read(file)) as { readonly apiVersion: number }).apiVersion, 1, file);
    }
  });
});
