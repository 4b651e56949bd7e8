"""ResNet50, the first version with its stride in the 1x1 convolution.

He et al., "Deep Residual Learning for Image Recognition", CVPR 2016.
"""

from keras import layers

EPSILON = 1.001e-5
STAGES = ((64, 3), (128, 4), (256, 6), (512, 3))
EXPANSION = 4


def resnet50(image, builder):
    """Four stages of bottlenecks; the feature map has stride 32 and 2048 * width channels."""
    x = layers.ZeroPadding2D(3, name="conv1_pad")(image)
    x = builder.conv(64, 7, "conv1_conv", strides=2)(x)
    x = _relu(_norm(x, builder, "conv1_bn"), "conv1_relu")
    x = layers.ZeroPadding2D(1, name="pool1_pad")(x)
    x = layers.MaxPooling2D(3, strides=2, name="pool1_pool")(x)

    for stage, (filters, blocks) in enumerate(STAGES, start=2):
        for block in range(1, blocks + 1):
            strides = 2 if block == 1 and stage > 2 else 1
            name = f"conv{stage}_block{block}"
            x = _bottleneck(x, builder, name, filters, strides, project=block == 1)
    return x


def _bottleneck(x, builder, name, filters, strides, project):
    """1x1, 3x3, 1x1 convolutions added to the input, which is projected where the shape changes.

    The last scale starts at zero, so that every block starts as its shortcut: without it nothing is learned
    in the first hundreds of steps (Goyal et al., "Accurate, Large Minibatch SGD", 2017, section 5.1).
    """
    shortcut = x
    if project:
        shortcut = builder.conv(EXPANSION * filters, 1, f"{name}_0_conv", strides=strides)(x)
        shortcut = _norm(shortcut, builder, f"{name}_0_bn")

    y = builder.conv(filters, 1, f"{name}_1_conv", strides=strides)(x)
    y = _relu(_norm(y, builder, f"{name}_1_bn"), f"{name}_1_relu")
    y = builder.conv(filters, 3, f"{name}_2_conv", padding="same")(y)
    y = _relu(_norm(y, builder, f"{name}_2_bn"), f"{name}_2_relu")
    y = builder.conv(EXPANSION * filters, 1, f"{name}_3_conv")(y)
    y = _norm(y, builder, f"{name}_3_bn", gamma_initializer="zeros")

    return _relu(layers.Add(name=f"{name}_add")([shortcut, y]), f"{name}_out")


def _norm(x, builder, name, **options):
    return builder.norm(name, axis=3, epsilon=EPSILON, **options)(x)


def _relu(x, name):
    return layers.Activation("relu", name=name)(x)
