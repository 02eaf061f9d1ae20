/**
 * The lines of this process on their way to where people search them. They wait in memory, within a bound: a process that
 * cannot hand them on goes on working and counts what it threw away. Standard output has them all.
 */
import type { DestinationStream } from 'pino';

export interface TakenLines {
  /** As pino wrote them, JSON without the line's end; the oldest first. */
  readonly lines: readonly string[];
  /** Thrown away since the last time, for want of room or because one was too long. */
  readonly dropped: number;
}

export interface LogLines {
  /** Writes to standard output, or where else the lines go, and keeps a copy. */
  readonly destination: DestinationStream;
  /** The oldest that wait, as many as fit. */
  take(most: { readonly lines: number; readonly characters: number }): TakenLines;
}

export interface LogLinesParts {
  readonly out: DestinationStream;
  readonly maxWaiting?: number;
  /** Longer lines are not kept: no search needs them whole, and they would fill the room of others. */
  readonly maxLength?: number;
}

/** How many of the first lines fit; one at least. */
const fitting = (lines: readonly string[], maxLines: number, maxCharacters: number): number => {
  let characters = 0;
  const count = lines.findIndex((line, index) => {
    characters += line.length;
    return index === maxLines || (index > 0 && characters > maxCharacters);
  });
  return count === -1 ? lines.length : count;
};

export const createLogLines = ({ out, maxWaiting = 50_000, maxLength = 16_384 }: LogLinesParts): LogLines => {
  const waiting: string[] = [];
  let dropped = 0;
  return {
    destination: {
      write: (line) => {
        out.write(line);
        if (line.length > maxLength || waiting.length >= maxWaiting) dropped += 1;
        else waiting.push(line.endsWith('\n') ? line.slice(0, -1) : line);
      },
    },
    take: ({ lines, characters }) => {
      const taken = { lines: waiting.splice(0, fitting(waiting, lines, characters)), dropped };
      dropped = 0;
      return taken;
    },
  };
};
