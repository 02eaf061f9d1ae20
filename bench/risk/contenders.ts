import type { Contender } from './contender.ts';
import { closures } from './contenders/closures.ts';
import { engine } from './contenders/engine.ts';
import { jsonRules } from './contenders/json-rules.ts';
import { zenColumns, zenExpression } from './contenders/zen.ts';

export const contenders: readonly Contender[] = [engine, closures, zenColumns, zenExpression, jsonRules];
