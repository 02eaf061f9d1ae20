/**
 * Callers that wait for mail. They hold no connection to the database: one query now and then asks for all of them, which
 * also finds what another process has put into a mailbox; what this process puts there wakes them at once.
 */
export interface WaitingParts {
  /** Which of the parties have mail. */
  readonly withMail: (recipients: readonly string[]) => Promise<readonly string[]>;
  /** How often to look for mail that came through another process. */
  readonly lookEveryMs: number;
  readonly failed: (error: unknown) => void;
}

export interface Waiting {
  /** Resolves when there may be mail, or after the time. */
  wait(recipient: string, forMs: number): Promise<void>;
  wake(recipients: Iterable<string>): void;
  /** True when the mailboxes close: nobody should wait again. */
  readonly stopped: boolean;
  /** Lets everybody go. */
  stop(): void;
}

type Wake = () => void;

export const createWaiting = ({ withMail, lookEveryMs, failed }: WaitingParts): Waiting => {
  const waiting = new Map<string, Set<Wake>>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const wake = (recipients: Iterable<string>) => {
    for (const recipient of recipients) for (const go of [...(waiting.get(recipient) ?? [])]) go();
  };
  const look = async () => {
    try {
      if (waiting.size > 0) wake(await withMail([...waiting.keys()]));
    } catch (error) {
      failed(error);
    }
    timer = undefined;
    lookLater();
  };
  const lookLater = () => {
    if (waiting.size > 0 && timer === undefined && !stopped) timer = setTimeout(look, lookEveryMs);
  };
  const enter = (recipient: string, go: Wake) => {
    const others = waiting.get(recipient) ?? new Set();
    waiting.set(recipient, others.add(go));
    lookLater();
  };
  const leave = (recipient: string, go: Wake) => {
    const others = waiting.get(recipient);
    others?.delete(go);
    if (others?.size === 0) waiting.delete(recipient);
  };

  return {
    wake,
    get stopped() {
      return stopped;
    },
    wait: (recipient, forMs) =>
      new Promise<void>((resolve) => {
        if (stopped) return resolve();
        const go = () => {
          clearTimeout(end);
          leave(recipient, go);
          resolve();
        };
        const end = setTimeout(go, forMs);
        enter(recipient, go);
      }),
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      wake([...waiting.keys()]);
    },
  };
};
