import { parseOptions } from '../options.ts';

export const usage = `npm run simulate -- [SCENARIO ...] [options]

Tests intervals and verdicts on simulated studies whose truth is known and writes docs/simulations.md. Without a name, runs
all scenarios whose results do not belong to the present code. Runs on one thread with low priority; what was finished is kept
in .cache/simulations, so a run that was stopped continues where it was.

  --minutes N   stop after N minutes, to go on later
  --studies N   N studies of each case, for a try: printed, not written
  --check       only say which results are of the present code
  --write       only write docs/simulations.md, with what runs that were stopped have done, where that is more than
                docs/simulations/*.json has
  --list        only list the scenarios
`;

export interface SimulateArguments {
	/** Empty for all. */
	scenarios: string[];
	minutes: number;
	studies: number | null;
	only: 'check' | 'write' | 'list' | null;
}

/**
 * @returns null where help was asked for
 * @throws Error in plain words
 */
export function parseArguments(words: readonly string[]): SimulateArguments | null {
	const { values, positionals } = parseOptions(usage, {
		args: [...words],
		allowPositionals: true,
		options: {
			minutes: { type: 'string' },
			studies: { type: 'string' },
			check: { type: 'boolean', default: false },
			write: { type: 'boolean', default: false },
			list: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false }
		}
	});
	if (values.help) return null;
	return {
		scenarios: positionals,
		minutes: values.minutes === undefined ? Infinity : positive('minutes', values.minutes),
		studies: values.studies === undefined ? null : Math.ceil(positive('studies', values.studies)),
		only: values.check ? 'check' : values.write ? 'write' : values.list ? 'list' : null
	};
}

function positive(name: string, value: string): number {
	const number = Number(value);
	if (Number.isFinite(number) && number > 0) return number;
	throw new Error(`--${name} ${value}: expected a number above 0.`);
}
