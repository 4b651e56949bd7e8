/** Seconds a multiplication of two features takes, and a knee's place on the map: measured on one core of a server. */
const SECONDS_PER_PRODUCT = 3.2e-9;
const SECONDS_PER_KNEE = 0.004;

/**
 * About how long a map takes on one free processor core, in seconds: every pair of knees is compared in all features,
 * then every knee finds its place.
 */
export function kneeMapSeconds(knees: number, features: number): number {
	const pairs = (knees * (knees - 1)) / 2;
	return pairs * features * SECONDS_PER_PRODUCT + knees * SECONDS_PER_KNEE;
}
