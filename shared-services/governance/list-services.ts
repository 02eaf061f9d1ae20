import type { Application } from '../../reference-architecture/contract/language.ts';
import { registerOf } from './domain/register.ts';

export const listServices = (catalogue: readonly Application[]) => {
  const service = registerOf(catalogue);
  return async () => ({ service });
};
