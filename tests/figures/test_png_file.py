from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from framing.figures.png_file import as_png


def read(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()  # checks every chunk's sum
    return picture


@pytest.mark.parametrize("colours", [3, 4])
@pytest.mark.parametrize("size", [(1, 1), (7, 3), (640, 480)])
@pytest.mark.parametrize("highest", [1, 2, 256])  # all dots the same; many lines like the one above; none
def test_every_dot_is_read_back(size: tuple[int, int], colours: int, highest: int) -> None:
    dots = np.random.default_rng(3).integers(0, highest, (size[1], size[0], colours), dtype=np.uint8)
    dots[1::3] = dots[0::3][: len(dots[1::3])]
    made = read(as_png(dots, dpi=300, title="T", alt="A"))
    assert (made.mode, made.size) == ("RGB", size)
    assert np.array_equal(np.asarray(made), dots[:, :, :3])


@pytest.mark.parametrize("words", ["plain", "café – “quoted” ≠", "零 and 🙂", ""])
def test_words_and_resolution_are_in_the_file(words: str) -> None:
    made = read(as_png(np.zeros((2, 2, 3), dtype=np.uint8), dpi=300, title=words, alt=f"alt {words}"))
    assert made.info["Title"] == words
    assert made.info["Description"] == f"alt {words}"
    assert made.info["dpi"][0] == pytest.approx(300, abs=0.1)
