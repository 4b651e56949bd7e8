import { asError } from '../src/lib/core/async/as-error.ts';

const reasons: Readonly<Record<string, string>> = {
	EACCES: 'permission is denied',
	EBUSY: 'it is in use by the system, perhaps as the place where a disk is mounted',
	EDQUOT: 'the disk quota is used up',
	EEXIST: 'it already exists',
	EFBIG: 'the file would be too large',
	EIO: 'the disk reports an error',
	EISDIR: 'it is a folder, a file was expected',
	ELOOP: 'its links form a loop',
	EMFILE: 'too many files are open',
	ENAMETOOLONG: 'the name is too long',
	ENOENT: 'there is no such file or folder',
	ENOSPC: 'there is no space left on the disk',
	ENOTDIR: 'a part of the path is a file, not a folder',
	ENOTEMPTY: 'the folder is not empty',
	EPERM: 'the system does not allow it',
	EROFS: 'the disk is read-only',
	ERR_FS_FILE_TOO_LARGE: 'the file is larger than 2 GiB, more than can be read',
	EXDEV: 'it is on another disk than the folder around it'
};

/** Errors of the program itself rather than of what it was given. */
const internal = [EvalError, ReferenceError, SyntaxError, TypeError];
const longest = 2000;
/** The hidden folder that a file is written into before it is moved to its place. */
const onItsWay = /\.kneelens-[A-Za-z0-9]{6}[/\\]new[/\\]/;

/** An error in words for the person who typed the command: never a stack. */
export function plainError(thrown: unknown): string {
	const error = asError(thrown);
	const { code, path, syscall } = error as NodeJS.ErrnoException;
	const reason = code === undefined ? undefined : reasons[code];
	if (reason) return `${path?.replace(onItsWay, '') ?? syscall ?? 'A file'}: ${reason}.`;
	const message = error.message.trim() || error.name;
	const short = message.length > longest ? `${message.slice(0, longest)} ...` : message;
	if (!internal.some((kind) => error instanceof kind)) return short;
	return `Something went wrong inside this program: ${short}`;
}
