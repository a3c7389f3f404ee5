"""Whose words a row of the table of quotations has, asked one by one: does somebody speak, and is it shown who."""

from __future__ import annotations

import re
from collections.abc import Sequence

from framing.annotate.quotations.cues import verb_forms
from framing.annotate.speakers.names import DAYS_AND_MONTHS
from framing.annotate.speakers.noun_phrase import read_source
from framing.findings.context import Context, Row, forms_of
from framing.findings.names import is_place
from framing.findings.voice_names import tidy
from framing.measure.tables import read_spans

_KINDS = frozenset(("direct", "partial", "indirect"))
_CLASSES = frozenset(("neutral", "structuring", "doubting", "directive", "endorsing"))
_DECIDE = frozenset(("rule", "order", "decide", "vote", "recommend", "propose", "report"))
_PRONOUNS = frozenset(("he", "she", "they", "it", "who", "i", "we", "which", "that", "you", "one", "both", "all"))
_DENIED = frozenset(("not", "never", "declined", "refused"))
_OF_NO_OUTLET = frozenset(("news", "online", "the", "web", "com", "opinion", "new", "times", "post", "of", "and"))
_SAID = (
    r"(?:said|says|told|tells|tweeted|wrote|writes|added|adds|argued|argues|noted|claimed|claims|explained|insisted"
    r"|warned|testified|asked|denied|recalled|replied|responded|predicted)"
)
_VERB_BEHIND = re.compile(
    r"(?:[ \u00a0]of[ \u00a0][A-Z]\w+(?:[ \u00a0][A-Z]\w+)?)?(?:[ \u00a0]\([^()\n]{2,12}\))?"
    r"(?:,[ \u00a0][^,.;:“”\"\n]{2,80},)?[ \u00a0](?:(?:also|later|then|has|had|\w+ly)[ \u00a0])?"
    rf"(?:{_SAID}|(?:released|issued)[ \u00a0](?:the following|a|this)[ \u00a0]statement)\b|:[ \u00a0\n]*[“\"]"
)
_VERB_BEFORE = re.compile(
    r"[”\"’'],?[ \u00a0](?:said|says|added|adds|wrote|tweeted)[ \u00a0](?:[\w.’'\-]+[ \u00a0]){0,6}$"
    r"|\baccording to (?:[A-Z][\w.]*[ \u00a0]){0,4}$"
)
# "Quill stopped short of that, but she said the vote was lost"
_VERB_LATER = re.compile(
    r"[^.;:!?“”\"\n]{3,160}\b(?:and|but)[ \u00a0](?:(?:s?he|also|later)[ \u00a0])?(?:said|told|wrote|added)\b"
)
_REACH = 60  # code points
_FRONT = re.compile(r",|[(—–]|[ \u00a0](?:who|which|that|whose)[ \u00a0]")


def front_of(source: str) -> str:
    """Return the words of a source up to what is told of it: "the mayor" of "the mayor, who left".

    >>> front_of("the mayor, who left"), front_of("Ada Quill - angry at the vote")
    ('the mayor', 'Ada Quill')
    """
    return _FRONT.split(source.split(" - ", maxsplit=1)[0], maxsplit=1)[0].strip(" “”\"'‘’")


def speaks(row: Row) -> bool:
    """Tell whether a row's words hang on a verb of saying, or stand between marks as somebody's."""
    if row["part"] != "body" or row["kind"] not in _KINDS:
        return False
    cue = str(row["cue"]).lower() if isinstance(row["cue"], str) else ""
    words = cue.split()
    if cue.startswith("according"):
        return True
    if _DENIED & set(words) or any(w.endswith(("n’t", "n't")) for w in words):
        return False
    verb = verb_forms().get(cue) or (verb_forms().get(words[-1]) if words else None)
    if verb is None:
        return bool(row["kind"] == "direct")
    if row["kind"] != "indirect" or verb.private:
        return not verb.private
    deed = verb.cue_class == "directive" and words[-1].endswith("ing")  # "offering talks" tells no words
    return not deed and "clause" in verb.frames and str(row["cue_class"]) in _CLASSES and verb.lemma not in _DECIDE


def is_own(context: Context, row: Row) -> bool:
    """Tell whether a source is one of the outlet's own people, or somebody who reports for a living."""
    source = row["source"] if isinstance(row["source"], str) else ""
    own = set(forms_of(context.outlet(str(row["article_id"])))) - _OF_NO_OUTLET
    said = {re.sub(r"[’']s$", "", form) for form in forms_of(source)}
    return bool(own & said) or (row["cue_lemma"] == "report" and row["source_type"] in ("media", None))


def is_told_by_another(row: Row, rows: Sequence[Row]) -> bool:
    """Tell whether a source stands inside what somebody else says: "Quill said that even Marsh conceded it"."""
    spans = read_spans(row["source_spans"]) if isinstance(row["source_spans"], str) else ()
    if not spans:
        return False
    return any(
        part.covers(spans[0])
        for other in rows
        if other is not row and other["kind"] in _KINDS and other["source_spans"] != row["source_spans"]
        for part in read_spans(other["parts"])
    )


def hangs_on_participle(context: Context, row: Row) -> bool:
    """Tell whether words hang on a participle alone, behind a name that may be another's object.

    "The mayor took a swipe at Quill, calling her late" are not Quill's words; "with Quill calling it late" are.
    """
    spans = read_spans(row["source_spans"]) if isinstance(row["source_spans"], str) else ()
    if not spans or not str(row["cue"]).split()[-1].endswith("ing"):
        return False
    text = context.tables.texts.get(str(row["article_id"]), "")
    return (
        re.search(r"(?:\b[Ww]ith|[.!?”\"\n])\s+(?:the\s+)?$", text[max(0, spans[0].start - 12) : spans[0].start])
        is None
    )


def is_pronoun(row: Row) -> bool:
    """Tell whether a row has no source of its own: a pronoun, or words that go on."""
    return not isinstance(row["source"], str) or str(row["source"]).lower() in _PRONOUNS


def describes(row: Row) -> bool:
    """Tell whether a source without a name of its own stands for a person: "the mayor"."""
    source = str(row["source"])
    front = front_of(source).split()
    named = not front or any(c.isupper() for c in front[-1])
    own = isinstance(row["speaker"], str) and row["speaker"].split()[-1] in source
    return row["identified"] == "named" and not named and not own


def by_last_name_alone(context: Context, row: Row) -> str:
    """Return a person of whom the set has no more than a last name with a verb of saying: "Quill told the crews"."""
    source = str(row["source"])
    alone = re.fullmatch(r"(Mr\.?|Mrs\.?|Ms\.?)?[ \u00a0]?([A-Z][a-z][\w’'\-]+)", source)
    if not alone:
        return ""
    sure = row["identified"] == "named" and row["speaker_certainty"] == "sure" and isinstance(row["cue"], str)
    sure = sure and row["source_type"] not in (None, "media") and not str(row["cue"]).startswith("according")
    name = alone[2]
    sure = sure and bool(alone[1])  # "Brook said" may be a firm
    person = read_source(name).form == "name" and name.lower() not in DAYS_AND_MONTHS and not is_place(name)
    return tidy(context, name) or (name if sure and person else "")


def says_beside(text: str, start: int, end: int, *, opens: bool) -> bool:
    """Tell whether a verb of saying stands right behind a name, or right before it and its title.

    ``opens`` is true of a name that its sentence begins with: then the verb may stand further on ("and said").
    """
    behind = _VERB_BEHIND.match(text, end) or (_VERB_LATER.match(text, end) if opens else None)
    return behind is not None or _VERB_BEFORE.search(text[max(0, start - _REACH) : start]) is not None
