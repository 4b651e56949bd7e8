import { expose } from 'comlink';
import { computations } from './computations.ts';
import { installErrorTransfer } from './error-transfer.ts';
import { announceLife } from './worker-life.ts';

announceLife();
installErrorTransfer();
expose(computations);
