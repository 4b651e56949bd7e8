/** Where the grades were defined. */
export const KELLGREN_LAWRENCE_SOURCE =
	'Kellgren and Lawrence, Annals of the Rheumatic Diseases 1957;16:494-502';

/** What each grade 0-4 asks for, after Kellgren and Lawrence 1957 and in words of our own. */
export const KELLGREN_LAWRENCE: readonly string[] = [
	'No sign of osteoarthritis: smooth edges of bone and a joint space of full width.',
	'Signs of doubtful significance: perhaps a small lip of bone at an edge, perhaps a slightly narrower joint space.',
	'A definite spur (osteophyte) at an edge of the bone. The joint space is preserved, or perhaps a little narrower.',
	'Several spurs of moderate size and a joint space that is definitely narrower. Bone at the joint may look denser (sclerosis), its ends may begin to change shape.',
	'Large spurs and a joint space that is mostly or wholly gone. Bone at the joint is much denser and its ends are deformed.'
];
