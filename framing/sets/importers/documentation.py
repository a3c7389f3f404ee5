"""Documentation that lies in a folder beside articles, or in place of them: not meant as news."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from framing.sets.safe_read import MOST_TEXT_BYTES, read_bounded

# After the name only a language or a number may follow: what goes on in words is a headline.
_PAPERS = re.compile(
    r"(readme|read[ _-]me|change(s|log)|licen[cs]e|copying|notice|contributing|code[ _-]of[ _-]conduct|security"
    r"|authors|install|todo|citation)([._-](\w{2}|[\d.]+))?\.(md|txt|text|html?|rtf)",
    re.IGNORECASE,
)
# What a manual is written in, and a news report is not: program text set apart, and links to neighbouring pages.
_PROGRAM = re.compile(r"^ {0,3}(```|~~~)", re.MULTILINE)
_NEIGHBOUR = re.compile(r"\]\((?![a-z]+:)[^)\s]+\.(md|py|toml|ya?ml)(#[^)\s]*)?\)")


def is_paper_of_a_project(name: str) -> bool:
    """Return whether a file is called as the papers of a project are: a README, a licence, a list of changes.

    >>> [is_paper_of_a_project(name) for name in ("README.de.md", "LICENSE.txt", "licence-fee-row.txt", "star.md")]
    [True, True, False, False]
    """
    return _PAPERS.fullmatch(name) is not None


def reads_like_a_manual(markdown: str) -> bool:
    r"""Return whether Markdown holds program text set apart, or links to pages or programs that lie beside it.

    >>> reads_like_a_manual("See [the other page](other.md).")
    True
    >>> reads_like_a_manual("# Lamp goes out\n\nThe keeper [said](https://example.org/a.md) so.")
    False
    """
    return bool(_PROGRAM.search(markdown) or _NEIGHBOUR.search(markdown))


def folders_of_manuals(paths: Iterable[Path]) -> frozenset[Path]:
    """Return the folders in which a page of a manual lies, as Markdown, or a README that is a manual's contents.

    Other Markdown in such a folder that tells neither outlet nor day is held to be a page of the same manual.
    A README goes with data too: it is contents only if it links to other Markdown.
    """
    return frozenset(path.parent for path in paths if path.suffix.lower() == ".md" and _is_manual(path))


def _is_manual(path: Path) -> bool:
    try:
        text = read_bounded(path, MOST_TEXT_BYTES).decode("utf-8", "replace")
    except (OSError, ValueError):
        return False  # whoever reads it as an article says why it can't be read
    if is_paper_of_a_project(path.name):
        return any(link[1] == "md" for link in _NEIGHBOUR.finditer(text))
    return reads_like_a_manual(text)
