export interface ImageHeader {
	kind: 'png' | 'jpeg';
	width: number;
	height: number;
}

/**
 * Kind and size of a PNG or JPEG file from its first bytes, so that nothing large is decoded before its size is
 * known. Null for any other file, and for one whose header is damaged.
 */
export function readImageHeader(bytes: Uint8Array): ImageHeader | null {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (bytes.length >= 24 && view.getUint32(0) === 0x89504e47 && view.getUint32(4) === 0x0d0a1a0a) {
		return { kind: 'png', width: view.getUint32(16), height: view.getUint32(20) };
	}
	if (bytes.length >= 4 && view.getUint16(0) === 0xffd8) return jpegHeader(view);
	return null;
}

/** Walks the segments to the start of frame (ITU T.81, B.1.1.3 and B.2.2). */
function jpegHeader(view: DataView): ImageHeader | null {
	let offset = 2;
	while (offset + 9 <= view.byteLength) {
		if (view.getUint8(offset) !== 0xff) return null;
		const marker = view.getUint8(offset + 1);
		if (marker === 0xff) {
			offset += 1;
			continue;
		}
		const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
		if (isFrame) {
			return {
				kind: 'jpeg',
				width: view.getUint16(offset + 7),
				height: view.getUint16(offset + 5)
			};
		}
		offset += 2 + view.getUint16(offset + 2);
	}
	return null;
}
