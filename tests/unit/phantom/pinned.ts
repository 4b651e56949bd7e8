import type { PhantomKnee } from '#lib/phantom/truth.ts';

/** SHA-256 of phantoms as generator version 1 draws them: one of each grade, and a photographic negative. */
export const PINNED: {
	knee: PhantomKnee;
	pixels: string;
	lesionMask: string;
	jointSpaceMask: string;
}[] = [
	{
		knee: { subject: '1000001', side: 'R', seed: 1933615710, grade: 0, generator: 1 },
		pixels: '768d9249a65bb274a12e77d5e980698cb5845b58f61995aaab97999e05fc5854',
		lesionMask: '6182ba8a831d4fd5a1e469cd7bbb745b23b455feadb8ba253e060b8250109906',
		jointSpaceMask: '314447182013a1c7270f530cc082df642215b442ad7fbe2f419324f0beb30efb'
	},
	{
		knee: { subject: '1000003', side: 'L', seed: 3015402733, grade: 1, generator: 1 },
		pixels: 'c68cb07c37fbd2d9821d525ab3248c056f35c077b74c3faf2f08993b3f1e3a8f',
		lesionMask: '6182ba8a831d4fd5a1e469cd7bbb745b23b455feadb8ba253e060b8250109906',
		jointSpaceMask: '330bca6f499a783224c3022f99d6aeddaf50c88f6cd0df1b352b2fb6cd9f67e8'
	},
	{
		knee: { subject: '1000002', side: 'R', seed: 3920623819, grade: 2, generator: 1 },
		pixels: '6930d72a545c2ada9c36fa6df70c211fce17662258b5b5c16e1bba1acb8b2b90',
		lesionMask: '93e21af45a3dbb2b86ea12e38215edf24ae21b40183be2c19c8549c1a1ee6ce6',
		jointSpaceMask: '0e94ee1aaa518cf88cfd1928507995eee4a4bbdd113ac599ab6f45ee6034306b'
	},
	{
		knee: { subject: '1000001', side: 'L', seed: 1933615710, grade: 3, generator: 1 },
		pixels: '48f5af5f400fee74c258be4bd763fc4175dc8d9eb37b3431aa38095999fea221',
		lesionMask: '14dfd72d117964e68698638e89e896f41f02ddc9558c89da98c194b23b2c32d3',
		jointSpaceMask: '17caaec31cbaa513447e818c8f1ac4fdb8f4c34e3e9fcfb382d7ac5c29227733'
	},
	{
		knee: { subject: '1000008', side: 'R', seed: 4144758391, grade: 4, generator: 1 },
		pixels: 'c4405b33338d8546146eb65da3bc4a4ad367c4dae7953b48292f296f2c771631',
		lesionMask: 'f556e046ae9d3aac8670293d59ef6f0032e6b6ad55711f067a085391df8eba65',
		jointSpaceMask: 'da80eed47225552ba23293347ee4cb8c1278d3290306f379b561108f501bcc25'
	},
	{
		knee: { subject: '1000088', side: 'L', seed: 1973509157, grade: 4, generator: 1 },
		pixels: '93e9b8a7f61985af6aac9b31022887c5c2bc7042e301321f465fec999b98e143',
		lesionMask: 'e7d37b31051b67fe40f680d2b14ffb1fe083a5bf756cab3bbd7c205ae4f77b47',
		jointSpaceMask: 'e3a294b3065d053a032d8a070d26ead2e9836591036b22de057700bab9526bef'
	}
];
