/** Whether a failure says that the database is away, rather than that something is wrong with what was asked of it. */

/** Classes of SQLSTATE: connection exception, insufficient resources, operator intervention (shutdown, cannot connect now). */
const lostClasses = ['08', '53', '57P'];
const socketCodes = ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH'];
/** What the driver says without a code. */
const driverTexts =
  /^(Connection terminated|timeout expired|timeout exceeded when trying to connect|Client has encountered|Client was closed|Cannot use a pool after)/;

export const isDatabaseLost = (error: unknown): boolean => {
  const { code = '', message = '' } = (error ?? {}) as { readonly code?: string; readonly message?: string };
  return socketCodes.includes(code) || lostClasses.some((one) => code.startsWith(one)) || driverTexts.test(message);
};
