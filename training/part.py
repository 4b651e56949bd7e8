"""Which part of an image a network is shown."""

from typing import NamedTuple

SIZE = 224


class Part(NamedTuple):
    """A rectangle of an image, in its pixels."""

    top: int
    left: int
    height: int
    width: int

    @property
    def shape(self):
        """Height and width."""
        return self.height, self.width

    @property
    def box(self):
        """Left, top, right, bottom, as Pillow takes them; right and bottom are outside."""
        return self.left, self.top, self.left + self.width, self.top + self.height

    def __str__(self):
        left, top, right, bottom = self.box
        return f"columns {left} to {right - 1}, rows {top} to {bottom - 1}"

    def inside(self, size):
        """Whether it is a part of a square image of `size` px."""
        left, top, right, bottom = self.box
        return 0 <= left < right <= size and 0 <= top < bottom <= size

    def cropping(self, shape):
        """Rows cut off above and below, and columns left and right, of an image of `shape`."""
        left, top, right, bottom = self.box
        return (top, shape[0] - bottom), (left, shape[1] - right)


def middle_part(height, width, lower=0, size=SIZE):
    """The middle `height` x `width` px of a square image, `lower` px further down; the odd row or column is left
    out at the bottom or right."""
    return Part((size - height) // 2 + lower, (size - width) // 2, height, width)


WHOLE = Part(0, 0, SIZE, SIZE)
