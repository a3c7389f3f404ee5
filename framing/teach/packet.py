"""A class packet as data: who reads which texts, with which key. What pages are made of it is not decided here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from string import ascii_uppercase

from framing.annotate.codebook import Codebook, Concept
from framing.measure.readability import readability_by_article
from framing.measure.tables import Tables
from framing.reports.early_checks import no_codebook
from framing.teach.answer_key import TextKey, text_key
from framing.teach.blind_texts import BlindText, blind_text
from framing.teach.choose_articles import choose_texts
from framing.teach.class_chart import Tally, claim_of, focus_of, tally_of_outlets, tally_of_texts
from framing.teach.content_notes import content_notes
from framing.teach.given_key import GivenKey
from framing.teach.key_with_given import KeyReader, given_for, key_with
from framing.teach.rewrite_key import Rewrite, choose_rewrite
from framing.teach.what_first import AspectLines, aspect_lines

MOST_GROUPS = 12


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline for the hook, masked, with the letter of its text; ``first_speaker`` is who is quoted there first.

    A text without a headline is shown by its first words.
    """

    shown: str
    letter: str
    published: str
    first_speaker: str


@dataclass(frozen=True, slots=True)
class Group:
    """What one group of pupils works on.

    ``reader`` is whose the key is; without one it is the suite's, which ``suite_keys`` are in any case.
    """

    number: int
    keys: tuple[TextKey, ...]
    focus: tuple[Concept, ...]
    headlines: tuple[Headline, ...]
    rewrite: Rewrite | None
    tallies: tuple[Tally, ...]
    firsts: tuple[AspectLines, ...] = ()
    claim: str = ""
    reader: KeyReader | None = None
    suite_keys: tuple[TextKey, ...] = ()

    @property
    def texts(self) -> tuple[BlindText, ...]:
        """The blind texts, in the order of their letters."""
        return tuple(key.text for key in self.keys)


@dataclass(frozen=True, slots=True)
class MaskRow:
    """One line of the teacher's mask list."""

    kind: str
    words: str
    shown: str
    letters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Packet:
    """A class packet. ``grades`` maps a text's letter to its Flesch-Kincaid grade, where the text is long enough."""

    set_id: str
    title: str
    event_date: str
    groups: tuple[Group, ...]
    masks: tuple[MaskRow, ...]
    grades: dict[str, float]
    notes: tuple[str, ...]
    whole_set: tuple[Tally, ...]


def make_packet(
    tables: Tables,
    codebook: Codebook | None,
    *,
    groups: int = 1,
    title: str | None = None,
    given: Sequence[GivenKey] = (),
    also_hide: Sequence[str] = (),
) -> Packet:
    """Return the class packet of an article set.

    Args:
        tables: The set with its texts.
        codebook: Its codebook: a lesson is about labels, so there must be one.
        groups: Groups that work at once, each with its own texts and key; 1 is the whole class on three texts.
        title: Shown to the class; ``None`` takes the set's.
        given: Somebody's own answers, which take the place of the suite's in the key of their group.
        also_hide: Names that would tell an outlet, beside the outlets' own.

    Raises:
        ValueError: No codebook, fewer than two outlets with texts, nothing named differently,
            fewer than 1 or more than 12 groups.
        AnswersError: Given answers are of other texts, or two for one group.
    """
    if codebook is None:
        raise ValueError(no_codebook("lessons"))
    if not 1 <= groups <= MOST_GROUPS:
        msg = f"{groups} groups: give 1 to {MOST_GROUPS}"
        raise ValueError(msg)
    letters = iter(ascii_uppercase)
    blind = [
        [blind_text(tables, a, letter=next(letters), also_hide=also_hide) for a in articles]
        for articles in choose_texts(tables, groups=groups)
    ]
    made = tuple(_group(tables, codebook, number, texts, given) for number, texts in enumerate(blind, start=1))
    for key in given:
        if not any(given_for([key], g.texts, set_id=tables.set_id, group=g.number) for g in made):
            msg = "not about the texts of this packet; mark on the class page of a packet made the same way"
            raise key.error(msg)
    texts = [text for group in made for text in group.texts]
    focus = {c.id: c for group in made for c in group.focus}
    outlets = {str(r["article_id"]): str(r["outlet"]) for r in tables["articles"].to_dict("records")}
    return Packet(
        set_id=tables.set_id,
        title=title or tables.title,
        event_date=tables.event_date,
        groups=made,
        masks=_mask_rows(tables, texts),
        grades=_grades(tables, texts),
        notes=content_notes(" ".join(line.shown for text in texts for line in text.lines)),
        whole_set=tuple(tally_of_outlets(tables, concept, outlets) for concept in focus.values()),
    )


def _group(
    tables: Tables, codebook: Codebook, number: int, texts: Sequence[BlindText], given: Sequence[GivenKey]
) -> Group:
    keys = suite = tuple(text_key(tables, text, codebook) for text in texts)
    focus = focus_of(codebook, keys)
    mine = given_for(given, texts, set_id=tables.set_id, group=number)
    reader = None
    if len(mine) > 1:
        msg = f"group {number} has a key already, from {mine[0].file}; give one key for each group"
        raise mine[1].error(msg)
    if mine:
        keys, reader = key_with(mine[0], keys, tables=tables, codebook=codebook, focus=focus)
    tallies = tuple(tally_of_texts(keys, concept) for concept in focus)
    return Group(
        number=number,
        keys=keys,
        focus=focus,
        headlines=_headlines(tables, keys),
        rewrite=choose_rewrite(tables, keys, codebook),
        tallies=tallies,
        claim=claim_of(keys, tallies),
        firsts=aspect_lines(tables, texts),
        reader=reader,
        suite_keys=suite,
    )


def _headlines(tables: Tables, keys: Sequence[TextKey]) -> tuple[Headline, ...]:
    """The headlines of two of the texts, so that the class can check what it expected: those in other words first."""
    mentions = tables["mentions"]
    labels: dict[str, dict[str, set[str]]] = {}
    for row in mentions[mentions["voice"] == "headline"].to_dict("records"):
        labels.setdefault(str(row["article_id"]), {}).setdefault(str(row["concept"]), set()).add(str(row["variant"]))
    shown = {key.text.letter: key.text.headline or key.text.opening for key in keys}

    def worth(pair: tuple[TextKey, TextKey]) -> tuple[int, int, int]:
        a, b = (labels.get(key.text.article_id, {}) for key in pair)
        differ = sum(a[c] != b[c] for c in a.keys() & b.keys())
        return (
            sum(not key.text.headline for key in pair),
            -differ,
            -int(pair[0].published == pair[1].published) - int(bool(a)) - int(bool(b)),
        )

    pairs = list(combinations([key for key in keys if shown[key.text.letter]], 2))
    if not pairs:
        return ()
    return tuple(
        Headline(shown[key.text.letter], key.text.letter, key.published, next((q.speaker for q in key.quotes), ""))
        for key in min(pairs, key=worth)
    )


def _mask_rows(tables: Tables, texts: Sequence[BlindText]) -> tuple[MaskRow, ...]:
    rows: dict[tuple[str, str, str], list[str]] = {}
    for text in texts:
        source = tables.texts[text.article_id]
        for mask in text.masks:
            rows.setdefault((mask.kind, " ".join(mask.span.of(source).split()), mask.shown), []).append(text.letter)
    furniture = tables["boilerplate"]
    for text in texts:
        mine = furniture[furniture["article_id"] == text.article_id]
        for row in mine.to_dict("records"):
            words = " ".join(tables.texts[text.article_id][int(row["start"]) : int(row["end"])].split())
            rows.setdefault((f"left out: {row['kind']}", words, "—"), []).append(text.letter)
    return tuple(MaskRow(*what, tuple(dict.fromkeys(letters))) for what, letters in sorted(rows.items()))


def _grades(tables: Tables, texts: Sequence[BlindText]) -> dict[str, float]:
    scores = readability_by_article(tables)
    grade = scores[(scores["group"] == "body") & (scores["key"] == "Flesch–Kincaid grade") & scores["enough"]]
    by_article = {str(r["article_id"]): float(r["value"]) / float(r["base"]) for r in grade.to_dict("records")}
    return {t.letter: by_article[t.article_id] for t in texts if t.article_id in by_article}
