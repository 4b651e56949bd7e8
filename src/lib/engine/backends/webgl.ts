import {
	env,
	findBackendFactory,
	registerBackend,
	removeBackend,
	setBackend
} from '@tensorflow/tfjs-core';
import { pagePart } from '#lib/core/async/page-part.ts';
import type { BackendOpener } from './backend.types.ts';
import { BackendUnavailableError } from '#lib/engine/errors.ts';
import { isSoftwareRenderer } from './software-renderer.ts';

const COMPILE_ONLY = 'ENGINE_COMPILE_ONLY';

/** WebGL 2 on a canvas of our own, so that a lost context is noticed. */
export const openWebGl: BackendOpener = async (_options, forced) => {
	const canvas = createCanvas();
	const gl = canvas?.getContext('webgl2', {
		alpha: false,
		antialias: false,
		premultipliedAlpha: false,
		preserveDrawingBuffer: false,
		depth: false,
		stencil: false,
		powerPreference: 'high-performance'
	}) as WebGL2RenderingContext | null | undefined;
	if (!canvas || !gl)
		throw new BackendUnavailableError('this browser does not offer WebGL 2 here.');

	const device = rendererName(gl);
	const emulated = isSoftwareRenderer(device ?? '');
	const release = () => gl.getExtension('WEBGL_lose_context')?.loseContext();
	if (emulated && !forced) {
		release();
		throw new BackendUnavailableError(
			`only software rendering (${device}), slower than WebAssembly.`
		);
	}

	const { MathBackendWebGL, setWebGLContext } = await pagePart(
		'The WebGL backend',
		() => import('@tensorflow/tfjs-backend-webgl')
	);
	setWebGLContext(2, gl);
	const backend = new MathBackendWebGL(canvas);
	if (findBackendFactory('webgl')) removeBackend('webgl');
	registerBackend('webgl', () => backend);
	await setBackend('webgl');

	let closed = false;
	const lost = new Promise<string>((resolve) => {
		canvas.addEventListener('webglcontextlost', () => {
			if (!closed) resolve('the browser took the WebGL context away');
		});
	});
	return {
		name: 'webgl',
		device,
		accelerated: !emulated,
		batchSize: 8,
		padLastBatch: true,
		lost,
		isLost: () => gl.isContextLost(),
		async precompile(trace) {
			env().set(COMPILE_ONLY, true);
			try {
				trace();
				await backend.checkCompileCompletionAsync();
				backend.getUniformLocations();
			} finally {
				env().set(COMPILE_ONLY, false);
			}
		},
		close() {
			closed = true;
			removeBackend('webgl');
			release();
		}
	};
};

function createCanvas(): OffscreenCanvas | HTMLCanvasElement | null {
	if (typeof OffscreenCanvas !== 'undefined') return new OffscreenCanvas(1, 1);
	return typeof document === 'undefined' ? null : document.createElement('canvas');
}

function rendererName(gl: WebGL2RenderingContext): string | null {
	const extension = gl.getExtension('WEBGL_debug_renderer_info');
	const name = gl.getParameter(extension ? extension.UNMASKED_RENDERER_WEBGL : gl.RENDERER);
	return typeof name === 'string' && name !== '' ? name : null;
}
