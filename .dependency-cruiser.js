/**
 * Circles of imports. Which folder of src/lib may import from which is held by eslint.config.js.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */
export default {
	forbidden: [
		{
			name: 'no-circle-of-files',
			comment: 'Move what both need into a file of its own.',
			severity: 'error',
			from: {},
			to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }
		},
		{
			name: 'no-circle-of-types',
			comment: 'Take the parts that are needed rather than the whole, or name the circle here.',
			severity: 'error',
			from: {
				pathNot: [
					'^src/lib/core/(records/model-checks|comparison/compare-probabilities)\\.ts$',
					'^src/lib/study/study\\.svelte\\.ts$',
					'^src/lib/study/answers/(intervals\\.svelte|more-exchanges\\.svelte|figure-questions|figure-costs|label-doubt)\\.ts$',
					'^src/lib/study/maps/map-colouring\\.ts$',
					'^src/lib/study/readings/probabilities\\.ts$',
					'^src/lib/study/selection/selected-rows\\.ts$',
					'^src/lib/study/systems/(rule-changes|systems\\.svelte)\\.ts$',
					'^src/lib/study/view/view-settings\\.svelte\\.ts$'
				]
			},
			to: { circular: true }
		}
	],
	options: {
		exclude: { path: 'node_modules' },
		tsPreCompilationDeps: true,
		enhancedResolveOptions: { extensions: ['.ts', '.svelte', '.js'] }
	}
};
