"""Work for a pool that one number fails at and another one kills."""

from __future__ import annotations

import os


def square(n: int) -> int:
    if n == 3:
        os._exit(1)
    if n == 5:
        msg = "five"
        raise ValueError(msg)
    return n * n
