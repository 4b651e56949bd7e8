import type { KeyGroup } from '#lib/components/layout/KeysDialog.svelte';

/** What every key does, for the list of keys. */
export const KEYS: readonly KeyGroup[] = [
	{
		title: 'Matrices',
		actions: [
			{ keys: ['←', '→', '↑', '↓'], action: 'Move to a neighbouring cell or heading' },
			{ keys: ['Enter'], action: 'Show the knees behind it' },
			{ keys: ['Esc'], action: 'Clear the selection' }
		]
	},
	{
		title: 'Knees of a selection',
		actions: [
			{ keys: ['←', '→', '↑', '↓'], action: 'Move to a neighbouring knee' },
			{ keys: ['Home', 'End'], action: 'First or last knee' },
			{ keys: ['Enter'], action: 'Open the knee' },
			{ keys: ['H'], action: 'Heat on or off' },
			{ keys: ['Esc'], action: 'Clear the selection' }
		]
	},
	{
		title: 'An open knee',
		actions: [
			{ keys: ['←', '→'], action: 'Previous or next knee' },
			{ keys: ['O'], action: 'The other knee of the same person' },
			{ keys: ['S'], action: 'Signs on or off' },
			{ keys: ['H'], action: 'Heat on or off' },
			{ keys: ['+', '-'], action: 'Zoom in or out; also Ctrl and the wheel' },
			{ keys: ['0'], action: 'The whole image' },
			{ keys: ['Shift', '←', '→', '↑', '↓'], action: 'Move the zoomed image' },
			{ keys: ['I'], action: 'Invert' },
			{ keys: ['R'], action: 'Reset zoom, window and inversion' },
			{ keys: ['N'], action: 'Write a note' },
			{ keys: ['Esc'], action: 'Back to the selection' }
		]
	},
	{
		title: 'Embedding map',
		actions: [
			{ keys: ['←', '→', '↑', '↓'], action: 'Move to a neighbouring knee' },
			{ keys: ['Enter'], action: 'Open the knee' },
			{ keys: ['+', '-'], action: 'Zoom in or out; also Ctrl and the wheel' },
			{ keys: ['0'], action: 'The whole map' },
			{ keys: ['Shift', '←', '→', '↑', '↓'], action: 'Move the zoomed map' },
			{ keys: ['Esc'], action: 'Discard the lasso' }
		]
	},
	{ title: 'Anywhere', actions: [{ keys: ['?'], action: 'This list' }] }
];
