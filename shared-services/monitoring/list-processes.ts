import type { ReplyOf } from '../../reference-architecture/contract/language.ts';
import type { contract } from './contract.ts';
import { figureText, listed, msText } from './figures.ts';
import type { Board } from './judging/board.ts';
import { isSilent, type ProcessRow } from './judging/processes.ts';

type Operation = (typeof contract)['services']['Present']['operations']['listProcesses'];

const processOf = (one: ProcessRow, nowMs: number) => ({
  instance: one.instance,
  platform: [...one.platforms],
  version: one.version,
  nodeVersion: one.nodeVersion,
  startedAtMs: Math.round(one.startedAtMs),
  seenAtMs: Math.round(one.seenAtMs),
  state: isSilent(one, nowMs) ? 'silent' : 'running',
  eventLoopLagMs: msText(one.eventLoopLag),
  residentBytes: Math.round(one.residentBytes),
  heapBytes: Math.round(one.heapBytes),
  cpuPercent: figureText(Number((one.cpuRatio * 100).toFixed(1))),
});

const prefix = 'portorium_database_';

const databasesOf = ({ latest }: Board) => {
  const figure = (name: string, component: string) =>
    latest.find(({ metric, labels }) => metric === `${prefix}${name}` && labels['component'] === component)?.value ?? 0;
  return latest
    .filter(({ metric }) => metric === `${prefix}connections`)
    .map(({ labels, value }) => {
      const component = labels['component'] ?? '?';
      return {
        ...{ component, platform: labels['platform'] ?? '?', connections: value },
        idle: figure('connections_idle', component),
        waiting: figure('waiting', component),
        largest: figure('connections_limit', component),
      };
    });
};

export const listProcesses = (board: () => Board) => async (): Promise<ReplyOf<Operation>> => {
  const now = board();
  const size = now.latest.find(({ metric }) => metric === `${prefix}size_bytes`)?.value;
  return {
    readAtMs: now.readAtMs,
    ...listed(
      'process',
      now.processes.slice(0, 100).map((one) => processOf(one, now.readAtMs)),
    ),
    ...listed('database', databasesOf(now).slice(0, 100)),
    ...(size === undefined ? {} : { databaseBytes: Math.round(size) }),
  };
};
