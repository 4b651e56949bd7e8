import { expose } from 'comlink';
import { installErrorTransfer } from './error-transfer.ts';
import { drawKneeMap } from './knee-map.ts';

installErrorTransfer();
expose(drawKneeMap);
