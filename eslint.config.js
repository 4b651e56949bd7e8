import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import prettier from 'eslint-config-prettier';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/**
 * Which folders of src/lib each folder may import from. Every folder may import from itself.
 * The order is the architecture: core knows nothing, routes know everything but the engine's insides.
 */
const allowed = {
	core: [],
	engine: ['core'],
	keras: ['core'],
	data: ['core'],
	phantom: ['core'],
	charts: ['core'],
	components: ['core'],
	styles: [],
	runtime: ['engine', 'keras', 'data', 'core'],
	study: ['runtime', 'data', 'phantom', 'core'],
	words: ['study', 'core'],
	panels: ['words', 'study', 'charts', 'components', 'core'],
	cells: ['panels', 'words', 'study', 'charts', 'components', 'core']
};

/** Folders whose types, not whose code, a folder may import besides. */
const allowedTypes = { words: ['charts', 'components'] };

const packagesOnlyIn = [
	{ group: ['@tensorflow/*'], folders: ['engine'], except: ['@tensorflow/tfjs-vis'] },
	{ group: ['d3', 'd3-*', '@tensorflow/tfjs-vis'], folders: ['charts'], except: [] },
	{ group: ['umap-js'], folders: ['runtime'], except: [] },
	{ group: ['h5wasm', 'h5wasm/*'], folders: ['keras'], except: [] },
	{
		group: ['svelte', 'svelte/*', 'bits-ui', '@lucide/*', '$app/*'],
		folders: ['charts', 'components', 'cells', 'panels', 'study'],
		except: []
	}
];

function importPatterns(folder) {
	const folders = Object.keys(allowed).filter(
		(other) => other !== folder && !allowed[folder].includes(other)
	);
	const patterns = folders.map((other) => ({
		regex: `^#lib/${other}/`,
		allowTypeImports: allowedTypes[folder]?.includes(other) ?? false,
		message: `${folder} may not import from ${other} (see ARCHITECTURE.md).`
	}));
	patterns.push({
		regex: '^\\.\\./(?!.*package\\.json$)',
		message: 'What lies in another folder is imported as #lib/...'
	});
	for (const rule of packagesOnlyIn) {
		if (rule.folders.includes(folder)) continue;
		patterns.push({
			group: [...rule.group, ...rule.except.map((name) => `!${name}`)],
			message: `${folder} may not import this package (see ARCHITECTURE.md).`
		});
	}
	return patterns;
}

function importRules(files, patterns) {
	return {
		files,
		rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] }
	};
}

export default ts.config(
	...ts.configs.recommended,
	...svelte.configs.recommended,
	prettier,
	...svelte.configs.prettier,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			'no-undef': 'off',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
			'@typescript-eslint/no-explicit-any': 'error'
		}
	},
	{
		files: ['**/*.ts', '**/*.svelte', '**/*.mjs'],
		languageOptions: {
			parserOptions: {
				projectService: true,
				tsconfigRootDir: import.meta.dirname,
				extraFileExtensions: ['.svelte']
			}
		},
		rules: {
			// A failed download or computation must be said; `void` marks what keeps its own failure.
			'@typescript-eslint/no-floating-promises': 'error'
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			parserOptions: {
				extraFileExtensions: ['.svelte'],
				parser: ts.parser,
				svelteConfig
			}
		},
		rules: {
			// Maps held in $state.raw are replaced as a whole, never changed.
			'svelte/prefer-svelte-reactivity': 'off'
		}
	},
	...Object.keys(allowed).map((folder) =>
		importRules([`src/lib/${folder}/**/*.{ts,svelte}`], importPatterns(folder))
	),
	importRules(
		['src/lib/cells/*/**/*.{ts,svelte}'],
		[
			...importPatterns('cells'),
			{
				regex: '^#lib/cells/',
				message: 'A cell imports no other cell: what several say is in words or panels.'
			}
		]
	),
	{
		files: ['src/lib/{cells,charts,components,engine,panels,runtime,study,words}/**/*.{ts,svelte}'],
		rules: {
			'no-restricted-syntax': [
				'error',
				{
					selector:
						":not(CallExpression[callee.name='pagePart'] > ArrowFunctionExpression) > ImportExpression",
					message:
						'Fetch it with pagePart (core/async/page-part.ts): a part that does not come must be said.'
				}
			]
		}
	},
	{
		files: ['src/routes/**/*.{ts,svelte}'],
		rules: {
			'no-restricted-imports': [
				'error',
				{
					patterns: [
						{
							regex: '^(#lib/(engine|runtime|keras|phantom)/|@tensorflow/|d3($|-))',
							message:
								'Routes choose cells; they do no maths and run no networks (see ARCHITECTURE.md).'
						}
					]
				}
			]
		}
	},
	{
		ignores: [
			'.cache/',
			'build/',
			'.svelte-kit/',
			'node_modules/',
			'static/',
			'training/',
			'tests/fixtures/'
		]
	}
);
