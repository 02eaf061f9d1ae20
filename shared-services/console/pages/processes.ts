/** What runs: processes, connections to the database, and the probes that try the gateways. */
import type { ReplyOf } from '../../../reference-architecture/contract/language.ts';
import { type Html, html } from '../../gateway/pages/html.ts';
import { table } from '../../gateway/pages/parts.ts';
import { livePart, liveState } from '../../gateway/pages/site/live-part.ts';
import type { PageAnswer, Visit } from '../../gateway/pages/site/visit.ts';
import { contract as monitoring } from '../../monitoring/contract.ts';
import { type ConsolePage, stateOf } from '../page.ts';
import { paths } from '../paths.ts';
import { ago, bytes, milliseconds, percent, whole } from '../shown/words.ts';

type Present = (typeof monitoring)['services']['Present']['operations'];
type Processes = ReplyOf<Present['listProcesses']>;
type Probes = ReplyOf<Present['listProbes']>;

const processTable = ({ process = [] }: Processes, nowMs: number): Html =>
  table({
    caption: 'Processes',
    rows: process,
    columns: [
      { title: 'Process', cell: ({ instance }) => instance },
      { title: 'Platforms', cell: ({ platform }) => platform.join(', ') },
      { title: 'State', cell: ({ state }) => stateOf(state) },
      { title: 'Version', cell: ({ version, nodeVersion }) => `${version}, Node ${nodeVersion}` },
      { title: 'Started', cell: ({ startedAtMs }) => ago(startedAtMs, nowMs) },
      { title: 'Processor', cell: ({ cpuPercent }) => percent(Number(cpuPercent)) },
      { title: 'Memory', cell: ({ residentBytes }) => bytes(residentBytes) },
      { title: 'Event loop is late by', cell: ({ eventLoopLagMs }) => milliseconds(Number(eventLoopLagMs)) },
    ],
  });

const databaseTable = ({ database = [], databaseBytes }: Processes): Html =>
  html`${table({
    caption: 'Connections to the database',
    rows: database,
    columns: [
      { title: 'Component', cell: ({ component }) => component },
      { title: 'Platform', cell: ({ platform }) => platform },
      { title: 'Open', cell: ({ connections, largest }) => `${whole(connections)} of ${whole(largest)}` },
      { title: 'Free', cell: ({ idle }) => whole(idle) },
      { title: 'Callers that wait', cell: ({ waiting }) => whole(waiting) },
    ],
  })}${databaseBytes !== undefined && html`<p>The database has ${bytes(databaseBytes)}.</p>`}`;

const probeTable = ({ probe = [] }: Probes, nowMs: number): Html =>
  table({
    caption: 'Probes',
    rows: probe,
    columns: [
      { title: 'Probe', cell: ({ probe: name }) => name },
      { title: 'State', cell: ({ state }) => stateOf(state) },
      { title: 'Last', cell: ({ lastAtMs }) => (lastAtMs === undefined ? 'never' : ago(lastAtMs, nowMs)) },
      {
        title: 'It took',
        cell: ({ lastDurationMs }) => (lastDurationMs === undefined ? '' : milliseconds(Number(lastDurationMs))),
      },
      { title: 'Went well, one hour', cell: (one) => percent(Number(one.successPercent1h)) },
      { title: 'Went well, one day', cell: (one) => percent(Number(one.successPercent1d)) },
    ],
  });

const show = async ({ calls, nowMs }: Visit): Promise<PageAnswer> => {
  const monitor = calls.to(monitoring);
  const [processes, probes] = await Promise.all([monitor.listProcesses({}), monitor.listProbes({})]);
  const live = { all: html`${probeTable(probes, nowMs)}${processTable(processes, nowMs)}${databaseTable(processes)}` };
  return {
    here: paths.processes,
    live,
    page: { title: 'Processes and probes', body: html`${liveState}${livePart('all', live.all)}` },
  };
};

export const processesPage: ConsolePage = {
  path: '/processes',
  link: { title: 'Processes and probes', group: 'Platform' },
  shows: ['monitoring.listProcesses', 'monitoring.listProbes'],
  live: true,
  show,
};
