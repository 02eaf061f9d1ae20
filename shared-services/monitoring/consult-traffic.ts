import type { Application, ReplyOf } from '../../reference-architecture/contract/language.ts';
import type { contract } from './contract.ts';
import { type Edge, edgesOf } from './domain/traffic.ts';
import { figureText, listed, msText, percentText } from './figures.ts';
import type { AlertRow, Board } from './judging/board.ts';
import { queuesOf } from './list-queues.ts';
import type { ServiceState } from './list-service-health.ts';

type Operation = (typeof contract)['services']['Present']['operations']['consultTraffic'];

const windowSeconds = 300;
const platforms = ['speed2ng', 'ccn2ng', 'cdco', 'uumds', 'shared-services'];
const callers: Readonly<Record<string, 'untrusted' | 'administrators'>> = {
  traders: 'untrusted',
  administrators: 'administrators',
};

const told = ({ from, to, kind, all, failed, refused, p95 }: Edge) => ({
  ...{ from, to, kind },
  ratePerSecond: figureText(all / windowSeconds),
  errorPercent: percentText(all === 0 ? 0 : failed / all),
  refusedPercent: percentText(all === 0 ? 0 : refused / all),
  ...(p95 === undefined ? {} : { p95Ms: msText(p95) }),
});

/** Whether an alert is about a platform or partner: one of its labels names it, or an application of it. */
const isAbout = ({ labels }: AlertRow, node: string, applications: readonly string[]): boolean =>
  Object.values(labels).some(
    (value) =>
      value === node ||
      value === `member-state-${node}` ||
      applications.some((one) => value === one || value.startsWith(`${one}.`)),
  );

/** Filings that were taken, those of probes left out. */
const filings = (board: Board, registers: ReadonlySet<string>): number =>
  (board.increases.get(windowSeconds) ?? [])
    .filter(
      ({ metric, labels }) => metric === 'portorium_service_calls_total' && registers.has(labels['service'] ?? ''),
    )
    .filter(({ labels }) => labels['kind'] === 'business' && labels['outcome'] === 'answered')
    .reduce((sum, { value }) => sum + value, 0) / windowSeconds;

const filingServices = (catalogue: readonly Application[]): ReadonlySet<string> =>
  new Set(
    catalogue.flatMap((one) =>
      Object.entries(one.services)
        .filter(([, { operations }]) => Object.keys(operations).some((name) => name.startsWith('fileIE3F')))
        .map(([name]) => `${one.name}.${name}`),
    ),
  );

/** From memory; everything of the first page in one answer. */
export const consultTraffic = (board: () => Board, catalogue: readonly Application[]) => {
  const homes = new Map(catalogue.map(({ name, platform }) => [name, platform]));
  const registers = filingServices(catalogue);

  const nodeOf = (node: string, now: Board, edges: readonly Edge[]) => {
    const isPlatform = platforms.includes(node);
    const own = catalogue.filter(({ platform }) => platform === node).map(({ name }) => name);
    const alerts = now.alerts.filter((one) => one.state !== 'resolved' && isAbout(one, node, own));
    const firing = alerts.filter(({ state }) => state === 'firing').length;
    const busy = edges.some(({ from, to, all }) => all > 0 && (from === node || to === node));
    const state: ServiceState = firing > 0 ? 'failing' : alerts.length > 0 ? 'burning' : busy ? 'good' : 'quiet';
    const waiting = queuesOf(now)
      .filter(({ destination }) => destination === node || own.includes(destination))
      .reduce((sum, { depth }) => sum + depth, 0);
    return {
      ...{ node, kind: isPlatform ? 'platform' : node in callers ? 'callers' : 'partner' },
      ...{ circle: isPlatform ? 'central' : (callers[node] ?? 'trusted'), state, waiting, firing },
    };
  };

  return async (): Promise<ReplyOf<Operation>> => {
    const now = board();
    const edges = edgesOf(now.increases.get(windowSeconds) ?? [], (name) => homes.get(name) ?? name);
    const partners = queuesOf(now)
      .filter(({ kind }) => kind === 'partner')
      .map(({ destination }) => destination);
    const names = new Set([
      ...platforms,
      ...Object.keys(callers),
      ...partners,
      ...edges.flatMap(({ from, to }) => [from, to]),
    ]);
    return {
      readAtMs: now.readAtMs,
      minutes: windowSeconds / 60,
      filingsPerSecond: figureText(Number(filings(now, registers).toFixed(4))),
      firing: now.alerts.filter(({ state }) => state === 'firing').length,
      ...listed(
        'node',
        [...names].slice(0, 200).map((node) => nodeOf(node, now, edges)),
      ),
      ...listed('edge', edges.map(told)),
    };
  };
};
