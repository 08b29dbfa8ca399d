"""What happens to a QR code between the print head and a camera, simulated: a ranking, no promise.

Everything is drawn by Pillow from one seed: the code's content, places, angles, strengths. Damages
to the paper happen in dots (8 a mm), then a camera sees the paper; only "clean" and "gain" are
judged by the dots themselves. Measured with zxing-cpp 3.1 on version 3, level Q, in per cent of 20
seeds for 4 to 7 dots a module, and of 100 seeds for the 6 dots our slips have:

| damage     |   4 |   5 |   6 |   7 | 6, of 100 | what is done                                   |
|------------|-----|-----|-----|-----|-----------|------------------------------------------------|
| clean      | 100 | 100 | 100 | 100 | 100       | nothing                                        |
| gain +1    | 100 | 100 | 100 | 100 | 100       | every black run 1 dot wider and higher         |
| gain +2    | 100 | 100 | 100 | 100 | 100       | 2 dots: a head much too hot                    |
| camera 8   | 100 | 100 | 100 | 100 | 100       | 8 pixels a mm, turned up to 9°, corners 2 %    |
|            |     |     |     |     |           | off, contrast 60 %, blur of 1.0 to 1.4 pixels  |
|            |     |     |     |     |           | (sigma), noise of 12 greys up or down          |
| camera 4   |   0 |   5 |  75 | 100 | 71        | the same with 4 pixels a mm: from far away     |
| dead lines | 100 |  95 | 100 |  95 | 99        | 1 to 3 dots of the head print nothing; seen    |
|            |     |     |     |     |           | by camera 8, as are all below                  |
| crease     |  90 |  90 |  90 |  90 | 95        | a fold of 1 or 2 dots bleached to grey 100 to  |
|            |     |     |     |     |           | 240, what is beyond it moved by 1 dot          |
| 2 creases  |  85 |  85 |  80 |  80 | 92        | two of them                                    |
| blob 6 %   |  95 |  95 |  95 |  95 | 97        | a black stain over 6 % of the code, up to      |
|            |     |     |     |     |           | twice as long as wide, on no finder pattern    |
|            |     |     |     |     |           | (about 60 % where it may lie anywhere)         |
| blob 12 %  |  65 |  70 |  80 |  75 | 78        | the same over 12 % (anywhere: about 40 %)      |
| fade       |  95 | 100 | 100 |  90 | 97        | black is grey 70 on one side, 190 on the other |

What these are not: without a camera's blur a sharp fold or one to three dead dots leave but two
codes in three readable, whatever the size of a module, since they cut a finder pattern. Heavier
damage does as well: folds of 2 to 4 dots bare of ink leave 70 % (two of them 50 %), dead places of
1 or 2 dots 78 %. The strengths above were chosen as likely on thermal paper, not measured on any.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import partial
from random import Random
from typing import Any

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from kiosk.identity import CROCKFORD, qr_content
from printing.qr import QUIET, Matrix, matrix

DOTS_PER_MM = 8
Damage = Callable[[Any, Random], Any]
"""Takes a grey picture and the seed's random numbers, returns the damaged picture."""


def content_of(seed: int) -> str:
    """Return what the code of a seed says: as long as the demo's."""
    code = "".join(Random(seed).choices(CROCKFORD, k=12))  # noqa: S311 - a sample, no secret
    return qr_content("antre.contoh.go.id", code)


def code_picture(code: Matrix, dots: int) -> Any:
    """Return a code with so many dots a module and its quiet zone, black on white."""
    side = len(code) + 2 * QUIET
    image = Image.new("L", (side, side), 255)
    for y, line in enumerate(code):
        for x, dark in enumerate(line):
            if dark:
                image.putpixel((x + QUIET, y + QUIET), 0)
    return image.resize((side * dots, side * dots), Image.Resampling.NEAREST)


def damaged(seed: int, dots: int, damage: Damage) -> Any:
    """Return the damaged code of a seed."""
    rng = Random(seed * 7919 + 1)  # noqa: S311 - a damage that can be repeated
    return damage(code_picture(matrix(content_of(seed)), dots), rng)


def clean(image: Any, rng: Random) -> Any:
    """Change nothing."""
    del rng
    return image


def gain(image: Any, rng: Random, *, dots: int) -> Any:
    """Burn every black run so many dots wider and higher."""
    del rng
    for _ in range(dots):
        image = ImageChops.darker(image, ImageChops.offset(image, 1, 0))
        image = ImageChops.darker(image, ImageChops.offset(image, 0, 1))
    return image


def dead_lines(image: Any, rng: Random) -> Any:
    """Leave white lines along the paper, where dots of the head are dead."""
    image = image.copy()
    draw = ImageDraw.Draw(image)
    left, right = _code_edges(image)
    for _ in range(rng.randint(1, 3)):
        x = rng.randint(left, right)
        draw.line((x, 0, x, image.height), fill=255)
    return image


def creases(image: Any, rng: Random, *, folds: int) -> Any:
    """Bleach folds across the code and move what lies beyond each a little."""
    for _ in range(folds):
        image = _folded(image, rng)
    return image


def _folded(image: Any, rng: Random) -> Any:
    left, right = _code_edges(image)
    x, y = rng.uniform(left, right), rng.uniform(left, right)
    angle = rng.uniform(0, math.pi)
    far = 3 * image.width
    along = (math.cos(angle) * far, math.sin(angle) * far)
    aside = (-along[1], along[0])
    ends = [(x - along[0], y - along[1]), (x + along[0], y + along[1])]
    beyond = [ends[0], ends[1], *((p[0] + aside[0], p[1] + aside[1]) for p in reversed(ends))]
    mask = Image.new("L", image.size, 0)
    ImageDraw.Draw(mask).polygon(beyond, fill=255)
    moved = Image.new("L", image.size, 255)
    moved.paste(image, (rng.choice((-1, 1)), rng.choice((-1, 1))))
    image = Image.composite(moved, image, mask)
    bleached = image.copy()
    ImageDraw.Draw(bleached).line(ends, fill=rng.randint(100, 240), width=rng.randint(1, 2))
    return ImageChops.lighter(image, bleached)


def blob(image: Any, rng: Random, *, share: float) -> Any:
    """Stain a part of the code's area black, but no finder pattern: without it nothing is found."""
    left, right = _code_edges(image)
    area, longer = share * (right - left) ** 2, rng.uniform(1.0, 2.0)
    high = math.sqrt(area / math.pi / longer)
    wide = high * longer
    for _ in range(1000):
        stain = Image.new("L", image.size, 255)
        x, y = rng.uniform(left + wide, right - wide), rng.uniform(left + high, right - high)
        ImageDraw.Draw(stain).ellipse((x - wide, y - high, x + wide, y + high), fill=0)
        if not _finders_touched(stain, left, right):
            break
    return ImageChops.darker(image, stain)


def _finders_touched(stain: Any, left: int, right: int) -> bool:
    finder = (right - left) * 7 // 29
    corners = [(left, left), (right - finder, left), (left, right - finder)]
    return any(stain.crop((x, y, x + finder, y + finder)).getextrema()[0] == 0 for x, y in corners)


def fade(image: Any, rng: Random) -> Any:
    """Bleach black to grey, more on one side than on the other."""
    bleach = Image.linear_gradient("L").resize(image.size).point(lambda v: 70 + v * 120 // 255)
    if rng.random() < 0.5:
        bleach = bleach.transpose(Image.Transpose.ROTATE_90)
    return ImageChops.lighter(image, bleach)


def camera(image: Any, rng: Random, *, per_mm: float) -> Any:
    """Take a picture of the paper, held by hand."""
    wide = image.width * 3 // 2
    paper = Image.new("L", (wide, wide), 255)
    paper.paste(image, ((wide - image.width) // 2,) * 2)
    paper = paper.rotate(rng.uniform(-9, 9), Image.Resampling.BICUBIC, fillcolor=255)
    off = 0.02 * wide
    corners = [(0, 0), (0, wide), (wide, wide), (wide, 0)]
    quad = [edge + rng.uniform(-off, off) for corner in corners for edge in corner]
    pixels = round(wide / DOTS_PER_MM * per_mm)
    paper = paper.transform((wide, wide), Image.Transform.QUAD, quad, Image.Resampling.BICUBIC)
    seen = paper.resize((pixels, pixels), Image.Resampling.BOX).point(lambda v: 60 + v * 3 // 5)
    return _noisy(seen.filter(ImageFilter.GaussianBlur(rng.uniform(1.0, 1.4))), rng)


def _noisy(image: Any, rng: Random) -> Any:
    noise = Image.frombytes("L", image.size, rng.randbytes(image.width * image.height))
    return ImageChops.add(image, noise.point(lambda v: v * 24 // 255), 1, -12)


def _then_seen(damage: Damage) -> Damage:
    """Return a damage to the paper followed by a camera of 8 pixels a mm."""
    return lambda image, rng: camera(damage(image, rng), rng, per_mm=8.0)


def _code_edges(image: Any) -> tuple[int, int]:
    """Return first and last dot of the code, within its quiet zone, on both axes."""
    box = ImageChops.invert(image).getbbox()
    assert box is not None
    return box[0], box[2] - 1


DAMAGES: Mapping[str, Damage] = {
    "clean": clean,
    "gain +1": partial(gain, dots=1),
    "gain +2": partial(gain, dots=2),
    "camera 8": partial(camera, per_mm=8.0),
    "camera 4": partial(camera, per_mm=4.0),
    "dead lines": _then_seen(dead_lines),
    "crease": _then_seen(partial(creases, folds=1)),
    "2 creases": _then_seen(partial(creases, folds=2)),
    "blob 6 %": _then_seen(partial(blob, share=0.06)),
    "blob 12 %": _then_seen(partial(blob, share=0.12)),
    "fade": _then_seen(fade),
}
