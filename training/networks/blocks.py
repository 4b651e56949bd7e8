"""What the three topologies share: scaled filter counts, momentum and Keras' automatic names."""

from keras import layers

CHANNEL_MULTIPLE = 8


class Builder:
    """Makes layers with scaled filters, the chosen momentum and names counted as Keras counts them.

    Keras numbers unnamed layers over the life of the process; counting here makes the names of a
    network the same however many were built before it.
    """

    def __init__(self, width=1.0, momentum=0.99):
        self.width = width
        self.momentum = momentum
        self._counts = {}

    def channels(self, published):
        """Filters at this width: the nearest multiple of 8 to `published * width`, at least 8."""
        if self.width == 1.0:
            return published
        nearest = int(published * self.width / CHANNEL_MULTIPLE + 0.5) * CHANNEL_MULTIPLE
        return max(CHANNEL_MULTIPLE, nearest)

    def automatic(self, prefix):
        """The next of `prefix`, `prefix_1`, `prefix_2`, ..."""
        count = self._counts.get(prefix, 0)
        self._counts[prefix] = count + 1
        return prefix if count == 0 else f"{prefix}_{count}"

    def conv(self, published, kernel, name=None, **options):
        """Conv2D with scaled filters."""
        name = name or self.automatic("conv2d")
        return layers.Conv2D(self.channels(published), kernel, name=name, **options)

    def norm(self, name=None, **options):
        """BatchNormalization with the chosen momentum."""
        name = name or self.automatic("batch_normalization")
        return layers.BatchNormalization(momentum=self.momentum, name=name, **options)
