import { expose } from 'comlink';
import { installErrorTransfer } from './error-transfer.ts';
import { drawKneeMap } from './knee-map.ts';
import { announceLife } from './worker-life.ts';

announceLife();
installErrorTransfer();
expose(drawKneeMap);
