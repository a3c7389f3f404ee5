"""What a look at files tells of a request, asked before anything heavy is imported: a slip is answered at once.

Whoever runs the request checks all of this again, and more: nothing may be left to these checks.
"""

from __future__ import annotations

from pathlib import Path

from framing.reports.output_folder import check_out
from framing.reports.parameters import Params, read_params


def check_request(params_file: Path, *, out: Path | None, force: bool) -> Params:
    """Read a parameters file, refuse an output folder that would swallow something, and return what is asked for.

    Args:
        params_file: YAML, see :func:`framing.reports.parameters.read_params`.
        out: overrides the file's ``out``.
        force: what is in the way will be moved aside.

    Raises:
        ParameterError: the file cannot be read, or holds an unknown name or a value that cannot be.
        OutputError: the output folder holds an input, or sources.
    """
    asked = read_params(params_file, out=out)
    inputs = (asked.article_set, *([asked.codebook] if asked.codebook is not None else []))
    check_out(asked.out, *inputs, params_file.resolve(), names=(), force=force)
    return asked


def need_codebook(article_set: Path, codebook: Path | None, *, who: str) -> None:
    """Refuse a set without a codebook for what cannot do without one; ``who`` says what needs it.

    Raises:
        ValueError: neither is a codebook given nor has the set one.
    """
    if codebook is None and not (article_set / "codebook.toml").is_file():
        raise ValueError(no_codebook(who))


def no_codebook(who: str) -> str:
    """Return what is said where there is no codebook, with the remedy.

    >>> no_codebook("coders")
    "coders need a codebook: put codebook.toml into the article set's folder ('framing suggest' drafts one)"
    """
    return f"{who} need a codebook: put codebook.toml into the article set's folder ('framing suggest' drafts one)"
