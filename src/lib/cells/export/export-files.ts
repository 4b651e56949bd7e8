import { scoresText } from '#lib/words/prior-words.ts';
import { ruleInSentence, ruleNumbers } from '#lib/words/rule-words.ts';
import { csvOf } from '#lib/study/export/csv.ts';
import { exportedFigures } from '#lib/study/export/exported-figures.ts';
import { jupyterNotebook } from '#lib/study/export/jupyter-notebook.ts';
import { predictionsTable } from '#lib/study/export/predictions-table.ts';
import type { Study } from '#lib/study/study.svelte.ts';
import { weightsFingerprints } from '#lib/study/readings/weights-fingerprints.ts';
import { APP_VERSION } from './app-version.ts';
import { reportHtml } from './report.ts';

/** A file to be saved. */
export interface ExportFile {
	name: string;
	type: string;
	text: string;
	/** What it lacks and why, in a sentence; empty or left out where nothing. */
	missing?: string;
}

/** Lines of which the length of the whole is worked out. */
const SAMPLE_LINES = 50;

export function predictionsFile(study: Study, withNotes: boolean): ExportFile {
	return {
		name: 'predictions.csv',
		type: 'text/csv',
		text: csvOf(predictionsTable(study, withNotes))
	};
}

/** About how many bytes {@link predictionsFile} will have, from some of its lines. */
export function predictionsBytes(study: Study): { lines: number; bytes: number } {
	const table = predictionsTable(study);
	const lines = table.rows.length;
	if (lines === 0) return { lines, bytes: 0 };
	const step = Math.max(1, Math.floor(lines / SAMPLE_LINES));
	const rows = table.rows.filter((_, place) => place % step === 0);
	return { lines, bytes: (csvOf({ ...table, rows }).length / rows.length) * lines };
}

export function notebookFile(study: Study): ExportFile {
	const { name, fingerprint, synthetic } = study.table.manifest;
	return {
		name: 'kneelens.ipynb',
		type: 'application/x-ipynb+json',
		text: jupyterNotebook(exportedFigures(study), {
			rule: [
				`Grades are read by ${ruleInSentence(study.systems.rule)}.`,
				ruleNumbers(study.scale, study.systems.decisionRule)
			]
				.filter(Boolean)
				.join(' '),
			scores: scoresText(study),
			testset: name,
			fingerprint,
			synthetic,
			appVersion: APP_VERSION,
			created: new Date().toISOString()
		})
	};
}

/**
 * @param address of the page with its view
 * @param onProgress how many of so many sets of figures are computed
 */
export async function reportFile(
	study: Study,
	address: string,
	onProgress?: (done: number, of: number) => void
): Promise<ExportFile> {
	const weights = await weightsFingerprints(study);
	const source = {
		appVersion: APP_VERSION,
		created: new Date().toISOString(),
		address,
		weights
	};
	const { html, missing } = await reportHtml(study, source, onProgress);
	return { name: 'kneelens-report.html', type: 'text/html', text: html, missing };
}
