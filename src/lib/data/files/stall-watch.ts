/** A download that brings nothing for so long has stalled. */
const STALLED_MS = 20_000;

/** A timer later than this means that the machine slept or the page was frozen, and so was the download. */
const LATE_MS = 5_000;

/** A download that has not brought a byte for {@link STALLED_MS}. */
class StalledDownloadError extends Error {
	override name = 'StalledDownloadError';
}

/** Downloads of this page or worker that are under way, in the order they were asked for. */
const underWay = new Set<Download>();

interface Download {
	/** When it brought something, or was asked for; `performance.now()`. */
	lastByte: number;
}

/**
 * Ends a download that brings nothing for 20 s. One that was asked for after others may be waiting for its turn on a slow line:
 * it is given time as long as one of those brings something.
 *
 * @param name what to call it in the error, e.g. its address
 * @param work the download; it calls `arrived` with everything that comes, and ends when its signal aborts
 * @throws StalledDownloadError naming the file
 */
export async function watchForStall<Result>(
	name: string,
	signal: AbortSignal | undefined,
	work: (signal: AbortSignal, arrived: () => void) => Promise<Result>
): Promise<Result> {
	const controller = new AbortController();
	const passOn = () => controller.abort(signal!.reason);
	if (signal?.aborted) passOn();
	signal?.addEventListener('abort', passOn);
	const download: Download = { lastByte: performance.now() };
	underWay.add(download);
	let timer: ReturnType<typeof setTimeout>;
	const stalled = new Promise<never>((_, reject) => {
		const wait = (milliseconds: number) => {
			const due = performance.now() + milliseconds;
			timer = setTimeout(() => {
				const now = performance.now();
				if (now - due > LATE_MS) download.lastByte = now;
				const left = lastByteUpTo(download) + STALLED_MS - now;
				if (left > 0) return wait(left);
				const error = new StalledDownloadError(
					`${name}: no data have arrived for ${STALLED_MS / 1000} seconds. Check the connection, then try again.`
				);
				reject(error);
				controller.abort(error);
			}, milliseconds);
		};
		wait(STALLED_MS);
	});
	try {
		return await Promise.race([
			work(controller.signal, () => (download.lastByte = performance.now())),
			stalled
		]);
	} finally {
		clearTimeout(timer!);
		underWay.delete(download);
		signal?.removeEventListener('abort', passOn);
	}
}

/** When this download or one that was asked for before it last brought something. */
function lastByteUpTo(download: Download): number {
	let latest = download.lastByte;
	for (const earlier of underWay) {
		if (earlier === download) break;
		latest = Math.max(latest, earlier.lastByte);
	}
	return latest;
}
