"""Makes tests/fixtures/images: one drawn knee, 96 x 96 pixels, in the files that radiographs are kept in, and in expected/
the grey values that Pillow reads from those that lose something. Run in the repository with Pillow and NumPy:

python tests/reference/image_files.py
"""

import os

import numpy as np
from PIL import Image

FOLDER = "tests/fixtures/images"
os.makedirs(f"{FOLDER}/expected", exist_ok=True)
KNEE = np.asarray(Image.open("tests/fixtures/own-xray.png"))[64:160, 64:160].copy()


def place(name):
    return f"{FOLDER}/{name}"


def save(values, name, mode=None, **options):
    image = Image.fromarray(values) if mode is None else Image.fromarray(values).convert(mode)
    image.save(place(name), **options)


def expect(name, grey):
    Image.fromarray(np.asarray(grey, np.uint8)).save(place(f"expected/{name}.png"))


def luma(name):
    return np.asarray(Image.open(place(name)).convert("L"))


def sixteen(values, name):
    Image.fromarray(values.astype(np.uint16)).save(place(name))


wide = KNEE.astype(np.uint32)
save(KNEE, "grey8.png")
sixteen(wide, "grey8-in-16.png")
sixteen(wide * 4, "grey10-in-16.png")
sixteen(wide * 16, "grey12-in-16.png")
sixteen(wide * 64, "grey14-in-16.png")
sixteen(wide * 256, "grey8-shifted.png")
sixteen(wide * 257, "grey16.png")
# Values that eight bits cannot hold.
sixteen(np.round(KNEE * 4095.0 / 255), "grey12-fine.png")
# A photographic negative whose window lies far from zero, beside a padding of zeros.
negative = 31000 + (255 - wide) * 13
negative[:4] = 0
sixteen(negative, "negative-far-window.png")
# A marker as bright as 16 bits allow on 12-bit values.
marked = wide * 16
marked[2:10, 2:10] = 65535
sixteen(marked, "grey12-marker.png")

rgb = np.repeat(KNEE[..., None], 3, 2)
save(rgb, "rgb.png")
nearly = rgb.copy()
nearly[..., 2] += 1
save(nearly, "rgb-nearly-grey.png")
expect("rgb-nearly-grey.png", luma("rgb-nearly-grey.png"))
tint = np.clip(rgb.astype(int) + [4, 0, -8], 0, 255).astype(np.uint8)
save(tint, "rgb-tint.png")
expect("rgb-tint.png", luma("rgb-tint.png"))
colour = rgb.copy()
colour[40:50, 40:50] = [200, 30, 30]
save(colour, "rgb-colour.png")
alpha = np.full_like(KNEE, 255)
alpha[:20, :20] = 0
save(np.dstack([KNEE, alpha]), "grey-transparent.png")
save(np.dstack([rgb, alpha]), "rgb-transparent.webp", lossless=True, exact=True)
shown = KNEE.copy()
shown[:20, :20] = 0
for name in ("grey-transparent.png", "rgb-transparent.webp"):
    expect(name, shown)
save(np.dstack([KNEE, np.full_like(KNEE, 255)]), "grey-opaque.png")
Image.fromarray(KNEE).save(place("grey-one-clear.png"), transparency=int(KNEE[48, 48]))
clear = KNEE.copy()
clear[KNEE == KNEE[48, 48]] = 0
expect("grey-one-clear.png", clear)
# A palette of greys in another order.
palette = Image.new("P", KNEE.shape)
palette.putdata((255 - KNEE).ravel().tolist())
palette.putpalette([value for grey in range(255, -1, -1) for value in (grey, grey, grey)])
palette.save(place("palette.png"))
for bits in (1, 2, 4):
    levels = (KNEE > 190 if bits == 1 else KNEE >> (8 - bits)).astype(np.uint8)
    image = Image.new("P", KNEE.shape)
    image.putdata(levels.ravel().tolist())
    step = 255 // (2**bits - 1)
    image.putpalette([value for grey in range(2**bits) for value in (grey * step,) * 3])
    image.save(place(f"palette-{bits}-bit.png"), bits=bits)
    expect(f"palette-{bits}-bit.png", levels * step)
Image.fromarray(((KNEE > 190) * 255).astype(np.uint8)).convert("1").save(place("grey-1-bit.png"))
expect("grey-1-bit.png", (KNEE > 190) * 255)

save(KNEE, "grey.jpg", quality=92)
save(rgb, "rgb.JPEG", format="JPEG", quality=92)
save(KNEE, "progressive.jfif", format="JPEG", quality=92, progressive=True)
save(rgb, "cmyk.jpg", "CMYK", quality=95)
exif = Image.Exif()
exif[0x0112] = 6
Image.fromarray(np.rot90(KNEE).copy()).save(place("turned.jpg"), quality=92, exif=exif)
save(rgb, "lossless.webp", lossless=True)
save(rgb, "lossy.WEBP", format="WEBP", quality=90)
for name in ("grey.jpg", "rgb.JPEG", "progressive.jfif", "lossy.WEBP"):
    expect(name, luma(name))
expect("turned.jpg", np.rot90(luma("turned.jpg"), -1))
expect("cmyk.jpg", luma("cmyk.jpg"))


def copy(source, name, keep=None):
    with open(place(source), "rb") as file:
        content = file.read()
    with open(place(name), "wb") as file:
        file.write(content[:keep])


copy("grey8.png", "cut.png", 900)
copy("grey.jpg", "cut.jpg", 700)
copy("lossy.WEBP", "cut.webp", 400)
copy("grey.jpg", "jpeg-called.png")
save(np.full_like(KNEE, 77), "one-grey.png")
Image.fromarray(KNEE).save(place("knee.tiff"))
Image.fromarray(KNEE).save(place("knee.gif"))
