"""Inception-ResNet-v2 as keras.applications lays it out.

Szegedy et al., "Inception-v4, Inception-ResNet and the Impact of Residual Connections on
Learning", AAAI 2017. Its stem and reductions are unpadded, so a 224 px image ends in 5x5 cells.
"""

from keras import layers
from keras.src.applications.inception_resnet_v2 import CustomScaleLayer


def inception_resnet_v2(image, builder):
    """Stem, three series of residual Inception blocks; 1536 * width channels."""
    x = _conv(image, builder, 32, 3, strides=2, padding="valid")
    x = _conv(x, builder, 32, 3, padding="valid")
    x = _conv(x, builder, 64, 3)
    x = _max_pool(x, builder)
    x = _conv(x, builder, 80, 1, padding="valid")
    x = _conv(x, builder, 192, 3, padding="valid")
    x = _max_pool(x, builder)

    x = _mixed_5b(x, builder)
    for index in range(1, 11):
        x = _residual(x, builder, f"block35_{index}", _branches_35, scale=0.17)
    x = _mixed_6a(x, builder)
    for index in range(1, 21):
        x = _residual(x, builder, f"block17_{index}", _branches_17, scale=0.1)
    x = _mixed_7a(x, builder)
    for index in range(1, 10):
        x = _residual(x, builder, f"block8_{index}", _branches_8, scale=0.2)
    x = _residual(x, builder, "block8_10", _branches_8, scale=1.0, relu=False)

    return _conv(x, builder, 1536, 1, name="conv_7b")


def _mixed_5b(x, builder):
    one = _conv(x, builder, 96, 1)
    five = _chain(x, builder, (48, 1), (64, 5))
    threes = _chain(x, builder, (64, 1), (96, 3), (96, 3))
    pool = layers.AveragePooling2D(
        3, strides=1, padding="same", name=builder.automatic("average_pooling2d")
    )(x)
    pool = _conv(pool, builder, 64, 1)
    return layers.Concatenate(axis=3, name="mixed_5b")([one, five, threes, pool])


def _mixed_6a(x, builder):
    three = _reduce(x, builder, 384)
    threes = _reduce(_chain(x, builder, (256, 1), (256, 3)), builder, 384)
    return layers.Concatenate(axis=3, name="mixed_6a")([three, threes, _max_pool(x, builder)])


def _mixed_7a(x, builder):
    first = _reduce(_conv(x, builder, 256, 1), builder, 384)
    second = _reduce(_conv(x, builder, 256, 1), builder, 288)
    third = _reduce(_chain(x, builder, (256, 1), (288, 3)), builder, 320)
    pool = _max_pool(x, builder)
    return layers.Concatenate(axis=3, name="mixed_7a")([first, second, third, pool])


def _branches_35(x, builder):
    one = _conv(x, builder, 32, 1)
    three = _chain(x, builder, (32, 1), (32, 3))
    return [one, three, _chain(x, builder, (32, 1), (48, 3), (64, 3))]


def _branches_17(x, builder):
    one = _conv(x, builder, 192, 1)
    return [one, _chain(x, builder, (128, 1), (160, (1, 7)), (192, (7, 1)))]


def _branches_8(x, builder):
    one = _conv(x, builder, 192, 1)
    return [one, _chain(x, builder, (192, 1), (224, (1, 3)), (256, (3, 1)))]


def _residual(x, builder, name, branches, scale, relu=True):
    """The branches, joined and projected to the channels of `x`, scaled and added to it."""
    mixed = layers.Concatenate(axis=3, name=f"{name}_mixed")(branches(x, builder))
    update = layers.Conv2D(x.shape[-1], 1, padding="same", name=f"{name}_conv")(mixed)
    scaled = CustomScaleLayer(scale, name=builder.automatic("custom_scale_layer"))
    x = scaled([x, update])
    return layers.Activation("relu", name=f"{name}_ac")(x) if relu else x


def _chain(x, builder, *convolutions):
    for filters, kernel in convolutions:
        x = _conv(x, builder, filters, kernel)
    return x


def _reduce(x, builder, filters):
    return _conv(x, builder, filters, 3, strides=2, padding="valid")


def _conv(x, builder, filters, kernel, strides=1, padding="same", name=None):
    """Convolution, BatchNormalization without gamma, ReLU."""
    conv = builder.conv(filters, kernel, name, strides=strides, padding=padding, use_bias=False)
    norm = builder.norm(name and f"{name}_bn", axis=3, scale=False)
    relu = layers.Activation("relu", name=f"{name}_ac" if name else builder.automatic("activation"))
    return relu(norm(conv(x)))


def _max_pool(x, builder):
    return layers.MaxPooling2D(3, strides=2, name=builder.automatic("max_pooling2d"))(x)
