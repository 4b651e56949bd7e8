import { expose } from 'comlink';
import { computations } from './computations.ts';

expose(computations);
