import { implement } from '../kit/host/module.ts';
import { type Loop, startLoop } from '../kit/loop.ts';
import { acknowledgeIncident } from './acknowledge-incident.ts';
import { closeIncident } from './close-incident.ts';
import { consultIncident } from './consult-incident.ts';
import { consultResponse } from './consult-response.ts';
import { consultSecurityState } from './consult-security-state.ts';
import { contract } from './contract.ts';
import { createCountryTable } from './country-table.ts';
import { decideResponse } from './decide-response.ts';
import { exportSecurityEvents } from './export-security-events.ts';
import { defaultBounds, endWhatIsOver, forgetWhatIsOld } from './keep.ts';
import { liftResponse } from './lift-response.ts';
import { listIncidents } from './list-incidents.ts';
import { listResponses } from './list-responses.ts';
import { listSecurityEvents } from './list-security-events.ts';
import { proposeResponse } from './propose-response.ts';
import { reportSecurityEvents } from './report-security-events.ts';
import { createSyslogConnection } from './syslog/connection.ts';
import { createForwarding } from './syslog/forward.ts';
import { watchSpread } from './watch-spread.ts';

const endEveryMs = 5000;
const forgetEveryMs = 60_000;
const spreadEveryMs = 60_000;
const sendOnEveryMs = 1000;

export default implement(contract, import.meta.dirname, ({ store, clock, log, settings, emitterFor }) => {
  const { look, countries } = createCountryTable(settings.countryNetworks, log);
  const bounds = settings.securityEvents ?? defaultBounds;
  const parts = { store, clock, countries, emitter: emitterFor(contract) };
  const forget = () => Promise.all([look(), forgetWhatIsOld(store, bounds)]);
  const syslog = settings.syslog && createSyslogConnection(settings.syslog);
  const sendOn = (send: (text: string) => Promise<void>) =>
    startLoop({
      name: 'security: syslog',
      intervalMs: sendOnEveryMs,
      work: createForwarding({ store, send }, clock, log),
      log,
    });
  let loops: readonly Loop[] = [];
  return {
    handlers: {
      reportSecurityEvents: reportSecurityEvents(parts),
      listSecurityEvents: listSecurityEvents(store),
      exportSecurityEvents: exportSecurityEvents(store),
      consultSecurityState: consultSecurityState(store, countries),
      listIncidents: listIncidents(store),
      consultIncident: consultIncident(store),
      acknowledgeIncident: acknowledgeIncident(parts),
      closeIncident: closeIncident(parts),
      listResponses: listResponses(store),
      consultResponse: consultResponse(store),
      proposeResponse: proposeResponse(parts),
      decideResponse: decideResponse(parts),
      liftResponse: liftResponse(parts),
    },
    ready: async () => {
      await look();
      loops = [
        startLoop({
          name: 'security: what is over',
          intervalMs: endEveryMs,
          work: () => endWhatIsOver(store, clock),
          log,
        }),
        startLoop({
          name: 'security: what is spread',
          intervalMs: spreadEveryMs,
          work: () => watchSpread(store, clock),
          log,
        }),
        startLoop({ name: 'security: what is old', intervalMs: forgetEveryMs, work: forget, log }),
        ...(syslog === undefined ? [] : [sendOn(syslog.send)]),
      ];
    },
    stop: async () => {
      await Promise.all(loops.map((loop) => loop.stop()));
      syslog?.close();
    },
  };
});
