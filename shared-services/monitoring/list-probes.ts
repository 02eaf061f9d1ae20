import type { ReplyOf } from '../../reference-architecture/contract/language.ts';
import type { contract } from './contract.ts';
import { listed, msText, percentText } from './figures.ts';
import type { Board } from './judging/board.ts';

type Operation = (typeof contract)['services']['Present']['operations']['listProbes'];

/** The probes that there are, and the gateway through which each goes. */
export const knownProbes = [
  { probe: 'speed2ng-rest', gateway: 'speed2ng' },
  { probe: 'speed2ng-soap', gateway: 'speed2ng' },
  { probe: 'ccn2ng-soap', gateway: 'ccn2ng' },
] as const;

const successIn = (board: Board, probe: string, seconds: number): number => {
  const runs = (board.increases.get(seconds) ?? []).filter(
    ({ metric, labels }) => metric === 'portorium_probe_runs_total' && labels['probe'] === probe,
  );
  const sum = (some: typeof runs) => some.reduce((total, { value }) => total + value, 0);
  const all = sum(runs);
  return all === 0 ? 1 : sum(runs.filter(({ labels }) => labels['result'] === 'good')) / all;
};

const latestOf = ({ latest }: Board, name: string, probe: string): number | undefined =>
  latest.find(({ metric, labels }) => metric === `portorium_probe_${name}` && labels['probe'] === probe)?.value;

export const listProbes = (board: () => Board) => async (): Promise<ReplyOf<Operation>> => {
  const now = board();
  const all = knownProbes.map(({ probe, gateway }) => {
    const success = latestOf(now, 'success', probe);
    const [at, duration] = [
      latestOf(now, 'last_run_timestamp_seconds', probe),
      latestOf(now, 'duration_seconds', probe),
    ];
    return {
      ...{ probe, gateway },
      state: success === undefined ? 'off' : success === 1 ? 'good' : 'failing',
      ...(at === undefined ? {} : { lastAtMs: Math.round(at * 1000) }),
      ...(duration === undefined ? {} : { lastDurationMs: msText(duration) }),
      successPercent1h: percentText(successIn(now, probe, 3600)),
      successPercent1d: percentText(successIn(now, probe, 86_400)),
    };
  });
  return { readAtMs: now.readAtMs, ...listed('probe', all) };
};
