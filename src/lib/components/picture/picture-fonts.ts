/**
 * A drawing that carries those of the page's own faces that it names, so that it looks the same where they are not
 * installed. A face that cannot be fetched is left out: its text falls back to the families named after it.
 *
 * @param svg text of an SVG file
 */
export async function withFonts(svg: string): Promise<string> {
	const faces = pageFaces().filter(({ family }) => svg.includes(family));
	const rules = (await Promise.all(faces.map(ruleOf))).filter((rule) => rule !== null);
	if (rules.length === 0) return svg;
	return svg.replace(/<svg[^>]*>/, (start) => `${start}<style>${rules.join('')}</style>`);
}

interface Face {
	family: string;
	style: string;
	weight: string;
	url: string;
}

function pageFaces(): Face[] {
	return [...document.styleSheets].flatMap((sheet) =>
		rulesOf(sheet).flatMap((rule) => {
			if (!(rule instanceof CSSFontFaceRule)) return [];
			const of = (name: string) => rule.style.getPropertyValue(name);
			const source = /url\(["']?([^"')]+)/.exec(of('src'))?.[1];
			if (!source) return [];
			return {
				family: of('font-family').replaceAll(/["']/g, ''),
				style: of('font-style') || 'normal',
				weight: of('font-weight') || 'normal',
				url: new URL(source, sheet.href ?? document.baseURI).href
			};
		})
	);
}

/** A sheet of another origin, as an extension may add, keeps its rules to itself. */
function rulesOf(sheet: CSSStyleSheet): CSSRule[] {
	try {
		return [...sheet.cssRules];
	} catch {
		return [];
	}
}

async function ruleOf({ family, style, weight, url }: Face): Promise<string | null> {
	try {
		const response = await fetch(url);
		if (!response.ok) return null;
		const data = await dataUrlOf(await response.blob());
		return `@font-face{font-family:'${family}';font-style:${style};font-weight:${weight};src:url(${data}) format('woff2')}`;
	} catch {
		return null;
	}
}

function dataUrlOf(blob: Blob): Promise<string> {
	return new Promise((done, fail) => {
		const reader = new FileReader();
		reader.onload = () => done(String(reader.result));
		reader.onerror = () => fail(reader.error ?? new Error('The font cannot be read.'));
		reader.readAsDataURL(blob);
	});
}
