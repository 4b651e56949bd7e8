import { asSentence } from '#lib/core/as-sentence.ts';
import type { BackendName } from '#lib/core/network/backend.ts';

/** What follows the last feature map is no head that grades, and heat maps, can be made of. */
export class UnsupportedHeadError extends Error {
	override name = 'UnsupportedHeadError';

	constructor(network: string, found: string) {
		super(
			`${network} ends in ${found}. The engine reads networks whose last feature map is pooled or flattened, followed by ` +
				'Dense layers, activations, normalisation and Dropout, with softmax, sigmoid or nothing at the end: give the network such a head.'
		);
	}
}

/** The network is not one that grades knees from an image: wrong number of classes or channels. */
export class UnsupportedNetworkError extends Error {
	override name = 'UnsupportedNetworkError';
}

/** One backend cannot run here, or gave wrong numbers. */
export class BackendUnavailableError extends Error {
	override name = 'BackendUnavailableError';
}

/** Why a backend can do no more: in `reason` what happened, in the message also what to do where no other takes over. */
abstract class BackendError extends Error {
	constructor(
		readonly reason: string,
		advice: string
	) {
		super(`${reason} ${advice}`);
	}
}

/** No backend of those allowed runs here. */
export class NoBackendError extends Error {
	override name = 'NoBackendError';
	readonly passedOver: { backend: BackendName; reason: string }[];

	constructor(passedOver: { backend: BackendName; reason: string }[]) {
		const reasons = passedOver
			.map(({ backend, reason }) => asSentence(`${backend}: ${reason}`))
			.join(' ');
		super(
			`No backend can run the networks here. ${reasons} ` +
				'Try another browser, bring this one up to date, or let the backend be chosen automatically.'
		);
		this.passedOver = passedOver;
	}
}

/** The graphics device went away while the engine was using it. */
export class DeviceLostError extends BackendError {
	override name = 'DeviceLostError';

	/** @param cause as the browser gives it */
	constructor(backend: BackendName, cause: string) {
		super(
			`The graphics device was lost (${backend}: ${withoutStop(cause)}).`,
			'What was read so far is kept: try again to go on from there, with the backend "wasm" if it keeps happening.'
		);
	}
}

/** A backend broke while a network was compiled or read; others may do it. */
export class BackendFailedError extends BackendError {
	override name = 'BackendFailedError';

	/** @param cause as the backend gives it */
	constructor(
		readonly backend: BackendName,
		network: string,
		cause: string
	) {
		super(
			`${network} could not be run on ${backend} (${withoutStop(cause)}).`,
			'Let the backend be chosen automatically, or leave this network out.'
		);
	}
}

/** Pixels that are not the images they are said to be: a fault of the program that calls the engine. */
export class ImageSizeError extends RangeError {
	override name = 'ImageSizeError';
}

/** What was asked to be explained is not there: a fault of whoever chose the method, layer or class. */
export class NotExplainableError extends RangeError {
	override name = 'NotExplainableError';
}

/** A network answered with something that is not a number. */
export class InvalidReadingError extends BackendError {
	override name = 'InvalidReadingError';

	constructor(network: string) {
		super(
			`${network} answered with values that are not finite numbers.`,
			'Its weights may be damaged, or the graphics driver faulty: load the network again, or run it with the backend "wasm".'
		);
	}
}

/** The engine was asked for something in the wrong order: a fault of the program that calls it. */
export class EngineStateError extends Error {
	override name = 'EngineStateError';
}

function withoutStop(cause: string): string {
	return cause.replace(/\.$/, '');
}
