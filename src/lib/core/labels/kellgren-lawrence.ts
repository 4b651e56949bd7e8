/** Where the grades were defined. */
export const KELLGREN_LAWRENCE_SOURCE =
	'Kellgren and Lawrence, Annals of the Rheumatic Diseases 1957;16:494-502';

/** What each grade 0-4 asks for, after Kellgren and Lawrence 1957 and in words of our own. */
export const KELLGREN_LAWRENCE: readonly string[] = [
	'No sign of osteoarthritis: smooth edges of bone and a joint space of full width.',
	'Signs that may mean nothing: perhaps a small lip of bone at an edge, perhaps a slightly narrower space.',
	'A definite spur at an edge of the bone. The space is kept, or perhaps a little narrower.',
	'Several spurs of moderate size and a space that is definitely narrower. Bone at the joint may look denser, its ends may begin to change shape.',
	'Large spurs and a space that is mostly or wholly gone. Bone at the joint is much denser and its ends are deformed.'
];
