import { GREY_TOLERANCE } from '../../src/lib/core/image/grey-conversion.ts';
import type { UnusableFile } from '../../src/lib/data/images/image-folder.ts';
import type { CheckedFile } from './check-images.ts';

/** Characters; longer errors are cut. */
const longestList = 1500;

/** What was done to the images of a folder, a sentence each. */
export function conversionNotes(checked: readonly CheckedFile[]): string[] {
	const images = checked.flatMap(({ file, conversion }) =>
		conversion ? [{ ...conversion, path: file.path }] : []
	);
	const notes: string[] = [];
	const note = (
		those: readonly { path: string }[],
		sentence: (of: string, one: boolean) => string
	) => {
		const of = `${those.length} of ${images.length} images (${those[0]?.path}${those.length > 1 ? ', ...' : ''})`;
		if (those.length > 0) notes.push(sentence(of, those.length === 1));
	};
	const wide = images.filter(({ range }) => range);
	note(wide, (of) => {
		const whites = [...new Set(wide.map(({ range }) => `${range!.black}-${range!.white}`))];
		return `${of}: values of 16 bits were read by the range they use, ${whites.slice(0, 5).join(', ')}${whites.length > 5 ? ' and others' : ''}, stretched to 0-255.`;
	});
	const coloured = images.filter(({ colour }) => colour > 0);
	note(coloured, (of) => {
		const most = Math.max(...coloured.map(({ colour }) => colour));
		return `${of}: nearly grey, channels differ by up to ${most} of 255 (up to ${GREY_TOLERANCE} count as grey); their luma was read.`;
	});
	note(
		images.filter(({ transparent }) => transparent),
		(of) => `${of}: transparent parts were read as black.`
	);
	note(
		images.filter(({ oneGrey }) => oneGrey),
		(of, one) => `${of}: ${one ? 'shows' : 'show'} nothing, all pixels have the same grey.`
	);
	return notes;
}

/** "2 of 15 files cannot be used:" and their reasons, a line each, as many as an error holds. */
export function unusableWords(unusable: readonly UnusableFile[], files: number): string {
	const [it, are] = unusable.length === 1 ? ['it', 'file'] : ['them', 'files'];
	const lines = [`${unusable.length} of ${files} files cannot be used:`];
	let length = 0;
	for (const { reason } of unusable) {
		length += reason.length;
		if (length > longestList) {
			lines.push(`  and ${unusable.length - lines.length + 1} more`);
			break;
		}
		lines.push(`  ${reason}`);
	}
	lines.push(
		`Repair ${it}, move ${it} out of the folder, or leave the ${are} out with --skip-unreadable of npm run testset or evaluate, which lists all. Nothing was written.`
	);
	return lines.join('\n');
}
