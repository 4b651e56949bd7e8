/** Where the static files are; absolute, each ending with `/`, so that a worker can use them too. */
export interface StaticUrls {
	testset: string;
	models: string;
	study: string;
}
