"""Xception. Chollet, "Xception: Deep Learning with Depthwise Separable Convolutions", CVPR 2017."""

from keras import layers


def xception(image, builder):
    """Entry, middle and exit flow; the feature map has stride 32 and 2048 * width channels."""
    x = _conv(image, builder, 32, "block1_conv1", strides=2)
    x = _conv(x, builder, 64, "block1_conv2")

    x = _downsample(x, builder, "block2", (128, 128), first_relu=False)
    x = _downsample(x, builder, "block3", (256, 256))
    x = _downsample(x, builder, "block4", (728, 728))

    for block in range(5, 13):
        y = x
        for index in range(1, 4):
            y = _relu(y, f"block{block}_sepconv{index}")
            y = _separable(y, builder, 728, f"block{block}_sepconv{index}")
        x = layers.Add(name=builder.automatic("add"))([y, x])

    x = _downsample(x, builder, "block13", (728, 1024))

    x = _separable(x, builder, 1536, "block14_sepconv1")
    x = _relu(x, "block14_sepconv1")
    x = _separable(x, builder, 2048, "block14_sepconv2")
    return _relu(x, "block14_sepconv2")


def _downsample(x, builder, block, filters, first_relu=True):
    """Two separable convolutions and a pooling beside a strided 1x1 convolution."""
    shortcut = builder.conv(filters[1], 1, strides=2, padding="same", use_bias=False)(x)
    shortcut = builder.norm()(shortcut)
    for index, count in enumerate(filters, start=1):
        name = f"{block}_sepconv{index}"
        if first_relu or index > 1:
            x = _relu(x, name)
        x = _separable(x, builder, count, name)
    x = layers.MaxPooling2D(3, strides=2, padding="same", name=f"{block}_pool")(x)
    return layers.Add(name=builder.automatic("add"))([x, shortcut])


def _conv(x, builder, filters, name, strides=1):
    x = builder.conv(filters, 3, name, strides=strides, use_bias=False)(x)
    return _relu(builder.norm(f"{name}_bn")(x), name)


def _separable(x, builder, filters, name):
    x = layers.SeparableConv2D(
        builder.channels(filters), 3, padding="same", use_bias=False, name=name
    )(x)
    return builder.norm(f"{name}_bn")(x)


def _relu(x, name):
    return layers.Activation("relu", name=f"{name}_act")(x)
