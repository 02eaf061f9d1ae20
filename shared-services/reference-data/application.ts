import { implement } from '../kit/host/module.ts';
import { contract } from './contract.ts';
import { findCode } from './find-code.ts';
import { listCodes } from './list-codes.ts';

export default implement(contract, import.meta.dirname, ({ codeLists, clock }) => ({
  handlers: { findCode: findCode({ codeLists, clock }), listCodes: listCodes({ codeLists, clock }) },
}));
