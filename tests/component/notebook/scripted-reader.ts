import type { ModelCard } from '#lib/core/records/model-card.ts';
import type { ExplainedReadings } from '#lib/core/records/attribution.ts';
import type { SplitName, TestSetManifest } from '#lib/core/records/test-set.ts';
import { KneeTable } from '#lib/study/readings/knee-table.ts';
import { LiveRun } from '#lib/study/readings/live-run.svelte.ts';
import { ModelResults } from '#lib/study/readings/model-results.svelte.ts';
import type {
	BackendReport,
	KneeReader,
	ModelProgress,
	ReadyModel,
	RunOutcome
} from '#lib/runtime/reader/reader.types.ts';
import { RunSpeeds } from '#lib/study/readings/run-speeds.ts';

const GRID = { rows: 1, columns: 1, offsetX: 0, offsetY: 0, strideX: 1, strideY: 1 };

export const PROCESSOR: BackendReport = {
	backend: 'wasm',
	device: null,
	accelerated: false,
	passedOver: [{ backend: 'webgpu', reason: 'no adapter.' }],
	selfTestError: 0
};

export const GRAPHICS: BackendReport = {
	...PROCESSOR,
	backend: 'webgpu',
	accelerated: true,
	passedOver: []
};

export type Load = (
	card: ModelCard,
	onProgress: (progress: ModelProgress) => void,
	signal: AbortSignal
) => Promise<ReadyModel>;

export const readyOf = (name: string): ReadyModel => ({
	name,
	grid: GRID,
	features: 1,
	fingerprint: name
});

/** Readings of so many knees, all of grade 0. */
export function readingsOf(count: number): ExplainedReadings {
	const probabilities = new Float32Array(count * 5);
	for (let i = 0; i < count; i++) probabilities[i * 5] = 1;
	return {
		readings: {
			count,
			logits: new Float32Array(count * 5),
			probabilities,
			pooled: new Float32Array(count)
		},
		maps: { values: new Float32Array(count * 5), peaks: new Float32Array(count * 5) }
	};
}

/** A reader that remembers what it was asked and answers as a test says. */
class ScriptedReader implements KneeReader {
	ended = false;
	starts: string[] = [];
	loads: string[] = [];
	runs: Parameters<KneeReader['run']>[] = [];
	answerStart: () => Promise<BackendReport> = async () => GRAPHICS;
	answerLoad: Load = async ({ name }) => readyOf(name);
	/** Reads every knee that is not skipped, one at a time, network by network. */
	answerRun: KneeReader['run'] = async (request, onBatch) => {
		for (const model of request.models) {
			for (const row of request.knees.keys()) {
				if (request.skip?.[model]?.includes(row)) continue;
				onBatch({ model, rows: [row], ...readingsOf(1) });
			}
		}
		return { outcome: 'done' };
	};

	/** Tells that another backend took over. */
	takeOver: (report: BackendReport) => void = () => {};

	async start(
		preference: string,
		_signal?: AbortSignal,
		onBackend: (report: BackendReport) => void = () => {}
	): Promise<BackendReport> {
		this.starts.push(preference);
		this.takeOver = onBackend;
		const report = await this.answerStart();
		this.ended = false;
		return report;
	}

	load(
		card: ModelCard,
		_baseUrl: string,
		onProgress: (progress: ModelProgress) => void,
		signal?: AbortSignal
	): Promise<ReadyModel> {
		this.loads.push(card.name);
		return this.answerLoad(card, onProgress, signal!);
	}

	run(...asked: Parameters<KneeReader['run']>): Promise<RunOutcome> {
		this.runs.push(asked);
		return this.answerRun(...asked);
	}

	/** Breaks as a worker does: what it is asked from now on fails. */
	break(): Error {
		this.ended = true;
		return new Error('The worker that runs the networks ended without an error message.');
	}

	async readImages(_model: string, pixels: Uint8Array): Promise<ExplainedReadings> {
		return readingsOf(pixels.length / 224 ** 2);
	}

	async dispose(): Promise<void> {
		this.ended = true;
	}
}

const TITLES: Record<string, string> = { a: 'Net A', b: 'Net B', c: 'Net C' };

/** A live run of so many test knees by networks a, b and c, with a reader that a test commands. */
export function scriptedRun(knees: number, names: readonly string[] = ['a', 'b', 'c']) {
	const manifest = {
		fingerprint: 'set',
		splits: [
			{
				split: 'test',
				gradeCounts: [knees, 0, 0, 0, 0],
				subjects: knees,
				shards: [{ file: 'test-000.zip', bytes: 2_000_000, sha256: '', first: 0, count: knees }]
			}
		]
	} as unknown as TestSetManifest;
	const records = Array.from({ length: knees }, (_, i) => ({
		id: `${i}L`,
		subject: String(i),
		side: 'L' as const,
		split: 'test' as SplitName,
		grade: 0,
		sha256: ''
	}));
	const table = new KneeTable(manifest, records);
	const results = names.map((name) => {
		const files = [{ file: 'model.json', bytes: 1_000_000, sha256: name }];
		const card = { name, title: TITLES[name], weights: { dtype: 'float16', bytes: 0, files } };
		return new ModelResults(card as unknown as ModelCard, knees, 5);
	});
	const served = {
		testset: 'https://knees.test/testset/',
		models: 'https://knees.test/models/'
	};
	const reader = new ScriptedReader();
	let readers = 0;
	const createReader = () => {
		readers++;
		return reader;
	};
	const run = new LiveRun(table, results, served, createReader, new RunSpeeds(localStorage));
	return { run, reader, results, table, readers: () => readers };
}

/** A promise and its ends. */
export function deferred<Value>() {
	let resolve!: (value: Value) => void;
	let reject!: (reason: Error) => void;
	const promise = new Promise<Value>((...ends) => ([resolve, reject] = ends));
	return { promise, resolve, reject };
}
