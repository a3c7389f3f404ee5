"""The commands for readers who check marks: sample, review, exchange with other tools."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from framing.terminal import tell

app = typer.Typer(rich_markup_mode=None)

_Set = Annotated[Path, typer.Argument(metavar="SET", help="folder of the article set, with its texts")]
_Codebook = Annotated[Path | None, typer.Option(help="codebook file; the set's own if left out")]
_Parser = Annotated[str, typer.Option(help='"auto", "none", or the name of a spaCy model')]


@app.command(epilog="Example: framing sample corpus/harbour-blockade --size 300")
def sample(
    article_set: _Set,
    *,
    size: Annotated[int, typer.Option(min=10, help="about how many units, in equal parts for the outlets")] = 300,
    seed: Annotated[int | None, typer.Option(min=0, help="of the drawing; 0 if left out")] = None,
    twice: Annotated[float | None, typer.Option(min=0, max=1, help="share that two coders are asked for; .2")] = None,
    codebook: _Codebook = None,
    parser: _Parser = "auto",
) -> None:
    """Draw units to check by hand, with known probabilities: marks, and sentences in which some were missed."""
    from framing.review.draw_sample import draw_sample

    drawn = draw_sample(article_set, size=size, seed=seed, twice=twice, codebook=codebook, parser=parser)
    tell(drawn.said())
