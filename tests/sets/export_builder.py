"""Exports of news databases in any order and number: layouts as the databases write them, texts invented."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_OUTLETS = ("The Orrby Mercury", "Coast Daily", "Quay Post", "North Sound Tribune")


@dataclass(frozen=True, slots=True)
class Story:
    """One invented article."""

    number: int
    outlet: str
    day: int
    headline: str
    author: str
    paragraphs: tuple[str, ...]

    @property
    def words(self) -> int:
        """How many words its text has."""
        return sum(len(part.split()) for part in self.paragraphs)

    @property
    def date(self) -> str:
        """Its day as databases print it."""
        return f"March {self.day}, 2025"


def stories(count: int) -> list[Story]:
    """Return ``count`` stories that share no sentence."""
    return [
        Story(
            number=n,
            outlet=_OUTLETS[n % len(_OUTLETS)],
            day=n % 28 + 1,
            headline=f"Market stall {n} stays open",
            author="Jon Vale" if n % 2 else "Dana de Orr",
            paragraphs=(
                f"By midday the traders of stall {n} had put up their awnings again, and the street was full.",
                f"“We were told of it on the {n}th evening,” said Ivo Lenz, who leads the traders of row {n}.",
                f"The council said that the order for stall {n} would stand until the court had heard both sides.",
            ),
        )
        for n in range(1, count + 1)
    ]


def lexisnexis(told: Sequence[Story], of: int | None = None) -> str:
    """The older LexisNexis form, each article under its number among ``of``."""
    count = of or len(told)
    cover = "Download Request: Selected Items\nTerms: (market stall)\n\n\n"
    return cover + "\n\n".join(
        f"                {n} of {count} DOCUMENTS\n\n\n          {s.outlet}\n\n        {s.date} {_DAYS[s.day % 5]}\n\n"
        f"{s.headline}\n\nBYLINE: {s.author}\n\nSECTION: NEWS; Pg. {n}\n\nLENGTH: {s.words} words\n\n\n"
        + "\n\n".join(s.paragraphs)
        + f"\n\nLOAD-DATE: {s.date}\n\nLANGUAGE: ENGLISH\n\n"
        f"            Copyright 2025 {s.outlet}\n   All Rights Reserved\n"
        for n, s in ((s.number, s) for s in told)
    )


def nexis_uni(told: Sequence[Story], of: int | None = None) -> str:
    """Nexis Uni as plain text, with its cover page."""
    listed = "".join(f"{n}. {s.headline}\n  Client/Matter: -None-\n" for n, s in enumerate(told, start=1))
    cover = (
        f"User Name: nobody\nDate and Time: {told[0].date}\nJob Number: 1\nDocuments ({of or len(told)})\n{listed}\n"
    )
    return cover + "\n".join(
        f"{s.headline}\n{s.outlet}\n{s.date} {_DAYS[s.day % 5]}\nCopyright 2025 {s.outlet} All Rights Reserved\n"
        f"Section: NEWS; Pg. 4\nLength: {s.words} words\nByline: {s.author}\nBody\n\n"
        + "\n".join(s.paragraphs)
        + "\nClassification\nLanguage: ENGLISH\nSubject: MARKETS (90%); STREET TRADE (78%)\n"
        f"Load-Date: {s.date}\nEnd of Document\n"
        for s in told
    )


def factiva(told: Sequence[Story], of: int | None = None) -> str:  # noqa: ARG001 - Factiva counts nothing
    """Factiva's fields as plain text."""
    return "\n".join(
        f"HD {s.headline}\nBY {s.author}\nWC {s.words} words\nPD {s.day} March 2025\nSN {s.outlet}\n"
        f"SC ORRM\nLA English\nCY Copyright 2025\nLP\n{s.paragraphs[0]}\nTD\n"
        + "\n".join(s.paragraphs[1:])
        + f"\nNS gmark : Markets\n"
        f"PUB {s.outlet}\nAN Document ORRM000020250303e{s.number:04}\n"
        for s in told
    )


def proquest(told: Sequence[Story], of: int | None = None) -> str:
    """ProQuest's documents as plain text."""
    rule = "_" * 60
    return f"{rule}\n\nReport Information from ProQuest\n" + "".join(
        f"{rule}\n\nDocument {s.number} of {of or len(told)}\n\n{s.headline}\n\nAuthor: {s.author}\n\n"
        f"Publication info: {s.outlet} ; Orrby [Orrby]. {s.day} March 2025: A.1.\n\n"
        f"http://search.proquest.com/docview/{s.number}\n\nAbstract: None available.\n\nFull text: "
        + "\n\n".join(s.paragraphs)
        + f"\n\nSubject: Markets\n\nTitle: {s.headline}\n\nPublication title: {s.outlet}\n\n"
        f"Publication date: {s.day} March 2025\n\nDocument type: News\n\n"
        for s in told
    )


def newsbank(told: Sequence[Story], of: int | None = None) -> str:  # noqa: ARG001 - this layout counts nothing
    """NewsBank with a label before each fact."""
    return "NewsBank: Access World News\n\n" + "\n".join(
        f"Headline: {s.headline}\nAuthor: {s.author}\nDate: {s.date}\nPaper: {s.outlet}\nSection: City\n\n"
        + "\n\n".join(s.paragraphs)
        + f"\n\nRecord Number: {s.number:05}\nCopyright (c) 2025 {s.outlet}\n"
        for s in told
    )


def europresse(told: Sequence[Story], of: int | None = None) -> str:  # noqa: ARG001 - Europresse counts nothing
    """Europresse's page."""
    return (
        '<!DOCTYPE html> <html> <head><meta charset="utf-8"></head><body>'
        + "".join(
            f'<article><header><div class="x"><span class="DocPublicationName">{s.outlet}</span></div>'
            f'<span class="DocHeader">Monday, {s.date} {s.words} words</span>'
            f'<div class="titreArticle">'
            f'<p>{s.headline}</p></div><div class="docAuthors">{s.author}</div></header>'
            f'<section><div class="docOcurrContainer">'
            + "".join(f"<p>{part}</p>" for part in s.paragraphs)
            + "</div></section><aside>© 2025</aside></article>"
            for s in told
        )
        + "</body></html>"
    )


def rtf_of(text: str) -> str:
    """A text as RTF, one paragraph a line."""
    letters = "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in text)
    return "{\\rtf1\\ansi\\deff0 " + letters.replace("\n", "\\par\n") + "}"


Layout = Callable[[Sequence[Story], int | None], str]
LAYOUTS: dict[str, tuple[Layout, str]] = {
    "lexisnexis": (lexisnexis, ".txt"),
    "nexis-uni": (nexis_uni, ".txt"),
    "nexis-uni-rtf": (lambda told, of: rtf_of(nexis_uni(told, of)), ".rtf"),
    "factiva": (factiva, ".txt"),
    "factiva-rtf": (lambda told, of: rtf_of(factiva(told, of)), ".rtf"),
    "proquest": (proquest, ".txt"),
    "newsbank": (newsbank, ".txt"),
    "europresse": (europresse, ".html"),
}
PLAIN = {name: layout for name, (layout, suffix) in LAYOUTS.items() if suffix == ".txt"}
