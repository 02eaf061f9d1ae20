/** Reads one file in a thread of its own, so that no assessment waits for it. */
import { parentPort, workerData } from 'node:worker_threads';
import { type BandFile, readFile } from './read-file.ts';

parentPort?.postMessage(readFile(workerData as BandFile));
