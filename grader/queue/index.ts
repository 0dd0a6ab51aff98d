/** @file Queues of gradings. */

export { type LeaseOptions, leaseQueue } from "./lease.ts";
export type { Claim, Counts, Outcome, Queue, Task } from "./types.ts";
