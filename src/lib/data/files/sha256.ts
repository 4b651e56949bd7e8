/** SHA-256 of bytes as 64 lower-case hexadecimal digits (FIPS 180-4, by Web Crypto). */
export async function sha256(bytes: Uint8Array): Promise<string> {
	if (!globalThis.crypto?.subtle) {
		throw new Error(
			'This page is not in a secure context, so files cannot be checked. Open it over https or from localhost.'
		);
	}
	const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
	return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** SHA-256 over lines of text, each ended by a newline, in the order given. */
export function sha256OfLines(lines: Iterable<string>): Promise<string> {
	let text = '';
	for (const line of lines) text += `${line}\n`;
	return sha256(new TextEncoder().encode(text));
}
