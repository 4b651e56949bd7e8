export const whereTheyLook = {
	id: 'where-they-look',
	title: 'Where they look',
	question: 'Which part of the knee speaks for each grade?'
};
