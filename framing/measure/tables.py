"""From records to tidy tables: the one place where annotations become pandas frames.

Everything below this layer (statistics, charts, reports, class packets) reads these
tables and never a record. They are also what the cache and the annotation packs hold,
so a report can be made again without parsing and, from a pack, without the texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from framing.measure.desk_verbs import Desk
from framing.text.span import Span

DTYPES = {"text": "string", "count": "int64", "real": "float64", "flag": "bool"}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``kind`` is a key of ``DTYPES``; ``unit`` is empty for names and labels."""

    name: str
    kind: str
    unit: str
    meaning: str


def columns_of(*rows: tuple[str, str, str, str]) -> tuple[Column, ...]:
    """Return columns by their name, kind, unit and meaning."""
    return tuple(Column(*row) for row in rows)


PLACE = (
    ("article_id", "text", "", "the article's id in its set"),
    ("start", "count", "code points", "first code point"),
    ("end", "count", "code points", "one past the last code point"),
)

SCHEMAS: dict[str, tuple[Column, ...]] = {
    "articles": columns_of(
        ("article_id", "text", "", "the article's id in its set"),
        ("outlet", "text", "", "who published it"),
        ("author", "text", "", "who signed it, from the manifest; missing if unknown"),
        ("desk", "text", "", "the part of the newsroom that made it, from the manifest; missing if unknown"),
        ("country", "text", "", "the outlet's country, ISO 3166-1 alpha-2; missing if unknown"),
        ("title", "text", "", "title from the manifest; missing if it has none"),
        ("published", "text", "", "ISO date; missing if unknown"),
        ("certainty", "text", "", "how exactly the date is known: day, week, month, year, unknown"),
        ("genre", "text", "", "news, analysis, opinion …; missing if unknown"),
        ("wire", "text", "", "agency credited, in the manifest or in the text; missing if none"),
        ("wire_extent", "text", "", "how much is its copy: own, whole, part, cited; missing if none is credited"),
        ("url", "text", "", "address; missing if unknown"),
        ("sha256", "text", "", "digest of the text"),
        ("language", "text", "", "ISO 639-1"),
        ("parser", "text", "", "name and version of the parser that read it"),
        ("n_chars", "count", "code points", "length of the text"),
        ("n_words", "count", "words", "words outside boilerplate"),
        ("n_words_quoted", "count", "words", "words inside direct quotations"),
        ("n_sentences", "count", "sentences", "sentences outside boilerplate"),
        ("cluster", "text", "", "articles that share copy have the same value; alone, the article's own id"),
    ),
    "sentences": columns_of(
        *PLACE,
        ("sentence", "count", "", "position in the article, from 0"),
        ("paragraph", "count", "", "position of its paragraph, from 0; -1 in the headline"),
        ("part", "text", "", "headline, subheading or body"),
        ("n_words", "count", "words", "words in the sentence"),
    ),
    "boilerplate": columns_of(*PLACE, ("kind", "text", "", "which sort of page furniture")),
    "agency_words": columns_of(*PLACE, ("agency", "text", "", "wire agency whose words these are, kept by the outlet")),
    "mentions": columns_of(
        *PLACE,
        ("outlet", "text", "", "who published the article"),
        ("concept", "text", "", "id of the concept named"),
        ("variant", "text", "", "label of the codebook that was used"),
        ("surface", "text", "", "the label as it stands in the text, lower case"),
        ("voice", "text", "", "outlet, quoted, attributed, scare or headline"),
        ("in_agency_copy", "flag", "", "its words are a wire agency's, kept by the outlet: no choice of the outlet's"),
        ("sentence", "count", "", "position of its sentence; -1 if in none"),
        ("quotation", "count", "", "position of the innermost quotation around it; -1 if none"),
    ),
    "quotations": columns_of(
        *PLACE,
        ("outlet", "text", "", "who published the article"),
        ("quotation", "count", "", "position in the article, from 0"),
        ("kind", "text", "", "direct, partial, indirect, scare or nested"),
        ("parts", "text", "", "spans of the content, as '12-30 45-60'"),
        ("cue", "text", "", "reporting verb or phrase as printed, lower case; missing if none"),
        ("cue_spans", "text", "", "its spans; missing if none"),
        ("cue_lemma", "text", "", "head of the cue in its dictionary form; missing if none"),
        (
            "cue_class",
            "text",
            "",
            "neutral, structuring, doubting, endorsing, directive, emotive or unclassed; missing if no cue",
        ),
        ("source", "text", "", "the speaker as printed; missing if none"),
        ("source_spans", "text", "", "its spans; missing if none"),
        ("speaker", "text", "", "canonical speaker; missing if unknown"),
        ("speaker_reason", "text", "", "how the speaker was found (name, pronoun, …); missing with the speaker"),
        ("speaker_certainty", "text", "", "how sure that is: sure, likely or open; missing with the speaker"),
        ("source_type", "text", "", "government, politics, …, by the role in which it speaks; missing if unknown"),
        ("identified", "text", "", "named, role, anonymous or collective; missing if unknown"),
        ("type_reason", "text", "", "what told the type: where, and the words; missing if unknown"),
        ("part", "text", "", "headline, subheading or body"),
        ("sentence", "count", "", "position of the sentence it begins in; -1 if in none"),
        ("n_words", "count", "words", "words of the content"),
    ),
    "numbers": columns_of(
        *PLACE,
        ("value", "real", "as 'unit' says", "the quantity; the lower end of a range"),
        ("high", "real", "as 'unit' says", "the upper end; equal to value unless a range"),
        ("hedge", "text", "", "exact, about, at least, at most, vague"),
        ("unit", "text", "", "what is counted, a currency, '%' or 'date'"),
        ("sentence", "count", "", "position of its sentence; -1 if in none"),
    ),
    "roles": columns_of(
        *PLACE,
        ("outlet", "text", "", "who published the article"),
        ("verb", "text", "", "the action, in its dictionary form"),
        ("form", "text", "", "active, passive, agentless passive or nominal"),
        (
            "reality",
            "text",
            "",
            'told as done, denied ("did not fire") or only supposed ("would fire", "if they fire")',
        ),
        ("agent", "text", "", "head word of who acts, lower case; missing if not named"),
        ("agent_spans", "text", "", "span of the phrase; missing if not named"),
        ("agent_concept", "text", "", "concept that the phrase names; missing if none"),
        ("patient", "text", "", "head word of whom or what the action befalls, lower case; missing if not named"),
        ("patient_spans", "text", "", "span of the phrase; missing if not named"),
        ("patient_concept", "text", "", "concept that the phrase names; missing if none"),
        ("action_concept", "text", "", "concept that the verb or noun itself names; missing if none"),
        ("voice", "text", "", "outlet, quoted, attributed, scare or headline"),
        ("sentence", "count", "", "position of its sentence; -1 if in none"),
    ),
    "epithets": columns_of(
        *PLACE,
        ("outlet", "text", "", "who published the article"),
        ("name", "text", "", "the name as printed"),
        ("actor", "text", "", "the fullest form of the name in the set, lower case"),
        ("description", "text", "", "the epithet as printed, lower case"),
        ("kind", "text", "", "modifier, apposition or title"),
        ("voice", "text", "", "outlet, quoted, attributed, scare or headline"),
        ("sentence", "count", "", "position of its sentence; -1 if in none"),
    ),
    "wording": columns_of(
        *PLACE,
        ("outlet", "text", "", "who published the article"),
        ("kind", "text", "", "hedge, booster, doubt, factive, assertive or loaded"),
        ("word_class", "text", "", "class within the list"),
        ("form", "text", "", "the words as printed, lower case"),
        ("voice", "text", "", "outlet, quoted, attributed, scare or headline"),
        ("sentence", "count", "", "position of its sentence; -1 if in none"),
    ),
    "parts": columns_of(
        *PLACE,
        ("outlet", "text", "", "who published the article"),
        ("kind", "text", "", "what part of a sentence at the top: subject, verb, clause, relative, noun phrase …"),
        ("word", "text", "", "a verb's dictionary form, else the word that binds the part; missing if none"),
        ("use", "text", "", "what the binding word makes of it: cause, concession, lack …; missing if nothing"),
        ("voice", "text", "", "outlet, quoted, attributed, scare or headline"),
        ("sentence", "count", "", "position of its sentence; -1 if in none"),
    ),
    "treatments": columns_of(
        *PLACE,
        ("outlet", "text", "", "who published the article"),
        ("name", "text", "", "whom the sentence names, as the article calls it; for a concept its id"),
        ("actor", "text", "", "the one name it has in the set"),
        ("kind", "text", "", "person, body, group or concept"),
        ("polarity", "text", "", "negative, neutral or positive towards the one named"),
        ("score", "real", "weighted words", "what the words sum up to, below 0 for ill"),
        ("words", "text", "", "spans of the words that speak of it, as '12-30 45-60'; missing if none"),
        (
            "said",
            "text",
            "",
            "those among them that carry it, are said of it and judge conduct, fitness or success; missing if none",
        ),
        ("why", "text", "", "how they stand to it and their class in the lists; missing if none"),
        ("reported", "flag", "", "the words report a judgement that somebody else passed: denounced, praised"),
        ("speaker", "text", "", "whose words they are, if quoted and known"),
        ("by", "text", "", "rules, or the name of a user's model"),
        ("voice", "text", "", "outlet, quoted, attributed, scare or headline: of the words, not of the name"),
        ("sentence", "count", "", "position of its sentence; -1 if in none"),
    ),
    "problems": columns_of(
        *PLACE, ("kind", "text", "", "kind of trouble"), ("note", "text", "", "what was done about it")
    ),
}

# Only of sets whose manifest says something of its outlets.
OUTLETS: tuple[Column, ...] = columns_of(
    ("outlet", "text", "", "who published articles, as the manifest's [outlets] has it"),
    ("leaning", "text", "", "as its rater has it; missing if none"),
    ("rater", "text", "", "whose rating the leaning is; missing if none"),
    ("owner", "text", "", "as the manifest says; missing if it does not"),
    ("country", "text", "", "ISO 3166-1 alpha-2; missing if unknown"),
    ("group", "text", "", "the user's own group; missing if none"),
)

# Only of sets whose manifest says of a text that it is the article under its headline.
OWN_TEXTS: tuple[Column, ...] = columns_of(
    ("article_id", "text", "", "an article whose text is its own, says the user")
)

# One row for each article × measure × key. Every share, score and rate of the suite is a
# ratio of sums over articles (sum of value ÷ sum of base), so that the same bootstrap and
# the same permutation serve every measure.
ARTICLE_MEASURE: tuple[Column, ...] = columns_of(
    ("measure", "text", "", "what is measured, e.g. 'label share'"),
    ("group", "text", "", "what the keys divide, e.g. the concept; empty if nothing"),
    ("key", "text", "", "what the row is about, e.g. the variant"),
    ("outlet", "text", "", "who published the article"),
    ("article_id", "text", "", "the article"),
    ("cluster", "text", "", "shared-copy cluster of the article"),
    ("value", "real", "as 'unit' says, times base", "numerator"),
    ("base", "real", "mentions, words, articles …", "denominator; rows with base 0 are left out"),
    ("unit", "text", "", "unit of value ÷ base: share, score, per 1000 words, …"),
)


def frame(columns: Sequence[Column], rows: Iterable[Mapping[str, object]]) -> pd.DataFrame:
    """Return a frame with exactly the declared columns and dtypes, in order; no rows gives an empty frame.

    Raises ``ValueError`` naming the column when a row lacks one or has one too many.
    """
    declared = frozenset(column.name for column in columns)
    rows = list(rows)
    for row in rows:
        if row.keys() != declared:
            odd = sorted(declared ^ row.keys())
            msg = f"a row and its declared columns differ in {', '.join(odd)}"
            raise ValueError(msg)
    # Each column in its type from the beginning: guessed and then changed, ten rows cost as much as ten thousand.
    return pd.DataFrame({c.name: _typed([row[c.name] for row in rows], DTYPES[c.kind]) for c in columns})


def _typed(cells: list[Any], kind: str) -> Any:  # noqa: ANN401 (numpy's array, for text pandas')
    text = kind == DTYPES["text"]  # by its name pandas looks the type up each time
    return pd.array(cells, dtype=pd.StringDtype()) if text else np.array(cells, dtype=kind)


@dataclass(frozen=True, slots=True, repr=False)
class Tables(Desk):
    """Everything a report reads of one article set.

    ``frames`` holds the tables named in ``SCHEMAS`` and those of shared copy (see
    ``shared_copy.py``). ``texts`` maps article id to text and is empty, or lacks some, when
    the set is read from an annotation pack: views that need sentences say so.
    """

    set_id: str
    title: str
    event_date: str
    frames: Mapping[str, pd.DataFrame]
    texts: Mapping[str, str] = field(default_factory=dict)
    _by_article: dict[str, Mapping[str, Any]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __getitem__(self, name: str) -> pd.DataFrame:
        """Return the table called ``name``; ``KeyError`` lists the tables there are."""
        try:
            return self.frames[name]
        except KeyError:
            msg = f"no table '{name}'; this set has {', '.join(sorted(self.frames))}"
            raise KeyError(msg) from None

    def of_article(self, name: str, article_id: str) -> pd.DataFrame:
        """Return the rows of a table that are of one article, in the table's order; none if it has none.

        Each table is gone through once, whatever the number of articles that ask.
        """
        table = self[name]
        if name not in self._by_article:
            rows_of = table.groupby("article_id", sort=False).indices
            self._by_article[name] = {str(article): rows for article, rows in rows_of.items()}
        return table.take(self._by_article[name].get(article_id, []))

    @property
    def outlets(self) -> list[str]:
        """The outlets of the set's articles, by name."""
        return sorted(map(str, self["articles"]["outlet"].unique()))


def write_spans(spans: Iterable[Span]) -> str | None:
    """Spans as '12-30 45-60', the form of the tables; ``None`` if there are none."""
    return " ".join(f"{s.start}-{s.end}" for s in spans) or None


def read_spans(written: str | None) -> tuple[Span, ...]:
    """Inverse of :func:`write_spans`; nothing or a missing value gives no spans."""
    if written is None or pd.isna(written) or not written:
        return ()
    return tuple(Span(*map(int, part.split("-"))) for part in written.split(" "))
