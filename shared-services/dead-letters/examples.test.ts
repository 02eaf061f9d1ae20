import { testExamples } from '../kit/test-support/examples.ts';
import { contract } from './contract.ts';

testExamples(contract, import.meta.dirname);
