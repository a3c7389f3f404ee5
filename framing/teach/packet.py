"""A class packet as data: who reads which texts, with which key. What pages are made of it is not decided here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from string import ascii_uppercase

from framing.annotate.codebook import Codebook, Concept
from framing.annotate.voice import OWN_VOICE
from framing.lexicons import load
from framing.measure.readability import readability_by_article
from framing.measure.tables import Tables
from framing.reports.early_checks import no_codebook
from framing.teach.answer_key import Rewrite, TextKey, choose_rewrite, text_key
from framing.teach.blind_texts import BlindText, blind_text
from framing.teach.choose_articles import choose_texts, own_voice_counts
from framing.teach.what_first import AspectLines, aspect_lines

MOST_GROUPS = 12
MOST_FOCUS = 2


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
class Tally:
    """How often each text uses each label of a concept in the outlet's own voice: the class chart's answer."""

    concept: Concept
    labels: tuple[str, ...]
    counts: dict[str, dict[str, int]]  # text letter or outlet -> label -> mentions


@dataclass(frozen=True, slots=True)
class Group:
    """What one group of pupils works on."""

    number: int
    keys: tuple[TextKey, ...]
    focus: tuple[Concept, ...]
    headlines: tuple[Headline, ...]
    rewrite: Rewrite | None
    tallies: tuple[Tally, ...]
    firsts: tuple[AspectLines, ...] = ()
    claim: str = ""

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


def make_packet(tables: Tables, codebook: Codebook | None, *, groups: int = 1, title: str | None = None) -> Packet:
    """Return the class packet of an article set.

    Args:
        tables: The set with its texts.
        codebook: Its codebook: a lesson is about labels, so there must be one.
        groups: Groups that work at once, each with its own texts and key; 1 is the whole class on three texts.
        title: Shown to the class; ``None`` takes the set's.

    Raises:
        ValueError: No codebook, fewer than two outlets with texts, nothing named differently,
            fewer than 1 or more than 12 groups.
    """
    if codebook is None:
        raise ValueError(no_codebook("lessons"))
    if not 1 <= groups <= MOST_GROUPS:
        msg = f"{groups} groups: give 1 to {MOST_GROUPS}"
        raise ValueError(msg)
    letters = iter(ascii_uppercase)
    made = tuple(
        _group(tables, codebook, number, [blind_text(tables, a, letter=next(letters)) for a in articles])
        for number, articles in enumerate(choose_texts(tables, groups=groups), start=1)
    )
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
        whole_set=tuple(_tally_of(tables, concept, outlets) for concept in focus.values()),
    )


def _group(tables: Tables, codebook: Codebook, number: int, texts: Sequence[BlindText]) -> Group:
    keys = tuple(text_key(tables, text, codebook) for text in texts)
    focus = _focus(codebook, keys)
    tallies = tuple(_tally(keys, concept) for concept in focus)
    return Group(
        number=number,
        keys=keys,
        focus=focus,
        headlines=_headlines(tables, keys),
        rewrite=choose_rewrite(tables, keys, codebook),
        tallies=tallies,
        claim=_claim(keys, tallies),
        firsts=aspect_lines(tables, texts),
    )


def _focus(codebook: Codebook, keys: Sequence[TextKey]) -> tuple[Concept, ...]:
    """The concepts that the printed texts name most differently in their own voice, most telling first."""
    counts = [Counter((a.concept, a.label) for a in key.terms if a.voice in OWN_VOICE) for key in keys]
    apart: dict[str, float] = {}
    for p, q in combinations(counts, 2):
        for concept in codebook.concepts:
            labels = [v.label for v in concept.variants]
            n_p, n_q = (sum(c[concept.name, label] for label in labels) for c in (p, q))
            if n_p and n_q:
                overlap = sum(min(p[concept.name, v] / n_p, q[concept.name, v] / n_q) for v in labels)
                apart[concept.id] = apart.get(concept.id, 0.0) + min(n_p, n_q) * (1 - overlap)
    order = sorted((c for c in apart if apart[c] > 0), key=lambda c: (-apart[c], c))
    # What the texts name differently may stand in the part that is not printed.
    named = [c.id for c in codebook.concepts if any(c.name == a.concept for key in keys for a in key.terms)]
    return tuple(codebook.concept(c) for c in (order or named or [codebook.concepts[0].id])[:MOST_FOCUS])


def _tally(keys: Sequence[TextKey], concept: Concept) -> Tally:
    """Counts by letter, of what is printed."""
    counts: dict[str, dict[str, int]] = {key.text.letter: {} for key in keys}
    for key in keys:
        for answer in key.terms:
            if answer.concept == concept.name and answer.voice in OWN_VOICE:
                mine = counts[key.text.letter]
                mine[answer.label] = mine.get(answer.label, 0) + 1
    return _sorted_tally(concept, counts)


def _tally_of(tables: Tables, concept: Concept, outlets: dict[str, str]) -> Tally:
    """Counts by outlet, of the whole set."""
    counts: dict[str, dict[str, int]] = {outlet: {} for outlet in sorted(set(outlets.values()))}
    for (article, concept_id), labels in own_voice_counts(tables).items():
        if concept_id == concept.id:
            mine = counts[outlets[article]]
            for label, n in labels.items():
                mine[label] = mine.get(label, 0) + n
    return _sorted_tally(concept, counts)


def _sorted_tally(concept: Concept, counts: dict[str, dict[str, int]]) -> Tally:
    used = {label for labels in counts.values() for label in labels}
    return Tally(concept, tuple(v.label for v in concept.variants if v.label in used), counts)


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


def _claim(keys: Sequence[TextKey], tallies: Sequence[Tally]) -> str:
    """A claim that these texts support, with lines: what two of them call the same thing most often."""
    for tally in tallies:
        most: list[str] = []
        labels: set[str] = set()
        for key in keys:
            counts = tally.counts[key.text.letter]
            if not counts:
                continue
            label = min(counts, key=lambda name: (-counts[name], name))
            if label in labels:
                continue
            labels.add(label)
            own = [
                a for a in key.terms if a.label == label and a.concept == tally.concept.name and a.voice in OWN_VOICE
            ]
            numbers = list(dict.fromkeys(a.line for a in own))
            lines = f"line{'s' if len(numbers) > 1 else ''} {', '.join(str(n) for n in numbers)}"
            most.append(f"text {key.text.letter} names {tally.concept.name} “{label}” ({lines})")
        if len(most) > 1:
            return f"In their own words, {most[0]}, {most[1]}."
    return ""


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


@cache
def _note_patterns() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str] | None], ...]:
    return tuple(
        (note["topic"], _any_of(note["words"]), _any_of(note["not"]) if note.get("not") else None)
        for note in load("content_notes")["note"]
    )


def _any_of(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(w).replace(r"\*", r"\w*") for w in words) + r")\b", re.IGNORECASE)


def content_notes(text: str) -> tuple[str, ...]:
    """Return what a text mentions that a teacher wants to know of before a lesson, with the words that say so.

    A word list decides (``lexicons/content_notes.toml``): it tells that a word occurs, not
    how the thing is treated. Nothing found gives an empty tuple.
    """
    notes: list[str] = []
    for topic, words, but in _note_patterns():
        found = [m[0].lower() for m in words.finditer(text) if but is None or not but.fullmatch(m[0])]
        if found:
            shown = [w for w, _ in Counter(found).most_common(4)]
            notes.append(f"{topic} ({', '.join(shown)})")
    return tuple(notes)
