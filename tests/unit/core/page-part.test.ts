import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MissingPartError, pagePart } from '#lib/core/async/page-part.ts';

beforeEach(() => {
	vi.useFakeTimers();
});

afterEach(() => {
	vi.useRealTimers();
});

it('hands over the part', async () => {
	expect(await pagePart('The tour', async () => ({ startTour: 1 }))).toEqual({ startTour: 1 });
	expect(vi.getTimerCount()).toBe(0);
});

it('names the part that cannot be fetched, and says what to do', async () => {
	const cause = new TypeError('Failed to fetch dynamically imported module: http://x/D2uS9R8d.js');
	const error = await pagePart('The tour', () => Promise.reject(cause)).catch((error) => error);
	expect(error).toBeInstanceOf(MissingPartError);
	expect(error.message).toMatch(/^The tour could not be fetched\..* reload the page\.$/);
	expect(error).toMatchObject({ cause, late: false });
});

it('says of a part that does not come that it is late', async () => {
	const asked = pagePart('The tour', () => new Promise(() => {})).catch((error: Error) => error);
	await vi.advanceTimersByTimeAsync(19_900);
	expect(await Promise.race([asked, 'waiting'])).toBe('waiting');
	await vi.advanceTimersByTimeAsync(200);
	expect(await asked).toMatchObject({
		message: expect.stringMatching(/^The tour did not arrive within 20 seconds\./),
		late: true
	});
});
