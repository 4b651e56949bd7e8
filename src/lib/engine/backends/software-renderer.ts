/** Whether a device's name says that the processor only emulates a graphics card. */
export function isSoftwareRenderer(device: string): boolean {
	return /swiftshader|llvmpipe|lavapipe|softpipe|software|basic render|\bwarp\b/i.test(device);
}
