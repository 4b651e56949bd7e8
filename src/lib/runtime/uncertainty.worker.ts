import { expose } from 'comlink';
import { uncertaintyOf } from './uncertainty.ts';

expose({ uncertaintyOf });
