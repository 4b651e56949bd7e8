import type { BackendName, BackendPreference, BackendReport } from '#lib/core/network/backend.ts';
import { MissingPartError } from '#lib/core/async/page-part.ts';
import { openCpu, openWasm } from './processor.ts';
import { openWebGl } from './webgl.ts';
import { openWebGpu } from './webgpu.ts';
import type { BackendOpener, BackendOptions, OpenBackend } from './backend.types.ts';
import { BackendUnavailableError, NoBackendError } from '#lib/engine/errors.ts';
import { runSelfTest, SELF_TEST_TOLERANCE } from './self-test.ts';

const OPENERS: Record<BackendName, BackendOpener> = {
	webgpu: openWebGpu,
	webgl: openWebGl,
	wasm: openWasm,
	cpu: openCpu
};

/** Fastest first; the processor's plain JavaScript only where nothing else runs. */
const ORDER: readonly BackendName[] = ['webgpu', 'webgl', 'wasm', 'cpu'];

/**
 * Opens the first backend that runs here and passes the self-test. `auto` tries them in order and skips
 * emulated graphics; a named backend is tried alone, emulated or not.
 *
 * @param broken backends that are not to be tried, with the reason
 * @throws NoBackendError with a reason for every backend that was tried
 */
export async function chooseBackend(
	preference: BackendPreference,
	options: BackendOptions,
	broken: ReadonlyMap<BackendName, string> = new Map()
): Promise<{ backend: OpenBackend; report: BackendReport }> {
	const forced = preference !== 'auto';
	const passedOver: BackendReport['passedOver'] = [];
	for (const name of preference === 'auto' ? ORDER : [preference]) {
		const reason = broken.get(name);
		if (reason !== undefined) {
			passedOver.push({ backend: name, reason });
			continue;
		}
		try {
			const backend = await OPENERS[name](options, forced);
			const selfTestError = await trust(backend);
			const { device, accelerated } = backend;
			return { backend, report: { backend: name, device, accelerated, passedOver, selfTestError } };
		} catch (error) {
			passedOver.push({ backend: name, reason: reasonOf(error) });
		}
	}
	throw new NoBackendError(passedOver);
}

/** Runs the self-test; a backend that fails it is closed. */
async function trust(backend: OpenBackend): Promise<number> {
	try {
		const error = await (backend.lost
			? Promise.race([runSelfTest(), lossOf(backend.lost)])
			: runSelfTest());
		if (error <= SELF_TEST_TOLERANCE) return error;
		throw new BackendUnavailableError(
			`gives wrong numbers: its self-test deviates by ${error.toPrecision(2)}, more than the ${SELF_TEST_TOLERANCE} allowed.`
		);
	} catch (error) {
		backend.abandon?.();
		backend.close();
		throw error;
	}
}

async function lossOf(lost: Promise<string>): Promise<never> {
	throw new BackendUnavailableError(`the device was lost during the self-test (${await lost}).`);
}

function reasonOf(error: unknown): string {
	if (error instanceof BackendUnavailableError || error instanceof MissingPartError)
		return error.message;
	return `failed to start (${error instanceof Error ? error.message : String(error)}).`;
}
