/** `node bench/safeguards/main.ts`: what the safeguards of a message cost, each beside its bare operation. */
import { measureReceipt } from './receipt.ts';
import { measureThrottle } from './throttle.ts';
import type { Measured } from './time.ts';
import { measureToken } from './token.ts';

const line = ({ name, microseconds, bareName, bareMicroseconds }: Measured) =>
  `${name.padEnd(50)} ${microseconds.toFixed(1).padStart(8)} us   ${bareName.padEnd(32)} ${bareMicroseconds.toFixed(1).padStart(8)} us`;

for (const measure of [measureReceipt, measureToken, measureThrottle]) {
  for (const one of await measure()) console.log(line(one));
}
