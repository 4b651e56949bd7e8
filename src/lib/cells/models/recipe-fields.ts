/** What the settings that the training recipe writes are called; others keep their own name. */
export const FIELD_NAMES: Readonly<Record<string, string>> = {
	net: 'Network',
	width: 'Width',
	seed: 'Seed',
	batch: 'Knees a step',
	coarse_size: 'Small image side in pixels',
	steps: 'Steps on small images',
	rate: 'Peak learning rate, small images',
	fine_steps: 'Steps on full images',
	fine_rate: 'Peak learning rate, full images',
	warmup: 'Warm-up steps',
	clipnorm: 'Gradients clipped at norm',
	momentum: 'Momentum of batch normalisation',
	dropout: 'Dropout before the last layer',
	optimizer: 'Optimizer',
	classWeights: 'Class weights',
	gitRevision: 'Git revision of the recipe',
	schedule: 'Learning rate schedule',
	chosen: 'Weights kept',
	augmentation: 'Augmentation',
	durationSeconds: 'Training time'
};
