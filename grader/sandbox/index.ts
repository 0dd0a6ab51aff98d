/** @file The sandbox: a learner's module in a process of its own, reached by values. */

export { openSandbox, probeWall } from "./open.ts";
export {
  InfrastructureError,
  type Isolation,
  type Probed,
  type Sandbox,
  SandboxError,
  type SandboxErrorDetail,
} from "./types.ts";
