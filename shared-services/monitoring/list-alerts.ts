import type { ReplyOf, RequestOf } from '../../reference-architecture/contract/language.ts';
import { alertOf, isSilenced, severityOf } from './alert-of.ts';
import type { contract } from './contract.ts';
import { listed } from './figures.ts';
import type { AlertRow, Board } from './judging/board.ts';

type Operation = (typeof contract)['services']['Alerts']['operations']['listAlerts'];

const defaultLimit = 200;
const states = ['firing', 'pending', 'resolved'];

/** What fires before what is pending, what calls somebody before what waits, what began last before the others. */
const urgent = (one: AlertRow, other: AlertRow): number =>
  states.indexOf(one.state) - states.indexOf(other.state) ||
  severityOf(one).localeCompare(severityOf(other)) ||
  other.sinceMs - one.sinceMs;

export const listAlerts =
  (board: () => Board) =>
  async ({ state, severity, alert, limit = defaultLimit }: RequestOf<Operation>): Promise<ReplyOf<Operation>> => {
    const { readAtMs, alerts } = board();
    const firing = alerts.filter((one) => one.state === 'firing');
    const wanted = alerts
      .filter((one) => state === undefined || one.state === state)
      .filter((one) => severity === undefined || severityOf(one) === severity)
      .filter((one) => alert === undefined || one.rule === alert)
      .toSorted(urgent);
    return {
      readAtMs,
      firing: firing.length,
      pending: alerts.filter((one) => one.state === 'pending').length,
      silenced: firing.filter((one) => isSilenced(one, readAtMs)).length,
      ...listed('alert', wanted.slice(0, limit).map(alertOf)),
    };
  };
