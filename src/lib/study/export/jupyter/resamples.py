class Xoshiro128:
    """xoshiro128** 1.1 (Blackman & Vigna 2021), its state filled by SplitMix32: the page's own generator."""

    MASK = 0xFFFFFFFF

    def __init__(self, seed):
        self.state = []
        for _ in range(4):
            seed = (seed + 0x9E3779B9) & self.MASK
            z = ((seed ^ (seed >> 16)) * 0x85EBCA6B) & self.MASK
            z = ((z ^ (z >> 13)) * 0xC2B2AE35) & self.MASK
            self.state.append(z ^ (z >> 16))

    def word(self):
        a, b, c, d = self.state
        scrambled = (b * 5) & self.MASK
        scrambled = ((scrambled << 7) | (scrambled >> 25)) & self.MASK
        shifted = (b << 9) & self.MASK
        c ^= a
        d ^= b
        b ^= c
        a ^= d
        c ^= shifted
        d = ((d << 11) | (d >> 21)) & self.MASK
        self.state = [a, b, c, d]
        return (scrambled * 9) & self.MASK

    def below(self, count):
        """A whole number from 0 to count - 1, every one equally likely."""
        complete = 2**32 - 2**32 % count
        word = self.word()
        while word >= complete:
            word = self.word()
        return word % count


bootstrap = expected["bootstrap"]
shared = set.intersection(*(set(knees.index) for knees in by_system.values()))
order = [image for image in by_system[names[0]].index if image in shared]
common = by_system[names[0]].loc[order]
subject_of, subjects = pd.factorize(common["subject"])
resamples = bootstrap["resamples"] if bootstrap else 2000

generator = Xoshiro128(bootstrap["seed"] if bootstrap else 1)
times = np.array(
    [
        np.bincount(
            [generator.below(len(subjects)) for _ in subjects], minlength=len(subjects)
        )
        for _ in range(resamples)
    ]
)
if bootstrap:
    assert len(common) == bootstrap["knees"] and len(subjects) == bootstrap["subjects"]
print(f"{resamples} resamples of {len(subjects)} subjects with {len(common)} knees")
