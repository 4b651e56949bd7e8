import type { OsteophyteSite, Side } from '#lib/core/records/test-set.ts';
import type { Compartment, Grade } from './truth.ts';

/** Side of a film, pixels. */
export const SIZE = 224;

/** Knee coordinates in mm: x to medial, y downwards, the origin at the middle of the joint. */
export type Point = [x: number, y: number];

/** The signs of osteoarthritis in one knee. */
export interface KneeDisease {
	/** Joint-space width the compartment would have without disease, mm. */
	healthyMm: Record<Compartment, number>;
	/** Fraction lost of the compartment's healthy width, 0-1. */
	narrowing: Record<Compartment, number>;
	osteophyteMm: Record<OsteophyteSite, number>;
	/** Subchondral sclerosis, 0 (none) to 1. */
	sclerosis: Record<Compartment, number>;
	/** Depth of bone lost from the tibial plateau, mm. */
	attritionMm: Record<Compartment, number>;
}

/** Where the knee lies in the image. */
export interface View {
	millimetresPerPixel: number;
	/** Of the knee in the image plane, radians. */
	rotation: number;
	/** The middle of the joint, pixels. */
	centre: Point;
}

/** How a knee was exposed, developed and digitised. */
export interface Imaging {
	/** Steepness of 1 - exp(-k attenuation). */
	saturation: number;
	/** Grey value of the soft tissue in the joint, before digital processing. */
	jointGrey: number;
	/** How much brighter bone is, grey values. */
	contrast: number;
	/** Standard deviation of the unsharpness, px. */
	blurPx: number;
	/** Standard deviation of the film noise, grey values. */
	noise: number;
	/** Share of the broad brightness differences taken away by digital processing. */
	equalisation: number;
	/** Gain of fine detail by digital processing. */
	detail: number;
	/** Columns hidden by the collimator on the left and right. */
	collimated: [left: number, right: number];
	/** Shown as a photographic negative. */
	negative: boolean;
}

/** How a bone's edge looks along one stretch of its outline. */
export interface EdgeLook {
	/** Radius over which the bone reaches its full thickness, mm. */
	round: number;
	/** Thickness right at the edge, 0 (rounded away) to 1 (seen along a flat face). */
	face: number;
	/** Strength of the cortical line. */
	cortex: number;
	/** Breadth of the cortical line, mm. */
	breadth: number;
}

export type Bone = 'femur' | 'tibia' | 'fibula' | 'patella';

/** How one knot of a bone differs from its template: moved by mm, with a cortical line of this strength. */
export interface KnotVariation {
	dx: number;
	dy: number;
	cortex: number;
}

/** The shapes of the bones; what is no length is relative to the average knee. */
export interface BoneShapes {
	breadth: number;
	shaftBreadth: number;
	flareHeight: number;
	notchBreadth: number;
	notchHeight: number;
	condyleRound: number;
	taper: number;
	spineHeight: number;
	plateauDish: number;
	eminenceShiftMm: number;
	fibulaAt: Point;
	patellaAt: Point;
	patellaSize: number;
	/** One of every knot of the bone's template. */
	knots: Record<Bone, KnotVariation[]>;
}

/** A faint bright line in the bone: knee mm, breadth in mm, strength in units of a condyle's attenuation. */
export interface Landmark {
	points: Point[];
	breadth: number;
	strength: number;
}

/** The second rim of a plateau, `depth` mm below the first in the middle of the knee. */
export interface PlateauRim {
	depth: number;
	breadth: number;
	strength: number;
}

export interface Landmarks {
	/** Of the femur before it is lifted to its joint-space width. */
	femur: Landmark[];
	tibiaScars: Landmark[];
	plateauRims: Record<Compartment, PlateauRim>;
	eminenceStreaks: Landmark[];
}

/** Smooth noise: values of a coarse square grid, row by row, `period` pixels apart. */
export interface Cloud {
	period: number;
	grid: number[];
}

/** Skin, fat and muscle; lengths in mm. */
export interface SoftTissue {
	medial: number;
	lateral: number;
	fat: number;
	thighSpread: number;
	calfBulge: number;
	pad: number;
	padY: number;
	medialGradient: number;
	clouds: Cloud;
}

/** How dense the bones are, in units of a condyle's attenuation. */
export interface BoneDensity {
	blotches: Cloud;
	mottle: Cloud;
	trabecularStrength: number;
	patellaThickness: number;
	patellaRim: number;
	fibulaThickness: number;
	fossa: number;
	shaftLoss: number;
	lateralCondyle: number;
}

/** A knee as it would be without disease, and how disease would show on it. */
export interface Anatomy {
	bones: BoneShapes;
	landmarks: Landmarks;
	/** Unevenness of a diseased edge: a normal deviate of every vertex of the outline. */
	roughness: Record<'femur' | 'tibia', number[]>;
	/** The angle at which an osteophyte leaves its bone, radians. */
	spurRise: Record<OsteophyteSite, number>;
	softTissue: SoftTissue;
	density: BoneDensity;
}

/** Everything that decides a phantom; plain JSON, to be changed part by part. */
export interface PhantomSpec {
	side: Side;
	/** Unsigned 32-bit seed of the grain of bone and film. */
	seed: number;
	disease: KneeDisease;
	/** Kellgren-Lawrence grades by two independent readers. */
	readings: { first: Grade; second: Grade };
	anatomy: Anatomy;
	view: View;
	imaging: Imaging;
}
