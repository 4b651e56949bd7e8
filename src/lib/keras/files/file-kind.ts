/** What a file is that starts with these bytes or this text but is no Keras model, and what to do. */
const KINDS: readonly { begins: readonly number[] | RegExp; at?: number; is: string }[] = [
	{
		begins: /^version https:\/\/git-lfs/,
		is: 'this is a Git LFS pointer, not the model itself; run "git lfs pull" in the folder that was cloned, or download the file from the website'
	},
	{
		begins: /^\s*(<!doctype html|<html|<head|<\?xml)/i,
		is: 'this is a web page, not a model; the download gave a page instead of the file, download it again while logged in'
	},
	{
		begins: /^\s*\{[^]*"(class_name|modelTopology)"/,
		is: 'this is a JSON text: the architecture without its weights, or a part of a TF.js model; save the whole model with model.save("name.keras")'
	},
	{
		begins: /^model_checkpoint_path:/,
		is: 'this belongs to a TensorFlow checkpoint, which holds weights without an architecture; load them into the model with load_weights and save it with model.save("name.keras")'
	},
	{ begins: [0x1f, 0x8b], is: 'this is compressed with gzip; unpack it and give the model inside' },
	{
		begins: [0x52, 0x61, 0x72, 0x21],
		is: 'this is a RAR archive; unpack it and give the model inside'
	},
	{
		begins: [0x37, 0x7a, 0xbc, 0xaf],
		is: 'this is a 7-Zip archive; unpack it and give the model inside'
	},
	{
		begins: [0x54, 0x46, 0x4c, 0x33],
		at: 4,
		is: 'this is a TensorFlow Lite model; give the Keras model that it was converted from'
	},
	{
		begins: [0x80, 0x02],
		is: 'this is a Python pickle, as PyTorch and joblib write it; nothing in a pickle is ever run, save a Keras model with model.save("name.keras")'
	},
	{
		begins: [0x80, 0x04],
		is: 'this is a Python pickle, as joblib writes it; nothing in a pickle is ever run, save a Keras model with model.save("name.keras")'
	},
	{
		begins: [0x08, 0x01, 0x12],
		is: 'this looks like the saved_model.pb of a SavedModel folder; load that folder with Keras and save the model with model.save("name.keras")'
	}
];

/** The sentence about a file that is neither HDF5 nor zip. */
export function describeUnreadable(bytes: Uint8Array): string {
	if (bytes.length === 0) return 'the file is empty';
	const start = new TextDecoder('latin1').decode(bytes.subarray(0, 256));
	const kind = KINDS.find(({ begins, at = 0 }) =>
		begins instanceof RegExp
			? begins.test(start)
			: begins.every((byte, i) => bytes[at + i] === byte)
	);
	return (
		kind?.is ??
		'this is neither an HDF5 (.h5) nor a .keras file; save the model with model.save("name.keras")'
	);
}
