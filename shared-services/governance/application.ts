import { implement } from '../kit/host/module.ts';
import { contract } from './contract.ts';
import { decideConfiguration } from './decide-configuration.ts';
import { listApprovals } from './list-approvals.ts';
import { listConfiguration } from './list-configuration.ts';
import { listConfigurationChanges } from './list-configuration-changes.ts';
import { listServices } from './list-services.ts';
import { proposeConfiguration } from './propose-configuration.ts';
import { reportConfiguration } from './report-configuration.ts';

export default implement(contract, import.meta.dirname, ({ store, catalogue }) => ({
  handlers: {
    listServices: listServices(catalogue),
    listConfiguration: listConfiguration(store),
    listConfigurationChanges: listConfigurationChanges(store),
    listApprovals: listApprovals(store),
    proposeConfiguration: proposeConfiguration(store),
    decideConfiguration: decideConfiguration(store),
    reportConfiguration: reportConfiguration(store),
  },
}));
