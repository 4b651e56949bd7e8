/** Films begun in one frame: decoding them takes a few milliseconds, so that scrolling stays smooth. */
const FILMS_A_FRAME = 3;

type Task = () => void;

/** Tasks that came in one frame, in their order; the latest such group comes last. */
const groups: Task[][] = [];
let arriving: Task[] | null = null;
let frame: number | null = null;

/**
 * Runs a task in one of the frames after the next, which shows what the task came with. What comes together keeps its
 * order, and what came last goes first: what one scrolls to comes before what one scrolled past.
 *
 * @returns takes it back while it waits
 */
export function inTurn(task: Task): () => void {
	if (!arriving) groups.push((arriving = []));
	const group = arriving;
	group.push(task);
	frame ??= requestAnimationFrame(() => {
		arriving = null;
		frame = requestAnimationFrame(work);
	});
	return () => {
		const at = group.indexOf(task);
		if (at >= 0) group.splice(at, 1);
	};
}

function work(): void {
	arriving = null;
	for (let i = 0; i < FILMS_A_FRAME; i++) {
		while (groups.at(-1)?.length === 0) groups.pop();
		const task = groups.at(-1)?.shift();
		if (!task) break;
		task();
	}
	frame = groups.length > 0 ? requestAnimationFrame(work) : null;
}
