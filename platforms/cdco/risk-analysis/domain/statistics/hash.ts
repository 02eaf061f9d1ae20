/** 64 bits of a text, as two numbers of 32: cyrb53's mixing (bryc, public domain), both halves kept. */

/** Of ten million texts two share a hash once in 400,000 times. Not for secrets. */
export const hashInto = (text: string, into: Uint32Array): void => {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  const mixed = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  into[0] = mixed;
  into[1] = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(mixed ^ (mixed >>> 13), 3266489909);
};
