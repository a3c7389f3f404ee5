"""NewsBank (Access World News, America's News): one article after another, each with lines of a label and a colon.

Two layouts are written: with every fact under a label ("Headline: …", "Paper: …"), and with the
newspaper and day in one line ("Orrby Mercury, The (NY) - March 3, 2025 - A4 City") beside a
headline without one. Record numbers and copyright lines close each article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from framing.sets.importers.bylines import looks_like_byline
from framing.sets.importers.databases.exported import Export, Exported, cut_at_the_end, looks_like_date, unwrapped

_SAYS_SO = re.compile(
    r"\bNewsBank\b|\bAccess World News\b|\binfoweb\.|^\s*Record Number\s*:", re.IGNORECASE | re.MULTILINE
)
_HEAD = {
    **dict.fromkeys(("headline", "title", "article title"), "headline"),
    **dict.fromkeys(("author", "authors", "author(s)", "byline"), "author"),
    **dict.fromkeys(("date", "publication date", "published"), "date"),
    **dict.fromkeys(("paper", "publication", "newspaper", "source", "publication title"), "outlet"),
    **dict.fromkeys(("length", "word count"), "length"),
    **dict.fromkeys(("section", "edition", "page", "pages", "column", "dateline"), "other"),
    **dict.fromkeys(("location", "readability", "summary", "source type", "country", "language"), "other"),
    **dict.fromkeys(("text", "article text", "body", "full text"), "text"),
    **dict.fromkeys(("url", "link", "openurl link"), "url"),
}
_FOOT = ("record number", "copyright", "document id", "index terms", "caption", "memo", "citation", "openurl link")
_LABEL = re.compile(r"^\s*([A-Za-z][A-Za-z ]{1,18}(?:\(s\))?)\s*:\s*(.*)$")
_FOOT_LINE = re.compile(rf"^\s*(?:{'|'.join(_FOOT)})\b|^\s*(?:©|\(c\)|All rights reserved)", re.IGNORECASE)
_RULE = re.compile(r"^\s*(?:[-_=*]{5,}|\f)\s*$")
_NUMBERED = re.compile(r"^\s*(?:Article )?\d+(?:\.| of \d+[.:]?)\s*")
_PLACED = re.compile(r"^(?P<outlet>[^:]{3,80}?)\s+[-–—|]\s+(?P<date>[^-–—|]*\d{4})\b.*$")
_STATE = re.compile(r"\([A-Z][A-Za-z, ]+\)$")  # "Orrby Mercury, The (NY)": the place it is printed in
_LONGEST = 200  # characters of a headline
_LEAST_LABELS = 2
_OF = re.compile(r"\b(?:Article )?\d+ of (\d+)\b")


def read_newsbank(lines: Sequence[str]) -> Export | None:
    """Return the articles of an export, or ``None`` if these lines are none."""
    whole = "\n".join(lines)
    if not _SAYS_SO.search(whole) or sum(_label(line)[0] in _HEAD for line in lines) < _LEAST_LABELS:
        return None
    articles = cut_at_the_end([one for block in _blocks(lines) if (one := _article(block)) is not None])
    stated = [int(found[1]) for line in lines if (found := _OF.match(line.strip()))]
    return Export("NewsBank", articles, max(stated) if stated else None) if articles else None


def _label(line: str) -> tuple[str, str]:
    found = _LABEL.match(line)
    return (found[1].strip().lower(), found[2].strip()) if found else ("", "")


def _blocks(lines: Sequence[str]) -> list[list[str]]:
    """The lines of each article: one ends with its closing lines, or at a rule."""
    blocks: list[list[str]] = [[]]
    closed = False
    for line in lines:
        foot = bool(_FOOT_LINE.match(line))
        if _RULE.match(line) or (closed and not foot and line.strip() and _label(line)[0] not in _FOOT):
            blocks.append([])
            closed = False
        if not _RULE.match(line):
            blocks[-1].append(line)
        closed = closed or (foot and _label(line)[0] in {"record number", "copyright", ""})
    return [block for block in blocks if any(line.strip() for line in block)]


def _article(lines: Sequence[str]) -> Exported | None:
    said: dict[str, str] = {}
    body: list[str] = []
    in_body = False
    for above, line in zip(["", *lines], lines, strict=False):
        label, value = _label(line)
        if _FOOT_LINE.match(line):
            continue
        if not in_body and label in _HEAD:
            if _HEAD[label] == "text":
                in_body = True
                body.append(value)
            else:
                said.setdefault(_HEAD[label], value)
        elif in_body:
            body.append(line)
        elif line.strip() and not _is_head(line, said, above):
            in_body = True
            body.append(line)
    paragraphs = unwrapped(body)
    if not paragraphs or not (said.get("date") or said.get("outlet")):
        return None
    return Exported(
        paragraphs,
        headline=said.get("headline", ""),
        outlet=_turned(said.get("outlet", "")),
        date=said.get("date", ""),
        author=said.get("author", ""),
        url=said.get("url", ""),
        length=said.get("length", ""),
        # a record number or a copyright line closes each article
        torn=not any(_FOOT_LINE.match(line) for line in lines),
    )


def _is_head(line: str, said: dict[str, str], above: str) -> bool:
    """Whether a line without a label, with ``above`` before it, still belongs to the head; it is then taken."""
    text = line.strip()
    below = "headline" in said and "author" not in said and above.strip().endswith(said["headline"])
    byline = below and looks_like_byline(text)
    if (
        not said
        or _PLACED.match(text)
        or looks_like_date(text)
        or byline
        or ("headline" not in said and len(text) < _LONGEST)
    ):
        return _take(text, said)
    return False


def _take(line: str, said: dict[str, str]) -> bool:
    placed = _PLACED.match(line)
    if placed and looks_like_date(placed["date"]):
        said.setdefault("outlet", placed["outlet"])
        said.setdefault("date", placed["date"].strip())
    elif looks_like_date(line):
        said.setdefault("date", line)
    elif "outlet" not in said and _STATE.search(line):
        said["outlet"] = line
    elif "headline" in said and "author" not in said and looks_like_byline(line):
        said["author"] = line
    elif not _SAYS_SO.search(line):
        said.setdefault("headline", _NUMBERED.sub("", line))
    return True


def _turned(outlet: str) -> str:
    """A newspaper's name as it is printed: "Orrby Mercury, The (NY)" is The Orrby Mercury."""
    name = re.sub(r"\s*\([^()]*\)\s*$", "", outlet).strip()
    article = re.match(r"^(.*),\s*(The|A)$", name)
    return f"{article[2]} {article[1]}" if article else name
