import { version } from '../../../../package.json';

/** e.g. "0.1.0" */
export const APP_VERSION: string = version;
