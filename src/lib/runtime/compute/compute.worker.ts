import { expose } from 'comlink';
import { computations } from './computations.ts';
import { installErrorTransfer } from '#lib/runtime/workers/error-transfer.ts';
import { announceLife } from '#lib/runtime/workers/worker-life.ts';

announceLife();
installErrorTransfer();
expose(computations);
