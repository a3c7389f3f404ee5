"""A quotation that an outlet may lack: whether it has it in other words, could have had it, and what its lack tells."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from framing.annotate.speakers.entities import same_person
from framing.compare.tokens import fold, tokens
from framing.findings.absence import articles_saying, articles_with_run, longest_run
from framing.findings.context import Context, Row
from framing.findings.headline_words import says_something
from framing.findings.names import full_name, last, person
from framing.findings.opening_words import family_of, sentence_families
from framing.findings.quotation_versions import Quoted, Version
from framing.measure.tables import read_spans

_DAYS, _SPOKEN, _HEARD = "days named", "quotations by speaker", "kinds of speakers heard"
_OPEN = "articles that a post fell out of"
_COMING, _BACK = "speakers still to speak", 20  # code points before a verb of saying
_RUN = 4  # words of a quotation in a row: then an article has some of it
_FOUND = 0.6  # of its content words in one sentence: then it may have it in other words
_NAMELESS = 0.35  # of them, where no name is known
_TOLD = 0.25  # of its content words beside the speaker's name: it may be reported there
_BESIDE = 2  # sentences before and after a quotation in which its speaker goes on
_OTHER = 5  # words in a row, or of a quotation, that are more than a phrase
_SPEECH = frozenset(("direct", "partial"))
_TOLD_OF = frozenset(("direct", "partial", "indirect"))
# What stands beside words that were said at another time, before words still to be said, and where a post was embedded.
_EARLIER = re.compile(
    r"\b(?:January|February|March|April|June|July|August|September|October|November|December"
    r"|(?:19|20)\d\d|(?:last|previous) (?:year|month|week)|ago|earlier this (?:year|month|week))\b"
)
_TO_COME = re.compile(r"\b(?:will|expected to|plans to|set to|due to)\s+$")
_EMBEDDED = re.compile(r"\btweet(?:ed|s|ing)? (?:this|the following)\b|\bposted (?:this|the following)\b")
_DAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")


def articles_having(context: Context, quoted: Quoted, words: str) -> frozenset[str]:
    """Return the articles that may have some of the quoted words, or what they say; those without a text among them.

    Four in a row, or most content words in one sentence or two. Without a speaker to look for, less will do.
    """
    least = _FOUND if quoted.speaker else _NAMELESS
    return articles_with_run(context, words, _RUN) | articles_saying(context, words, least)


def reports(context: Context, article_id: str, speaker: str, words: str) -> bool:
    """Tell whether an article may report the words without quoting them: it names the speaker beside some of them.

    A quarter of them, two at least, in any form or family: "did not intend to offend" is "I intended no offence".
    """
    if not speaker:
        return False
    wanted = {family_of(t.form) for t in tokens(words) if says_something(t)}
    who = family_of(last(speaker).lower())
    least = max(2, _TOLD * len(wanted))
    return any(who in said and len(wanted & said) >= least for said in sentence_families(context, article_id))


def articles_before(context: Context, quoted: Quoted) -> frozenset[str]:
    """Return the articles that may have been written before the words were said.

    Those published on an earlier day than all that print them; those that name days of the week, and not the one that
    stands beside the words elsewhere, and were not published later; those that tell what the speaker "is expected to
    say". And those that "tweeted this" is all that is left of a post in: it may have been these words.
    """
    theirs = [day for v in quoted.versions if (day := _published(context, v.article_id))]
    named = {day for v in quoted.versions for day in _DAY.findall(_around(context, v))}
    before = {i for i in context.articles if _is_before(context, i, theirs, named, len(quoted.versions))}
    if _OPEN not in context.noted:
        context.noted[_OPEN] = {i for i, text in context.tables.texts.items() if _EMBEDDED.search(text)}
    return frozenset(before | context.noted[_OPEN] | {i for i, who in _to_come(context) if who == last(quoted.speaker)})


def _to_come(context: Context) -> frozenset[tuple[str, str]]:
    """Articles and last names of those whose words they print before they are said; read once."""
    if _COMING not in context.noted:
        context.noted[_COMING] = frozenset(
            (str(row["article_id"]), last(name))
            for row in context.rows("quotations")
            if isinstance(row["cue_spans"], str) and (name := person(row["speaker"]))
            if (cue := read_spans(row["cue_spans"])) and (text := context.tables.texts.get(str(row["article_id"]), ""))
            if _TO_COME.search(text[max(0, cue[0].start - _BACK) : cue[0].start])
            or text[cue[0].start : cue[0].end].startswith(("will ", "expected to "))
        )
    made: frozenset[tuple[str, str]] = context.noted[_COMING]
    return made


def _is_before(context: Context, article_id: str, theirs: list[str], named: set[str], n: int) -> bool:
    mine = _published(context, article_id)
    if mine and len(theirs) == n and mine < min(theirs):
        return True
    if mine and theirs and mine > max(theirs):
        return False
    return bool(named and (own := _days(context, article_id)) and named.isdisjoint(own))


def _days(context: Context, article_id: str) -> frozenset[str]:
    """The days of the week that an article names, read once."""
    known: dict[str, frozenset[str]] = context.noted.setdefault(_DAYS, {})
    if article_id not in known:
        known[article_id] = frozenset(_DAY.findall(context.tables.texts.get(article_id, "")))
    return known[article_id]


def _published(context: Context, article_id: str) -> str:
    """The day an article was published, as it sorts; empty where that is not known."""
    day = str(context.articles[article_id].get("published") or "")[:10]
    return day if day[:1].isdigit() else ""


def _around(context: Context, version: Version) -> str:
    start, end = _stretch(context, version, 1)
    return context.printed(version.article_id, start, end)


def _stretch(context: Context, version: Version, beside: int) -> tuple[int, int]:
    """From where to where the sentences of a quotation stand, with so many before and after."""
    every = context.sentences.get(version.article_id, ())
    inside = [k for k, s in enumerate(every) if any(p.start < s.end and s.start < p.end for p in version.parts)]
    if not inside:
        return version.parts[0].start, version.parts[-1].end
    return every[max(0, inside[0] - beside)].start, every[min(len(every) - 1, inside[-1] + beside)].end


def has_same_occasion(context: Context, article_id: str, quoted: Quoted) -> bool:
    """Tell whether an article prints other words that the speaker said beside these: it reports what was said then."""
    return any(
        longest_run(context, article_id, context.printed(version.article_id, int(row["start"]), int(row["end"])))
        >= _OTHER
        for version in quoted.versions
        for row in _beside(context, version, quoted.speaker)
    )


def _beside(context: Context, version: Version, speaker: str) -> Iterator[Row]:
    """The quotations of one speaker that stand just before or behind a version's words."""
    start, end = _stretch(context, version, _BESIDE)
    for row in context.rows_of("quotations", version.article_id):
        apart = not any(p.start < row["end"] and row["start"] < p.end for p in version.parts)
        name = person(row["speaker"])
        if (
            row["kind"] in _SPEECH
            and start <= row["start"] < end
            and apart
            and (not name or last(name) == last(speaker))
        ):
            yield row


def is_one_occasion(context: Context, one: Quoted, other: Quoted) -> bool:
    """Tell whether two quotations of one speaker stand beside each other in an article: one post, one statement."""
    if last(one.speaker) != last(other.speaker):
        return False
    stretches = {v.article_id: _stretch(context, v, _BESIDE) for v in one.versions}
    return any(
        (place := stretches.get(v.article_id)) is not None
        and v.parts[0].start < place[1]
        and place[0] < v.parts[-1].end
        for v in other.versions
    )


def other_words(context: Context, outlet: str, speaker: str) -> Row | None:
    """Return the longest that an outlet quotes of a speaker, where it is sure who speaks; ``None`` if nothing."""
    if not speaker:
        return None
    mine = [
        row
        for row in _by_speaker(context).get((outlet, last(speaker)), ())
        if _is_junior(str(row["speaker"])) == _is_junior(speaker)
        and same_person(fold(person(row["speaker"])).split(), fold(speaker).split())
    ]
    return max(mine, key=lambda row: (int(row["n_words"]), -int(row["start"])), default=None)


def _near(context: Context, row: Row) -> str:
    """The sentences of a quotation and the one before."""
    article, start = str(row["article_id"]), int(row["start"])
    every = context.sentences.get(article, ())
    at = next((k for k, s in enumerate(every) if s.start <= start < s.end), None)
    return context.printed(article, every[max(0, at - 1)].start, every[at].end) if at is not None else ""


def _by_speaker(context: Context) -> dict[tuple[str, str], list[Row]]:
    """The quotations of more than a phrase by outlet and last name, where it is sure who speaks; read once.

    Without those of another time.
    """
    if _SPOKEN not in context.noted:
        made: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in context.rows("quotations"):
            if _EARLIER.search(_near(context, row)):
                continue
            sure = row["kind"] in _SPEECH and int(row["n_words"]) >= _OTHER and row["speaker_certainty"] == "sure"
            if sure and (name := person(row["speaker"])):
                made[context.outlet(str(row["article_id"])), last(name)].append(row)
        context.noted[_SPOKEN] = dict(made)
    found: dict[tuple[str, str], list[Row]] = context.noted[_SPOKEN]
    return found


def _is_junior(name: str) -> bool:
    return name.rsplit(maxsplit=1)[-1].strip(".").lower() in ("jr", "sr", "ii", "iii")


def name_again(context: Context, speaker: str) -> str:
    """Return the name by which a sentence names a speaker again: the last, in full where a set has two of that name."""
    alone = full_name(context, last(speaker)) != "" and not _is_junior(speaker)
    return last(speaker) if alone else speaker


def hears_its_side(context: Context, outlet: str, quoted: Quoted) -> bool:
    """Tell whether an outlet lets somebody of the speaker's kind (business …) speak; true if that is unknown."""
    kinds = {
        str(row["source_type"])
        for v in quoted.versions
        for row in context.rows_of("quotations", v.article_id)
        if row["kind"] in _SPEECH
        and isinstance(row["source_type"], str)
        and any(p.start < row["end"] and row["start"] < p.end for p in v.parts)
    }
    if _HEARD not in context.noted:
        heard: defaultdict[str, set[str]] = defaultdict(set)
        for row in context.rows("quotations"):
            if row["kind"] in _TOLD_OF:
                heard[context.outlet(str(row["article_id"]))].add(str(row["source_type"]))
        context.noted[_HEARD] = dict(heard)
    return not kinds or bool(kinds & context.noted[_HEARD].get(outlet, set()))
