import type { MethodId } from '#lib/core/explain/attribution-methods.ts';
import type { BackendPreference, BackendReport } from '#lib/core/network/backend.ts';
import type { ModelCard } from '#lib/core/records/model-card.ts';
import type { ClassMaps, ExplainedReadings } from '#lib/core/records/attribution.ts';
import type { FeatureGrid, Readings } from '#lib/core/records/study.ts';
import type { KneeRecord, ShardReference } from '#lib/core/records/test-set.ts';

export type { BackendPreference, BackendReport } from '#lib/core/network/backend.ts';

export type ModelProgress =
	| { phase: 'downloading'; bytes: number; totalBytes: number }
	| { phase: 'compiling' }
	| { phase: 'ready' };

/** A network that is compiled and ready to read knees. */
export interface ReadyModel {
	name: string;
	grid: FeatureGrid;
	features: number;
	/** SHA-256 over the files listed in the card. */
	fingerprint: string;
}

export interface RunProgress {
	model: string;
	/** Knees read by this network so far, and how many it shall read. */
	done: number;
	total: number;
	/** Over all networks of the run: knee readings done and planned. */
	doneAll: number;
	totalAll: number;
	/** Of this network, over its last whole batches; null until it has read one after its first. */
	secondsPerReading: number | null;
	/** Of the whole run, smoothed; null until the speed of its networks is known. */
	secondsLeft: number | null;
}

/** What one batch gave; `rows[i]` is the index, in the list the run was asked for, of its i-th knee. */
export interface RunBatch {
	model: string;
	rows: number[];
	readings: Readings;
	/** At the last feature map; null where the run was not asked to explain. */
	maps: ClassMaps | null;
}

export interface RunRequest {
	/** Names of ready models; they take turns, a batch each. */
	models: string[];
	knees: KneeRecord[];
	/** Zip shards with absolute URLs in `file`. */
	shards: (ShardReference & { split: string })[];
	batchSize?: number;
	/** The method by which the readings are explained in the same pass; none by default. */
	explain?: MethodId;
	/** Rows already read for a model, to go on after a lost device or a pause. */
	skip?: Record<string, number[]>;
}

export type RunOutcome = { outcome: 'done' } | { outcome: 'cancelled' };

/** What the page asks of the networks; the same interface in the worker, on the page and in Node. */
export interface KneeReader {
	/** Whether it can do nothing before it is started, because it never was or its worker ended. */
	readonly ended: boolean;
	/**
	 * Chooses a backend that passes its self-test. Called again, starts over with another preference and without
	 * networks. A signal that aborts ends the reader until the next start.
	 * @param onBackend told where another backend takes over later, because this one failed
	 */
	start(
		preference: BackendPreference,
		signal?: AbortSignal,
		onBackend?: (report: BackendReport) => void
	): Promise<BackendReport>;
	/** Fetches, checks against the card's hashes, compiles. `baseUrl` is absolute and ends with `/`. */
	load(
		card: ModelCard,
		baseUrl: string,
		onProgress: (progress: ModelProgress) => void,
		signal?: AbortSignal
	): Promise<ReadyModel>;
	run(
		request: RunRequest,
		onBatch: (batch: RunBatch) => void,
		onProgress: (progress: RunProgress) => void,
		signal?: AbortSignal
	): Promise<RunOutcome>;
	/** Reads grey images `[count, 224, 224]` with one ready model and explains them by a method in the same pass. */
	readImages(
		model: string,
		pixels: Uint8Array,
		method: MethodId,
		signal?: AbortSignal
	): Promise<ExplainedReadings>;
	dispose(): Promise<void>;
}
