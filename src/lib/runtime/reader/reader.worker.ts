import { expose } from 'comlink';
import { FileStore } from '#lib/data/files/file-store.ts';
import { httpFiles } from '#lib/data/files/http-files.ts';
import { installErrorTransfer } from '#lib/runtime/workers/error-transfer.ts';
import { EngineReader } from './reader.ts';
import { ReaderService } from './reader-service.ts';
import { announceLife } from '#lib/runtime/workers/worker-life.ts';

announceLife();
installErrorTransfer();
expose(
	new ReaderService(
		({ wasmPaths }) =>
			new EngineReader({ files: new FileStore(httpFiles(location.href)), wasmPaths })
	)
);
