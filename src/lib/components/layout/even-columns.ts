/** Into how many columns, at most so many, a number of parts is laid so that its lines are about equally long. */
export function evenColumns(parts: number, most = 3): number {
	return Math.ceil(parts / Math.max(1, Math.ceil(parts / most)));
}
