import { vi } from 'vitest';

export interface SavedFile {
	name: string;
	text: Promise<string>;
}

/** What the browser is asked to save from now on. */
export function savedFiles(): SavedFile[] {
	const saved: SavedFile[] = [];
	let blob: Blob;
	URL.createObjectURL = (made) => {
		blob = made as Blob;
		return 'blob:made';
	};
	URL.revokeObjectURL = () => {};
	vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
		this: HTMLAnchorElement
	) {
		const reader = new FileReader();
		const text = new Promise<string>((done) => (reader.onload = () => done(String(reader.result))));
		reader.readAsText(blob);
		saved.push({ name: this.download, text });
	});
	return saved;
}
