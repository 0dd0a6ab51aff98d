/**
 * @file Who may need help: a rule that is written down and can be changed, not a prediction. It looks at hand-ins and points
 * alone.
 */

/** The rule. */
export interface RiskRule {
  /** below this share of the set's points, 0 to 1 */
  readonly share: number;
  /** this much below the learner's own mean share over the sets before, 0 to 1 */
  readonly drop: number;
}

/** 50 %, and 25 percentage points. */
export const usualRisk: RiskRule = { share: 0.5, drop: 0.25 };

/** One learner, as the rule sees them. */
export interface Standing {
  readonly handedIn: boolean;
  /** points that count over the points of the set */
  readonly share: number;
  /** some of what was handed in is not graded yet: the share says nothing */
  readonly ungraded: boolean;
  /** mean share over the sets before; undefined for a first set */
  readonly before: number | undefined;
}

const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** Why a learner is on the list; nothing when they are not. */
export function riskReasons(standing: Standing, rule: RiskRule, isDue: boolean): string[] {
  const { handedIn, share, ungraded, before } = standing;
  if (!handedIn) return isDue ? ["nothing handed in"] : [];
  if (ungraded) return [];
  const reasons: string[] = [];
  if (share < rule.share) reasons.push(`${percent(share)} of the points, below ${percent(rule.share)}`);
  // a difference of decimal fractions that is the rule's own to twelve digits counts as the rule's
  if (before !== undefined && before - share >= rule.drop - 1e-12)
    reasons.push(`${percent(share)} after ${percent(before)} in the sets before`);
  return reasons;
}

/** The rule in words. */
export function riskWords({ share, drop }: RiskRule): string {
  return (
    `On the list is who handed nothing in after the due date, who has less than ${percent(share)} of the points (--risk-share), ` +
    `or who is ${Math.round(100 * drop)} percentage points or more below their own mean over the sets before (--risk-drop). ` +
    "Who waits for a grading is not judged. It is a rule of thumb that was not fitted to any class: a reason to talk, not a finding."
  );
}
