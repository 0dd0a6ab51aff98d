/** @file How long a cell took: by the clock on the wall, and on the processor, all threads together. */

/** A moment to measure from. */
export interface Moment {
  /** ms */
  readonly wall: number;
  readonly cpu: NodeJS.CpuUsage;
}

/** This moment. */
export const now = (): Moment => ({ wall: performance.now(), cpu: process.cpuUsage() });

/** The time since a moment, in a line. */
export function elapsed({ wall, cpu }: Moment): string {
  const { user, system } = process.cpuUsage(cpu);
  const spent = [(user + system) / 1000, user / 1000, system / 1000].map(duration);
  return `Wall time ${duration(performance.now() - wall)}, CPU time ${spent[0]} (user ${spent[1]}, system ${spent[2]})\n`;
}

/** A duration with three digits, in a unit that suits it. */
export function duration(ms: number): string {
  if (ms < 0.9995) return `${three(ms * 1000)} µs`;
  if (ms < 999.5) return `${three(ms)} ms`;
  if (ms < 119_500) return `${three(ms / 1000)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

const three = (value: number): string => value.toFixed(value < 9.995 ? 2 : value < 99.95 ? 1 : 0);
