import type { LabelScale } from '#lib/core/labels/label-scale.ts';
import {
	labelsOf,
	type KneeRecord,
	type SplitName,
	type TestSetManifest
} from '#lib/core/records/test-set.ts';

/** All packed knees of the study; a row is an index into `knees`. */
export class KneeTable {
	readonly manifest: TestSetManifest;
	readonly knees: readonly KneeRecord[];
	/** The split whose results the notebook shows: test where there is one, else the last packed split. */
	readonly evaluated: SplitName;
	/** What labels, readings and scores are of. */
	readonly scale: LabelScale;
	/** How many classes the scale has. */
	readonly classCount: number;
	/** True grade of every row. */
	readonly grades: Int8Array;
	readonly #rowsOf = new Map<SplitName, number[]>();
	readonly #rowOfId = new Map<string, number>();

	constructor(manifest: TestSetManifest, knees: readonly KneeRecord[]) {
		this.manifest = manifest;
		this.scale = labelsOf(manifest);
		this.classCount = this.scale.classes.length;
		this.knees = knees;
		this.grades = Int8Array.from(knees, (knee) => knee.grade);
		knees.forEach((knee, row) => {
			const rows = this.#rowsOf.get(knee.split) ?? [];
			rows.push(row);
			this.#rowsOf.set(knee.split, rows);
			this.#rowOfId.set(knee.id, row);
		});
		const packed = [...this.#rowsOf.keys()];
		this.evaluated = packed.includes('test') ? 'test' : (packed.at(-1) ?? 'test');
	}

	/** Rows of a split, empty where the split is not packed. */
	rows(split: SplitName): readonly number[] {
		return this.#rowsOf.get(split) ?? [];
	}

	get evaluatedRows(): readonly number[] {
		return this.rows(this.evaluated);
	}

	row(id: string): number | null {
		return this.#rowOfId.get(id) ?? null;
	}

	/** The same subject's other knee; null where it is not in the set. */
	otherKnee(row: number): number | null {
		const knee = this.knees[row];
		return knee.side && this.row(`${knee.subject}${knee.side === 'L' ? 'R' : 'L'}`);
	}
}
