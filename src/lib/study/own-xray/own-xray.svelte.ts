import { ScoreTable } from '#lib/core/scores/score-table.ts';
import { asError } from '#lib/core/async/as-error.ts';
import { combinedScores, countedMembers } from '#lib/core/combine/combination.ts';
import { sampleMap, type MapAlignment } from '#lib/core/explain/grad-cam.ts';
import type { GreyConversion } from '#lib/core/image/grey-conversion.ts';
import { untilAborted } from '#lib/core/async/until-aborted.ts';
import type { AttributionMap, ExplainedReadings } from '#lib/core/records/attribution.ts';
import type { FeatureGrid } from '#lib/core/records/study.ts';
import { isImageError } from '#lib/data/images/image-error.ts';
import { gradesBy } from '#lib/study/systems/decision-rule.ts';
import { IMAGE_SIZE } from '#lib/study/heat/heat.ts';
import { ensembleBasis, type ShareBasis } from '#lib/study/systems/share-basis.ts';
import type { Study } from '#lib/study/study.svelte.ts';

/** The picture that is read, and where it came from. */
export interface OwnFilm {
	/** The file's name, or the knee's number. */
	name: string;
	/** `[224, 224]`, grey 0-255. */
	pixels: Uint8Array;
	/** Size of the file's picture; null for a knee of the set. */
	size: { width: number; height: number; cropped: boolean } | null;
	/** What it took to make grey of the file's picture; null for a knee of the set. */
	conversion: GreyConversion | null;
	/** Row of a knee of the set; null for a file. */
	row: number | null;
}

/** What one network says of the picture. */
export interface OwnReading {
	model: string;
	/** By the rule that is applied; -1 where it leaves none. */
	grade: number;
	/** Of each class, 0-1. */
	probabilities: Float32Array;
	/** Of each class. */
	maps: readonly AttributionMap[];
}

export type OwnPhase =
	| { kind: 'empty' }
	| { kind: 'decoding'; name: string }
	/** The networks are being fetched. */
	| { kind: 'waiting' }
	| { kind: 'reading' }
	| { kind: 'done' }
	| { kind: 'cancelled' }
	/** The file is no picture that can be read; the text is for the visitor. */
	| { kind: 'refused'; message: string }
	| { kind: 'failed'; error: Error };

/**
 * One's own X-ray: a file or a knee of the set, read by every network that is ready, even while a run is under
 * way. The latest picture wins; nothing leaves the browser.
 */
export class OwnXray {
	readonly #study: Study;
	#controller: AbortController | null = null;
	#phase = $state.raw<OwnPhase>({ kind: 'empty' });
	#film = $state.raw<OwnFilm | null>(null);
	#read = $state.raw<ReadonlyMap<string, Omit<OwnReading, 'grade'>>>(new Map());
	#failures = $state.raw<ReadonlyMap<string, Error>>(new Map());

	/** By network, as they arrive. */
	readonly readings: ReadonlyMap<string, OwnReading> = $derived.by(
		() =>
			new Map(
				[...this.#read].map(([name, read]) => [
					name,
					{ ...read, grade: this.#gradeOf(name, read.probabilities) }
				])
			)
	);

	/** The chosen ensemble's scores and grade; null until every network that counts has read the picture. */
	readonly ensemble: { grade: number; scores: Float64Array } | null = $derived.by(() => {
		const { results, systems } = this.#study;
		const members = countedMembers(systems.combination).map(
			(m) => this.#read.get(results[m].name)?.probabilities
		);
		if (members.length === 0 || members.some((member) => member === undefined)) return null;
		const scores = ofOne(combinedScores(members as Float32Array[], systems.combination));
		const bases = results.map(({ name }) => {
			const read = this.#read.get(name);
			return read ? this.#basisOf(name, read.probabilities) : null;
		});
		const basis = ensembleBasis(bases, systems.combination, scores);
		return { grade: gradesBy(systems.decisionRule, scores, basis)[0], scores: scores.values };
	});

	constructor(study: Study) {
		this.#study = study;
	}

	get phase(): OwnPhase {
		return this.#phase;
	}

	/** The picture that is shown; null while there is none. */
	get film(): OwnFilm | null {
		return this.#film;
	}

	/** Why a network could not read the picture. */
	get failures(): ReadonlyMap<string, Error> {
		return this.#failures;
	}

	/** Reads a PNG, JPEG or WebP in place of what was there; one that is refused leaves nothing behind. */
	async readFile(file: Blob, name: string): Promise<void> {
		await this.#latest(async (signal) => {
			this.#forget();
			this.#phase = { kind: 'decoding', name };
			const { pixels, conversion, ...size } = await this.#study.readOwnImage(file, name);
			signal.throwIfAborted();
			await this.#readFilm({ name, pixels, size, conversion, row: null }, signal);
		});
	}

	/** Reads a knee of the set, to see how it works. */
	async readKnee(row: number): Promise<void> {
		const knee = this.#study.table.knees[row];
		await this.#latest(async (signal) => {
			this.#forget();
			this.#phase = { kind: 'decoding', name: knee.id };
			const pixels = await this.#study.images.pixels(knee);
			signal.throwIfAborted();
			await this.#readFilm({ name: knee.id, pixels, size: null, conversion: null, row }, signal);
		});
	}

	/** Reads the picture once more with the networks that have not read it. */
	async readAgain(): Promise<void> {
		const film = this.#film;
		if (film) await this.#latest((signal) => this.#readFilm(film, signal));
	}

	cancel(): void {
		this.#controller?.abort();
	}

	/** Forgets the picture and what was said of it. */
	remove(): void {
		this.#controller?.abort();
		this.#controller = null;
		this.#forget();
		this.#phase = { kind: 'empty' };
	}

	/**
	 * Heat map of one network for one grade.
	 * @returns 224 x 224 values 0-1, all zero where nothing speaks for the grade; null while not read
	 */
	heat(model: string, grade: number, alignment: MapAlignment): Float32Array | null {
		const reading = this.#read.get(model);
		if (!reading) return null;
		const { grid, values } = reading.maps[grade];
		return sampleMap(values, grid, alignment, IMAGE_SIZE);
	}

	#gradeOf(model: string, probabilities: Float32Array): number {
		const basis = this.#basisOf(model, probabilities);
		const scores = ofOne(Float64Array.from(probabilities));
		return gradesBy(this.#study.systems.decisionRule, scores, basis)[0];
	}

	#basisOf(model: string, probabilities: Float32Array): ShareBasis | null {
		const { results, systems } = this.#study;
		const prior = systems.priors[results.findIndex(({ name }) => name === model)];
		return prior && { scores: ofOne(Float64Array.from(probabilities)), prior };
	}

	#forget(): void {
		this.#film = null;
		this.#read = new Map();
		this.#failures = new Map();
	}

	/** All networks are asked at once: during a run they then wait for one batch of it, not for one each. */
	async #readFilm(film: OwnFilm, signal: AbortSignal): Promise<void> {
		const { run, results } = this.#study;
		this.#film = film;
		this.#failures = new Map();
		this.#phase = { kind: 'waiting' };
		await untilAborted(run.ensureReady(), signal);
		this.#phase = { kind: 'reading' };
		await Promise.all(
			results.map(async ({ name }) => {
				const ready = run.readyModels.get(name);
				if (!ready || this.#read.has(name)) return;
				try {
					const read = await run.readImages(name, film.pixels, signal);
					signal.throwIfAborted();
					this.#read = new Map(this.#read).set(name, readingOf(name, read, ready.grid));
				} catch (thrown) {
					if (signal.aborted) return;
					this.#failures = new Map(this.#failures).set(name, asError(thrown));
				}
			})
		);
		signal.throwIfAborted();
		if (this.#read.size === 0 && this.#failures.size > 0) throw [...this.#failures.values()][0];
		this.#phase = { kind: 'done' };
	}

	/** Ends the job before; what that still brings is dropped. */
	async #latest(job: (signal: AbortSignal) => Promise<void>): Promise<void> {
		this.#controller?.abort();
		const controller = new AbortController();
		this.#controller = controller;
		try {
			await untilAborted(job(controller.signal), controller.signal);
		} catch (thrown) {
			if (this.#controller !== controller) return;
			if (controller.signal.aborted) this.#phase = { kind: 'cancelled' };
			else if (isImageError(thrown)) {
				this.#phase = { kind: 'refused', message: thrown.message };
			} else this.#phase = { kind: 'failed', error: asError(thrown) };
		}
	}
}

function readingOf(
	model: string,
	{ readings, maps }: ExplainedReadings,
	grid: FeatureGrid
): Omit<OwnReading, 'grade'> {
	const cells = grid.rows * grid.columns;
	return {
		model,
		probabilities: readings.probabilities,
		maps: Array.from(maps.peaks, (peak, target) => ({
			grid,
			peak,
			values: maps.values.subarray(target * cells, (target + 1) * cells)
		}))
	};
}

/** Scores of a single image. */
function ofOne(scores: Float64Array<ArrayBuffer>): ScoreTable {
	return new ScoreTable(scores, scores.length);
}
