import { expect, it } from 'vitest';
import { drawPhantom } from '#lib/phantom/phantom.ts';
import { PINNED } from '../../unit/phantom/pinned.ts';

async function sha256(bytes: Uint8Array): Promise<string> {
	const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
	return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

it('draws the same phantoms in the browser as in Node, bit for bit', async () => {
	for (const { knee, pixels, lesionMask, jointSpaceMask } of PINNED) {
		const phantom = drawPhantom(knee);
		expect(await sha256(phantom.pixels)).toBe(pixels);
		expect(await sha256(phantom.lesionMask)).toBe(lesionMask);
		expect(await sha256(phantom.jointSpaceMask)).toBe(jointSpaceMask);
	}
});
