import { implement } from '../../../shared-services/kit/host/module.ts';
import { checkOperator } from './check-operator.ts';
import { contract } from './contract.ts';
import { seedOperators } from './domain/seed-operators.ts';
import { findOperators } from './find-operators.ts';
import { createRegister } from './register.ts';

export default implement(contract, import.meta.dirname, ({ store, clock, log }) => {
  const register = createRegister({ store, log, seeds: seedOperators });
  return {
    handlers: { checkOperator: checkOperator({ register, clock }), findOperators: findOperators({ register, clock }) },
    ready: register.ready,
    stop: register.stop,
  };
});
