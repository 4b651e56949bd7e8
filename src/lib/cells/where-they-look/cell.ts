export const whereTheyLook = {
	id: 'where-they-look',
	title: 'Grad-CAM gallery',
	question: 'Which part of the image contributes to each grade?'
};
