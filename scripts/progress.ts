/** Reports a long job on stderr: one line that is rewritten on a terminal, else a line now and then. */
export class Progress {
	#label: string;
	#total: number;
	#started = performance.now();
	#lastShown = this.#started;

	constructor(label: string, total: number) {
		this.#label = label;
		this.#total = total;
	}

	/** Call with the number of parts that are done; the last call ends the line. */
	update(done: number): void {
		const now = performance.now();
		const last = done >= this.#total;
		const interval = process.stderr.isTTY ? 100 : 10_000;
		if (!last && now - this.#lastShown < interval) return;
		this.#lastShown = now;
		const seconds = (now - this.#started) / 1000;
		const left = done > 0 ? (seconds / done) * (this.#total - done) : null;
		const time = last
			? `in ${formatDuration(seconds)}`
			: left === null
				? ''
				: `${formatDuration(left)} left`;
		const line = `${this.#label}: ${done} of ${this.#total} ${time}`;
		if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}${last ? '\n' : ''}`);
		else process.stderr.write(`${line}\n`);
	}
}

function formatDuration(seconds: number): string {
	if (seconds < 60) return `${Math.round(seconds)} s`;
	return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
