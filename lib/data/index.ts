/** @file Made data whose truth is known: phantoms with closed forms, traces and half maps from a seed. */

export { type Nelson1d, type Nelson1dOptions, nelson1d, nelsonTemplate } from "./nelson.ts";
