import { configure } from '@testing-library/svelte';

// How long a test looks for what must appear: a busy machine needs more than the library's second.
configure({ asyncUtilTimeout: 10_000 });
