import { sveltekit } from '@sveltejs/kit/vite';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { staticFiles } from './scripts/site/static-files.ts';

const browserArguments = [
	'--no-sandbox',
	'--enable-unsafe-webgpu',
	'--disable-background-networking'
];

const tfjs = [
	'@tensorflow/tfjs-core',
	'@tensorflow/tfjs-core/dist/register_all_gradients.js',
	'@tensorflow/tfjs-backend-cpu',
	'@tensorflow/tfjs-backend-wasm',
	'@tensorflow/tfjs-backend-webgl',
	'@tensorflow/tfjs-backend-webgpu',
	'@tensorflow/tfjs-layers'
];

export default defineConfig({
	plugins: [staticFiles(), sveltekit()],
	optimizeDeps: {
		include: [
			...tfjs,
			'@tensorflow/tfjs-vis',
			'comlink',
			'fast-png',
			'fflate',
			'h5wasm',
			'image-size',
			'umap-js',
			'valibot'
		]
	},
	worker: {
		format: 'es',
		rolldownOptions: {
			output: {
				// Else shared code may end up in the entry of a worker, and WebKit runs an entry that is imported twice.
				codeSplitting: {
					groups: [
						{ name: 'shared', minShareCount: 2 },
						// What an entry shares with the parts that it loads later does not count as shared.
						{ name: 'core', test: /\/lib\/(core\/|engine\/errors\.ts)/ },
						{ name: 'tfjs', test: /tfjs-core\/dist\/(?!gradients\/|register_all_gradients)/ }
					]
				}
			}
		}
	},
	build: { target: 'es2022' },
	test: {
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					environment: 'node',
					include: ['tests/unit/**/*.test.ts'],
					exclude: ['tests/unit/**/*.mocked.test.ts'],
					// Modules are shared by the files of a worker: loading them anew took a third of the time.
					isolate: false,
					testTimeout: 60_000
				}
			},
			{
				extends: true,
				test: {
					// Tests that put something in the place of a module cannot share modules.
					name: 'unit-mocked',
					environment: 'node',
					include: ['tests/unit/**/*.mocked.test.ts'],
					testTimeout: 60_000
				}
			},
			{
				extends: true,
				resolve: { conditions: ['browser'] },
				test: {
					name: 'component',
					environment: 'jsdom',
					include: ['tests/component/**/*.test.ts'],
					setupFiles: ['tests/component/patience.ts'],
					testTimeout: 30_000,
					hookTimeout: 60_000
				}
			},
			{
				extends: true,
				test: {
					name: 'browser',
					include: ['tests/browser/**/*.test.ts'],
					testTimeout: 240_000,
					browser: {
						enabled: true,
						headless: true,
						screenshotFailures: false,
						provider: playwright({
							launchOptions: {
								executablePath: process.env.CHROME_PATH || '/usr/bin/chromium',
								args: browserArguments
							}
						}),
						instances: [{ browser: 'chromium' }]
					}
				}
			},
			{
				extends: true,
				test: {
					name: 'e2e',
					environment: 'node',
					include: ['tests/e2e/**/*.test.ts'],
					testTimeout: 240_000,
					hookTimeout: 120_000,
					fileParallelism: false
				}
			}
		]
	}
});
