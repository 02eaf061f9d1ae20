/** Ends a process once, on the first signal; a second signal ends it at once. */
export const endWith = (stop: () => Promise<void>): void => {
  let ending = false;
  const end = (signal: NodeJS.Signals) => {
    if (ending) process.exit(130);
    ending = true;
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(`the end after ${signal} was not clean:`, error);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, end);
};
