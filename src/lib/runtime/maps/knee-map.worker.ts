import { expose } from 'comlink';
import { installErrorTransfer } from '#lib/runtime/workers/error-transfer.ts';
import { drawKneeMap } from './knee-map.ts';
import { announceLife } from '#lib/runtime/workers/worker-life.ts';

announceLife();
installErrorTransfer();
expose(drawKneeMap);
