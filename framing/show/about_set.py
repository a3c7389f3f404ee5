"""Sentences that a report's prose is made of, every number computed from the tables."""

from __future__ import annotations

from datetime import date

from framing.annotate.codebook import Codebook
from framing.annotate.voice import OWN_VOICE
from framing.figures.fonts import letters_without_font
from framing.figures.number_words import counted
from framing.measure.concept_mentions import concept_names
from framing.measure.speech_acts import UNKNOWN, speech_acts
from framing.measure.tables import Tables


def about_set(tables: Tables) -> tuple[str, ...]:
    """Say how many articles, outlets and words a set has, when they appeared, and what is known of copies."""
    articles = tables["articles"]
    if articles.empty:
        return ("This set has no articles.",)
    outlets = articles["outlet"].value_counts()
    low, high = int(outlets.min()), int(outlets.max())
    each = counted(low, "article") if low == high else f"{low} to {counted(high, 'article')}"
    first = (
        f"The set “{tables.title}” holds {counted(len(articles), 'article')} from {counted(len(outlets), 'outlet')}, "
        f"{each} each, {counted(int(articles['n_words'].sum()), 'word')} without page furniture."
    )
    days = sorted(str(day) for day in articles["published"].dropna())
    undated = len(articles) - len(days)
    when = f"They appeared {_between(days[0], days[-1])}." if days else ""
    inexact = int((articles["published"].notna() & (articles["certainty"] != "day")).sum())
    rough = f"The date of {inexact} is known to the week or less exactly." if inexact else ""
    without = f"{_capital(counted(undated, 'article'))} {_is(undated)} undated." if undated else ""
    copied = articles[articles["cluster"].duplicated(keep=False)]
    copies = (
        f"{len(copied)} of them share copy with another ({counted(int(copied['cluster'].nunique()), 'group')}): such "
        "articles are not independent evidence."
        if len(copied)
        else "None shares copy with another."
    )
    return first, " ".join(part for part in (when, rough, without, copies) if part)


def no_labels(codebook: Codebook | None) -> str:
    """Say why a set has no labels to compare.

    >>> import framing as fr
    >>> no_labels(fr.set_codebook("corpus/harbour-blockade"))
    'No label of the codebook occurs in these articles.'
    >>> no_labels(None)
    'This set has no codebook: what the outlets call the same thing was not counted.'
    """
    if codebook is None:
        return "This set has no codebook: what the outlets call the same thing was not counted."
    return "No label of the codebook occurs in these articles."


def about_terms(tables: Tables, codebook: Codebook | None) -> tuple[str, ...]:
    """Say how many mentions there are, in whose voice, and which concept has most labels.

    >>> import framing as fr
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> book = fr.set_codebook("corpus/harbour-blockade")
    >>> print(fr.about_terms(tables, book)[0])
    The codebook’s labels occur ... times, for 7 concepts; ...
    """
    mentions = tables["mentions"]
    if mentions.empty:
        return (no_labels(codebook),)
    names = concept_names(tables, codebook)
    own = int(mentions["voice"].isin(OWN_VOICE).sum())
    first = (
        f"The codebook’s labels occur {counted(len(mentions), 'time')}, for {counted(len(names), 'concept')}; "
        f"{own} of these ({100 * own / len(mentions):.0f} %) are in an outlet’s own voice, headlines included."
    )
    labels = mentions.groupby("concept")["variant"].nunique().sort_values(ascending=False, kind="stable")
    concept, n = str(labels.index[0]), int(labels.iloc[0])
    second = f"Most labels compete for {names[concept]}: {n}." if n > 1 else "Each concept has one label here."
    return first, second


def about_quotations(tables: Tables) -> tuple[str, ...]:
    """Say how many quotations of which kind there are and how many name their source.

    >>> import framing as fr
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> print("Found:", *fr.about_quotations(tables))
    Found: ... quotations were found: ... direct, ... Direct quotations make up ... % of all words. ...
    """
    quotations = tables["quotations"]
    if quotations.empty:
        return ("No quotations were found in these articles.",)
    kinds = quotations["kind"].value_counts()
    listed = ", ".join(f"{int(n)} {kind}" for kind, n in kinds.items())
    spoken = quotations[quotations["kind"] != "scare"]
    sourced = int(spoken["source"].notna().sum())
    words, quoted = int(tables["articles"]["n_words"].sum()), int(tables["articles"]["n_words_quoted"].sum())
    first = (
        f"{_capital(counted(len(quotations), 'quotation'))} {_is(len(quotations), past=True)} found: {listed}. Direct "
        f"quotations make up {100 * quoted / max(words, 1):.0f} % of all words."
    )
    second = f"A source is named for {sourced} of {len(spoken)} that have a speaker."
    return first, second


def about_speakers(tables: Tables) -> tuple[str, ...]:
    """Say how many speakers two outlets share, and how much of the quoting goes to those whom only one has.

    >>> import framing as fr
    >>> tables = fr.open_set("corpus/harbour-blockade", parser="none")
    >>> print("Found:", *fr.about_speakers(tables))
    Found: ... speakers could be told apart; ... of them are quoted in two outlets or more. ...
    """
    acts = speech_acts(tables)
    known = acts[acts["speaker"] != UNKNOWN]
    if known.empty:
        return ()
    carriers = known.groupby("speaker")["outlet"].nunique()
    n, common = len(carriers), int((carriers > 1).sum())
    alone = int(known["speaker"].map(carriers).eq(1).sum())
    said = (
        f"{_capital(counted(n, 'speaker'))} could be told apart; {common} of them {_is(common)} quoted in two outlets "
        f"or more. Speakers whom only one outlet quotes have {100 * alone / len(known):.0f} % of the quotations."
    )
    return (said,)


def about_problems(tables: Tables) -> tuple[str, ...]:
    """Say what could not be read or drawn, so that nothing missing passes for nothing there."""
    problems = tables["problems"]
    if problems.empty:
        return ("Nothing was found that could not be read.", *_about_fonts(tables))
    kinds = "; ".join(f"{str(kind).replace('-', ' ')}: {int(n)}" for kind, n in problems["kind"].value_counts().items())
    places = counted(len(problems), "place")
    said = f"{_capital(places)} could not be read as meant ({kinds}). They are listed in the data files."
    return (said, *_about_fonts(tables))


def _about_fonts(tables: Tables) -> tuple[str, ...]:
    missing = letters_without_font(tables.outlets)
    if not missing:
        return ()
    said = (
        f"No font on this machine has all letters of {', '.join(missing)}: charts as PNG show boxes for them. The "
        "page and the SVG files hold the names as text; a font of the script, installed before the report is made, "
        "mends it."
    )
    return (said,)


def _between(first: str, last: str) -> str:
    a, b = date.fromisoformat(first), date.fromisoformat(last)
    if a == b:
        return f"on {say_day(a)}"
    return f"between {say_day(a)} and {say_day(b)}, {counted((b - a).days + 1, 'day')} in all"


def say_day(day: date) -> str:
    """Return "27 September 2020"."""
    return f"{day.day} {day:%B %Y}"


def _is(n: int, *, past: bool = False) -> str:
    return ("was" if n == 1 else "were") if past else ("is" if n == 1 else "are")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
