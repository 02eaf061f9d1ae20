/** The one door to @peculiar/x509, which wants its polyfill loaded before it. */
import 'reflect-metadata';

export * from '@peculiar/x509';
