import { describe, expect, it } from 'vitest';
import {
	formatPredictionsCsv,
	parsePredictionsCsv,
	type PredictionRow
} from '#lib/data/sources/predictions-csv.ts';

const float32 = (values: number[]) => [...new Float32Array(values)];

const rows: PredictionRow[] = [
	{
		image: '9000099L',
		subject: '9000099',
		side: 'L',
		split: 'test',
		grade: 3,
		model: 'xception',
		probabilities: float32([0.1, 0.2, 0.3, 0.4, 1e-9])
	},
	{
		image: '9000099R',
		subject: '9000099',
		side: 'R',
		split: 'test',
		grade: 0,
		model: 'a, "quoted" name',
		probabilities: [1, 0, 0, 0, 0]
	}
];

describe('predictions.csv', () => {
	it('has the documented header and full precision', () => {
		const [header, first] = formatPredictionsCsv(rows, 5).split('\n');
		expect(header).toBe('image,subject,side,split,grade,model,p0,p1,p2,p3,p4');
		expect(first).toBe(
			'9000099L,9000099,L,test,3,xception,0.10000000149011612,0.20000000298023224,0.30000001192092896,0.4000000059604645,9.999999717180685e-10'
		);
	});

	it('reads back what it wrote, bit for bit', () => {
		expect(parsePredictionsCsv(formatPredictionsCsv(rows, 5), 'p.csv', 5)).toEqual(rows);
	});

	it('has as many probabilities as there are classes', () => {
		const three = [{ ...rows[1], model: 'm', grade: 2, probabilities: [0.25, 0.25, 0.5] }];
		const text = formatPredictionsCsv(three, 3);
		expect(text.split('\n')[0]).toBe('image,subject,side,split,grade,model,p0,p1,p2');
		expect(parsePredictionsCsv(text, 'p.csv', 3)).toEqual(three);
		expect(() => parsePredictionsCsv(text, 'p.csv', 5)).toThrow(/the header lacks p3, p4/);
		expect(() => parsePredictionsCsv(text.replace('test,2', 'test,3'), 'p.csv', 3)).toThrow(
			/record 1: grade is "3", expected 0 to 2/
		);
		const twelve = [
			{ ...rows[1], grade: 11, probabilities: rows[1].probabilities.concat(Array(7).fill(0)) }
		];
		expect(parsePredictionsCsv(formatPredictionsCsv(twelve, 12), 'p.csv', 12)).toEqual(twelve);
	});

	it('leaves the side empty where it is not known', () => {
		const unknown = [{ ...rows[0], image: 'NormalG0 (1)', subject: 'NormalG0 (1)', side: null }];
		const text = formatPredictionsCsv(unknown, 5);
		expect(text.split('\n')[1]).toMatch(/^NormalG0 \(1\),NormalG0 \(1\),,test,3,xception,/);
		expect(parsePredictionsCsv(text, 'p.csv', 5)).toEqual(unknown);
	});

	it('writes no formula for a spreadsheet, and reads the names back as they were', () => {
		const names = ['=1+1', '@cmd', '＝1', "'=1"];
		const hostile = names.map((name) => ({ ...rows[1], image: name, subject: name, model: name }));
		const text = formatPredictionsCsv(hostile, 5);
		expect(text.split('\n')[1]).toBe("'=1+1,'=1+1,R,test,0,'=1+1,1,0,0,0,0");
		expect(text).not.toMatch(/(^|,)[=@＝]/m);
		expect(parsePredictionsCsv(text, 'p.csv', 5)).toEqual(hostile);
	});

	it('reads columns in any order and Windows line ends', () => {
		const text =
			'p4,p3,p2,p1,p0,model,grade,split,side,subject,image\r\n0,0,0,0,1,m,2,val,R,7,7R\r\n';
		expect(parsePredictionsCsv(text, 'p.csv', 5)).toEqual([
			{
				image: '7R',
				subject: '7',
				side: 'R',
				split: 'val',
				grade: 2,
				model: 'm',
				probabilities: [1, 0, 0, 0, 0]
			}
		]);
	});

	const header = 'image,subject,side,split,grade,model,p0,p1,p2,p3,p4\n';
	const good = '1L,1,L,test,0,m,1,0,0,0,0\n';
	it.each([
		['a missing column', 'image,p0\n', /^p\.csv, line 1: the header lacks subject, side/],
		[
			'a grade out of range',
			`${header}${good}1R,1,R,test,5,m,1,0,0,0,0\n`,
			/record 2: grade is "5"/
		],
		['an empty grade', `${header}1R,1,R,test,,m,1,0,0,0,0\n`, /record 1: grade is ""/],
		['an unknown side', `${header}1R,1,left,test,0,m,1,0,0,0,0\n`, /record 1: side is "left"/],
		['an unknown split', `${header}1R,1,R,dev,0,m,1,0,0,0,0\n`, /record 1: split is "dev"/],
		['a missing probability', `${header}1R,1,R,test,0,m,1,,0,0,0\n`, /record 1: p1 is ""/],
		['NaN', `${header}1R,1,R,test,0,m,nan,0,0,0,0\n`, /record 1: p0 is "nan"/],
		[
			'a sum other than 1',
			`${header}1R,1,R,test,0,m,.5,0,0,0,0\n`,
			/record 1: p0 to p4 sum to 0.5/
		],
		['a short line', `${header}1R,1,R,test,0,m,1,0\n`, /record 1: Too few fields/],
		['a knee twice', `${header}${good}${good}`, /record 2: m already has 1L in record 1/],
		['no image', `${header},1,L,test,0,m,1,0,0,0,0\n`, /record 1: image is empty/]
	])('refuses %s with the line number', (_, text, message) => {
		expect(() => parsePredictionsCsv(text, 'p.csv', 5)).toThrow(message);
	});
});
