import { existsSync } from 'node:fs';
import type { ModelChecks, QuantisationCheck } from '../../src/lib/core/records/model-checks.ts';
import { EngineReader } from '../../src/lib/runtime/reader/reader.ts';
import { engineVersion } from '../evaluate/engine-version.ts';
import { nodeFiles } from '../node-files.ts';
import { finishAbandonedAround } from '../output/abandoned.ts';
import { parseArguments, usage, type CheckArguments } from './arguments.ts';
import { openPhantoms, openRealKnees, type CheckedSet, type PhantomSets } from './checked-set.ts';
import { checkKneeFigures } from './knee-figures.ts';
import { checkKneeHeat } from './knee-heat.ts';
import { lesionMasks } from './lesion-masks.ts';
import { readNow, readStored, type CheckedReadings } from './network-readings.ts';
import { openNetworks, openUnquantised, type CheckedNetwork } from './open-networks.ts';
import { checkPhantomHeat, WIDENED_BY } from './phantom-heat.ts';
import { checkQuantisation } from './quantisation.ts';
import { reportChecks, reportEnsembles } from './report.ts';
import { writeChecks } from './write-checks.ts';
import { FileStore } from '../../src/lib/data/files/file-store.ts';

/**
 * `npm run check-models` without its process.
 * @throws Error in plain words; no card is changed then
 */
export async function runCheckModels(words: readonly string[]): Promise<void> {
	const options = parseArguments(words);
	if (!options) {
		process.stdout.write(usage);
		return;
	}
	await finishAbandonedAround([
		options.models,
		options.testset,
		options.study,
		...(options.knees ? [options.knees] : [])
	]);
	for (const file of options.unquantised.values()) {
		if (!existsSync(file)) throw new Error(`${file} does not exist.`);
	}
	const phantoms = await openPhantoms(options.testset, options.limit);
	const real = options.knees ? await openRealKnees(options.knees, options.limit) : null;
	const reader = new EngineReader({ files: new FileStore(nodeFiles('.')) });
	try {
		const { backend } = await reader.start('wasm');
		const networks = await openNetworks(options.models, reader);
		checkNames(options, networks);
		checkClasses(networks, [phantoms.val, ...(real ? [real] : [])]);
		const run = { options, reader, networks, phantoms, real };
		const parts = await runChecks(run);
		const created = new Date().toISOString();
		const engine = { version: await engineVersion(), backend };
		const { seed, resamples } = options;
		const all = networks.map(({ name, fingerprint }): [string, ModelChecks] => [
			name,
			{ created, fingerprint, engine, seed, resamples, ...parts.get(name)! }
		]);
		const lines = all.flatMap(([name, checks]) => reportChecks(name, checks));
		process.stdout.write(`${[...lines, ...reportEnsembles(all[0][1])].join('\n')}\n`);
		if (options.limit !== null) {
			process.stdout.write('A try with --limit: no card was changed.\n');
			return;
		}
		await writeChecks(options.models, all);
	} finally {
		await reader.dispose();
		await real?.close();
	}
}

interface CheckRun {
	options: CheckArguments;
	reader: EngineReader;
	networks: CheckedNetwork[];
	phantoms: PhantomSets;
	real: CheckedSet | null;
}

type CheckParts = Pick<ModelChecks, 'phantomHeat' | 'kneeHeat' | 'kneeFigures' | 'quantisation'>;

function checkNames({ unquantised, models }: CheckArguments, networks: CheckedNetwork[]): void {
	if (networks.length === 0) throw new Error(`${models} lists no network.`);
	const known = networks.map(({ name }) => name);
	for (const name of unquantised.keys()) {
		if (!known.includes(name)) {
			throw new Error(`--unquantised ${name}: ${models} has ${known.join(', ')}.`);
		}
	}
}

function checkClasses(networks: readonly CheckedNetwork[], sets: readonly CheckedSet[]): void {
	for (const { name, card } of networks) {
		const other = sets.find(({ classCount }) => classCount !== card.classes.length);
		if (!other) continue;
		throw new Error(
			`${name} distinguishes ${card.classes.length} classes, the labels of the knees have ${other.classCount}; check networks of other labels in a folder of their own.`
		);
	}
}

/** By name of the network. */
async function runChecks(run: CheckRun): Promise<Map<string, CheckParts>> {
	const { options, reader, networks, phantoms, real } = run;
	const { lesions } = phantoms;
	const masks = await lesionMasks(lesions.knees, phantoms.truths, WIDENED_BY);
	const readings = real ? await readNow(reader, networks, real) : null;
	const figures = real && readings ? checkKneeFigures(real, readings, options) : null;
	const parts = new Map<string, CheckParts>();
	for (const network of networks) {
		const { name } = network;
		const stored = await readStored(options.study, network, phantoms, lesions.knees);
		const now = stored ?? (await readNow(reader, [network], lesions)).get(name)!;
		parts.set(name, {
			phantomHeat: checkPhantomHeat(lesions, now, masks, options),
			kneeHeat:
				real && readings
					? checkKneeHeat(real, readings.get(name)!, options)
					: (keptChecks(network)?.kneeHeat ?? null),
			kneeFigures: figures ? figures.get(name)! : (keptChecks(network)?.kneeFigures ?? null),
			quantisation: await quantisationOf(run, network, readings?.get(name) ?? null)
		});
	}
	return parts;
}

/** What an earlier run found out about the same weights, for which this one may lack knees or files. */
function keptChecks({ card, fingerprint }: CheckedNetwork): ModelChecks | null {
	return card.checks?.fingerprint === fingerprint ? card.checks : null;
}

/** On phantoms and, where there are any, on real knees, which the served network has read already. */
async function quantisationOf(
	{ options, reader, phantoms, real }: CheckRun,
	network: CheckedNetwork,
	onReal: CheckedReadings | null
): Promise<QuantisationCheck[]> {
	const file = options.unquantised.get(network.name);
	if (!file) return keptChecks(network)?.quantisation ?? [];
	const whole = await openUnquantised(file, network, reader);
	const compare = async (set: CheckedSet, after: CheckedReadings) => {
		const before = (await readNow(reader, [whole], set)).get(whole.name)!;
		return checkQuantisation(set, whole, before, after, options);
	};
	const onVal = (await readNow(reader, [network], phantoms.val)).get(network.name)!;
	const checks = [await compare(phantoms.val, onVal)];
	if (real && onReal) checks.unshift(await compare(real, onReal));
	return checks;
}
