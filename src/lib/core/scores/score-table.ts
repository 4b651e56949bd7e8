import { rowCount } from './predictions.ts';

/** Scores of some cases, a row each, one of every class in a row; NaN where a case has not been read. */
export class ScoreTable {
	/** Row-major `[rows, classCount]`. */
	readonly values: Float64Array<ArrayBuffer>;
	readonly classCount: number;
	readonly rows: number;

	/** @throws RangeError when the length is no multiple of classCount */
	constructor(values: Float64Array<ArrayBuffer>, classCount: number) {
		this.rows = rowCount(values, classCount);
		this.values = values;
		this.classCount = classCount;
	}

	/** Of cases none of which has been read. */
	static unread(rows: number, classCount: number): ScoreTable {
		return new ScoreTable(new Float64Array(rows * classCount).fill(NaN), classCount);
	}

	/** Scores of one case, `[classCount]`: a view, not a copy. */
	row(row: number): Float64Array<ArrayBuffer> {
		return this.values.subarray(row * this.classCount, (row + 1) * this.classCount);
	}

	/** Score of one class of one case. */
	at(row: number, label: number): number {
		return this.values[row * this.classCount + label];
	}

	/** A copy of some rows, in this order. */
	gather(rows: readonly number[]): ScoreTable {
		const values = new Float64Array(rows.length * this.classCount);
		rows.forEach((row, i) => values.set(this.row(row), i * this.classCount));
		return new ScoreTable(values, this.classCount);
	}
}
