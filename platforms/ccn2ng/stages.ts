/** What CCN2ng's own protocols add to the stages that gateways share. */
import type { PeerCertificate } from 'node:tls';
import type { Metadata } from '@grpc/grpc-js';
import type { PlacedOperation } from '../../reference-architecture/contract/language.ts';
import type { Arrived, Placed } from '../../shared-services/gateway/steps/stages.ts';

/** A gRPC call, of which nothing is known but its method; gRPC has limited its size. */
export interface GrpcArrived extends Arrived {
  readonly called: PlacedOperation;
  /** The decoded request and its bytes; nothing where the bytes are not the message. */
  readonly request: GrpcRequest;
  readonly metadata: Metadata;
  readonly certificate: PeerCertificate | undefined;
  /** IP address of the other end. */
  readonly remoteAddress: string;
}

export interface GrpcRequest {
  /** Undefined: the bytes are not the message. */
  readonly content: unknown;
  readonly bytes: Buffer;
}

export interface GrpcIdentified extends GrpcArrived, Placed {
  readonly protocol: 'grpc';
}
