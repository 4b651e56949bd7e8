export const whereTheyLook = {
	id: 'where-they-look',
	title: 'Grad-CAM gallery',
	question: 'Which part of the knee speaks for each grade?'
};
