import { implement } from '../../../shared-services/kit/host/module.ts';
import { contract } from './contract.ts';
import { decide } from './decide.ts';

export default implement(contract, import.meta.dirname, ({ store, clock }) => ({
  handlers: { decide: decide({ store, clock }) },
}));
