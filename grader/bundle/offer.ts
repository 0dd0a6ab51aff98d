/**
 * @file The `cryo` of an answer: rooms with the functions that the exercise's manifest offers, and nothing else. What is offered
 * is an own property, as fast as any; what is not is a miss, and a miss says why. It is bundled into the answer's module
 * and imports nothing.
 */

/** A function that an exercise offers: its room, its name, and itself. */
export type Offered = readonly [room: string, name: string, value: unknown];

/**
 * What a learner reads who asks for more than there is.
 *
 * @param path - what was asked for, as in "cryo.fourier.fft"
 * @param uses - what is offered, as in "fourier.fftfreq"
 */
export function refusal(path: string, uses: readonly string[]): string {
  const offered = uses.length === 0 ? "no function of cryo" : uses.map((use) => `\`cryo.${use}\``).join(", ");
  return `\`${path}\` is not available in this exercise, which offers ${offered}`;
}

/** A prototype on which every name is a miss. What the language itself asks for is answered as for any object. */
function miss(path: string, uses: readonly string[]): object {
  const base = Object.prototype as unknown as Record<PropertyKey, unknown>;
  return new Proxy(Object.create(null), {
    get(_, key) {
      if (typeof key === "symbol" || key === "then" || key === "toJSON") return undefined;
      if (key in base) return base[key];
      throw new TypeError(refusal(`${path}.${key}`, uses));
    },
  });
}

/**
 * Builds `cryo` from what is offered.
 *
 * @param offered - functions by room and name
 * @example
 * offer([["fourier", "fftfreq", fftfreq]]).fourier.fft // throws: `cryo.fourier.fft` is not available in this exercise, …
 */
export function offer(offered: readonly Offered[]): Record<string, Record<string, unknown>> {
  const uses = offered.map(([room, name]) => `${room}.${name}`);
  const cryo: Record<string, Record<string, unknown>> = Object.create(miss("cryo", uses));
  for (const [room, name, value] of offered) {
    if (!Object.hasOwn(cryo, room))
      Object.defineProperty(cryo, room, { value: Object.create(miss(`cryo.${room}`, uses)), enumerable: true });
    Object.defineProperty(cryo[room], name, { value, enumerable: true });
  }
  for (const room of Object.values(cryo)) Object.freeze(room);
  return Object.freeze(cryo);
}
