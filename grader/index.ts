/** @file Placeholder so that the build graph stands; filled in the next commits. */
export {};
