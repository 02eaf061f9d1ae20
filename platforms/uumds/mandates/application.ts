import { implement } from '../../../shared-services/kit/host/module.ts';
import { type Loop, startLoop } from '../../../shared-services/kit/loop.ts';
import { acceptMandate } from './accept-mandate.ts';
import { changeMandate } from './change-mandate.ts';
import { checkMandate } from './check-mandate.ts';
import { consultMandate } from './consult-mandate.ts';
import { contract } from './contract.ts';
import { declineMandate } from './decline-mandate.ts';
import { proceduresOf } from './domain/procedures.ts';
import { seedMandates } from './domain/seed-mandates.ts';
import { grantMandate } from './grant-mandate.ts';
import { listMandates } from './list-mandates.ts';
import { listProcedures } from './list-procedures.ts';
import { createAskRegister } from './operator-register.ts';
import { readTogether } from './read-together.ts';
import { remindOfEnds } from './remind-of-ends.ts';
import { revokeMandate } from './revoke-mandate.ts';
import { seedWhenEmpty } from './seed-when-empty.ts';
import { readBetween } from './storage/mandates.ts';

const remindEveryMs = 3_600_000;

export default implement(contract, import.meta.dirname, (dependencies) => {
  const { store, settings, calls, clock, catalogue, log } = dependencies;
  let reminding: Loop | undefined;
  const remind = remindOfEnds(dependencies);
  const procedures = proceduresOf(catalogue);
  const askRegister = createAskRegister(calls, clock);
  const change = changeMandate(dependencies);
  const readMandates = readTogether((pairs) => readBetween(store, pairs));
  return {
    handlers: {
      grantMandate: grantMandate({ ...dependencies, procedures, askRegister }),
      acceptMandate: acceptMandate(dependencies, change, askRegister),
      declineMandate: declineMandate(change),
      revokeMandate: revokeMandate(change),
      listMandates: listMandates(dependencies),
      consultMandate: consultMandate(dependencies),
      listProcedures: listProcedures(procedures),
      checkMandate: checkMandate(dependencies, procedures, readMandates),
    },
    ready: async () => {
      if (settings.demonstrationAccounts) await seedWhenEmpty(store, seedMandates);
      reminding = startLoop({ name: 'mandates that end', intervalMs: remindEveryMs, work: remind, log });
    },
    stop: async () => reminding?.stop(),
  };
});
