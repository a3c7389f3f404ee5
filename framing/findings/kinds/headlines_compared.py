"""Headlines side by side: whom one names and where others do, quotation marks, judging words, attribution.

Works without a codebook and with one article an outlet; with several an outlet there are no pairs to compare.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from framing.annotate.lemmas import verb_lemma
from framing.annotate.quotations.cues import verb_forms
from framing.compare.fact_search import content
from framing.compare.inflection import function_words, stem
from framing.compare.tokens import Token, fold, tokens
from framing.findings.context import Context, Headline, named
from framing.findings.finding import HEADLINES, Finding, Reading, untested
from framing.findings.judging_words import is_listed, judges
from framing.findings.names import last, mentioned, names_of_set, proper_names
from framing.findings.openings import quoted_in

_SAME = 4  # content words that two headlines must have in common to say the same
_FAMILY = 5  # letters in front that words of one family have in common: "apologizes", "apology"
_EARLY = 6  # words within which subject and verb of a headline stand
_NOT_VERBS = frozenset(("is", "was", "has", "its", "his", "us", "as", "this", "does", "news", "funds", "talks"))
_CONDITIONS = frozenset(("if", "when", "why", "how", "what", "could", "should", "will", "would", "can"))
_LONG = 200  # words of an article
_SHORT = 3  # letters of words that titles leave in lower case
_TIMES = 2  # a person must be named in full so often in the set to be looked for in headlines
_LATE = 3  # paragraphs down, from where on a name counts as standing late


def headlines_compared(context: Context) -> list[Finding]:
    """Return what sets the headlines of a set apart, each with all headlines side by side."""
    if not context.one_each or len(context.headlines) < 2:  # noqa: PLR2004
        return []
    makers = (_persons, _first_names, _verbs, _quoted, _judging, _attributed)
    return [finding for make in makers for finding in make(context, context.headlines)]


def _persons(context: Context, headlines: Sequence[Headline]) -> Iterator[Finding]:
    """Whom one headline names and the others do not, and where the other articles name them."""
    if not context.whole:
        return
    names = [name for name, n in names_of_set(context).most_common() if n >= _TIMES]
    for title in headlines:
        inside = quoted_in(title.text)
        here = {
            t.form.removesuffix("'s"): (t.span.start, t.span.end)
            for t in tokens(title.text)
            if t.is_word and not any(a <= t.span.start < b for a, b in inside)
        }
        for name in names:
            at = here.get(last(name).lower()) if name in context.tables.texts.get(title.article_id, "") else None
            others = [h for h in headlines if h is not title]
            if at is None or any(last(name).lower() in _forms(h.text) for h in others):
                continue
            if (finding := _person(context, title, name, at, others)) is not None:
                yield finding


def _person(
    context: Context, title: Headline, name: str, at: tuple[int, int], others: Sequence[Headline]
) -> Finding | None:
    said: list[str] = []
    depth = 0.0
    for other in others:
        place = mentioned(context, other.article_id, name)
        sentence = context.sentence_at(other.article_id, place[0]) if place else None
        if place is None:
            said.append(f"in {other.outlet} no sentence was found that names {last(name)}")
            depth += 1.0
        elif sentence is not None and sentence.paragraph >= _LATE:
            said.append(f"{other.outlet} first names {last(name)} in paragraph {sentence.paragraph + 1}")
            depth += min(1.0, sentence.paragraph / 12)
    if not said:
        return None
    readings = [title.reading([at]), *(_where(context, h, name) for h in others)]
    return untested(
        HEADLINES,
        "person", title.article_id, name,
        headline=f"{title.outlet} puts {name} in its headline; {'; '.join(said)}.",
        sentence=_all_of([title, *others]),
        telling="whom one headline puts first and other articles do not",
        readings=readings,
        strength=min(1.0, 0.5 + depth / (2 * len(others)) * 1.0),
        key=name,
        outlet=title.outlet,
    )  # fmt: skip


def _where(context: Context, title: Headline, name: str) -> Reading:
    place = mentioned(context, title.article_id, name)
    sentence = context.sentence_at(title.article_id, place[0]) if place else None
    if place is None or sentence is None:
        return title.reading(note="headline; no sentence found that names them" if place is None else "headline")
    return context.reading(title.article_id, *place, note=f"paragraph {sentence.paragraph + 1}")


def _first_names(context: Context, headlines: Sequence[Headline]) -> Iterator[Finding]:
    """The name that stands first in each headline, where all differ; names of the set's articles, of whatever kind."""
    known = {_forms(name) for name, n in proper_names(context).items() if n >= _TIMES}
    known |= {(_forms(name)[-1],) for name in names_of_set(context)}
    places = {h.article_id: _first_name(h, known) for h in headlines}
    having = [(h, place) for h in headlines if (place := places[h.article_id]) is not None]
    shown = [h.text[a:b] for h, (a, b) in having]
    words = [form for name in shown for form in set(_forms(name))]
    if len(having) < len(headlines) or len(set(words)) < len(words):
        return  # "Ada Quill" and "Quill" are one name
    said = "; ".join(f"{name} in {h.outlet}" for name, (h, _) in zip(shown, having, strict=True))
    yield untested(
        HEADLINES,
        "first name", *(h.article_id for h in headlines),
        headline=f"Each headline puts another name first: {said}.",
        sentence=_all_of(headlines),
        telling="who stands first",
        readings=[h.reading([place], voice="headline") for h, place in having],
        strength=0.8,
        key=" | ".join(shown),
    )  # fmt: skip


def _first_name(title: Headline, known: Collection[tuple[str, ...]]) -> tuple[int, int] | None:
    """Where the first known name of a headline stands, the longest that begins there."""
    every = [t for t in tokens(title.text) if t.is_word]
    forms = [t.form.removesuffix("'s") for t in every]
    for k, token in enumerate(every):
        if any((part,) in known for part in token.form.split("-")) and "-" in token.form:
            return None  # "Quill-Marsh talks": two stand first
        sizes = [n for n in range(min(4, len(forms) - k), 0, -1) if tuple(forms[k : k + n]) in known]
        if sizes and token.span.of(title.text)[:1].isupper() and token.form not in function_words():
            end = every[k + sizes[0] - 1].span
            return token.span.start, end.start + len(end.of(title.text).removesuffix("'s").removesuffix("’s"))
    return None


def _verbs(context: Context, headlines: Sequence[Headline]) -> Iterator[Finding]:
    """What one subject does in each headline, where several begin with it: "judge tosses", "judge denies"."""
    del context
    pairs = {h.article_id: pair for h in headlines if (pair := _subject_and_verb(h)) is not None}
    for subject in dict.fromkeys(stem(s.form) for s, _ in pairs.values()):
        shown = [(h, *pairs[h.article_id]) for h in headlines if h.article_id in pairs]
        alike = [(h, v.span) for h, s, v in shown if stem(s.form) == subject]
        if len(alike) > 1 and len({verb_lemma(fold(span.of(h.text))) for h, span in alike}) == len(alike):
            yield _done(headlines, subject, [(h, (span.start, span.end)) for h, span in alike])


def _subject_and_verb(title: Headline) -> tuple[Token, Token] | None:
    """The first word of a headline that looks like a verb in the present, and the word before it, adverbs left out."""
    every = [t for t in tokens(title.text) if t.is_word and not t.form.endswith("ly")]
    if not every or every[0].form in _CONDITIONS:
        return None
    for subject, verb in pairwise(every[:_EARLY]):
        plain = verb_lemma(verb.form)
        inflected = verb.form.endswith("s") and plain != verb.form and not plain.endswith("ing")
        if not inflected or verb.form in _NOT_VERBS or verb.form[0] in "'’":
            continue
        between = title.text[subject.span.end : verb.span.start]
        if not any(mark in between for mark in ",;:‘’'\"“”") and subject.form not in function_words():
            return subject, verb
    return None


def _done(headlines: Sequence[Headline], subject: str, shown: Sequence[tuple[Headline, tuple[int, int]]]) -> Finding:
    title, (start, _) = shown[0]
    name = [w for w in title.text[:start].split() if not w.endswith("ly")][-1]
    places = {h.article_id: place for h, place in shown}
    said = "; ".join(f"“{h.text[a:b]}” in {h.outlet}" for h, (a, b) in shown)
    return untested(
        HEADLINES,
        "verb", subject, *places,
        headline=f"What “{name}” does in the headlines: {said}.",
        sentence=_all_of(headlines),
        telling="one deed in several verbs",
        readings=[h.reading([p] if (p := places.get(h.article_id)) else [], voice="headline") for h in headlines],
        strength=0.85,
        key=" | ".join(h.text[a:b] for h, (a, b) in shown),
    )  # fmt: skip


def _quoted(context: Context, headlines: Sequence[Headline]) -> Iterator[Finding]:
    """Whose headline prints words in quotation marks: each one's words, and the headlines that have none."""
    del context
    marked = {h.article_id: _quotations(h) for h in headlines}
    having = [h for h in headlines if marked[h.article_id]]
    lacking = [h for h in headlines if not marked[h.article_id]]
    if not having or (not lacking and _one_quotation(having, marked)):
        return
    words = [h.text[a:b] for h in having for a, b in marked[h.article_id]]
    bare = [h for h in lacking if any(_in(h, said) for said in words)]
    parts = [f"{h.outlet} {_words_of(h, marked[h.article_id])}" for h in having]
    yield untested(
        HEADLINES,
        "quotation marks", *(h.article_id for h in having),
        headline=f"In quotation marks in the headline: {'; '.join(parts)}{_rest(bare, lacking)}.",
        sentence=_all_of(headlines),
        telling="one headline vouches for words that another quotes" if bare else "words left to somebody else",
        readings=[_marked(h, marked[h.article_id]) for h in headlines],
        strength=0.95 if bare else 0.75 if lacking else 0.7,
        key=" | ".join(words),
    )  # fmt: skip


def _quotations(title: Headline) -> tuple[tuple[int, int], ...]:
    """The quotations of a headline: words between marks that are no title of a work or programme, by their capitals."""
    outside = title.text
    places = quoted_in(title.text)
    for a, b in places:
        outside = outside.replace(title.text[a:b], "")
    lower = any(w[0].islower() and len(w) > _SHORT for w in outside.split())
    return tuple((a, b) for a, b in places if not (lower and _is_titled(title.text[a:b])))


def _is_titled(words: str) -> bool:
    every = words.split()
    return len(every) > 1 and all(w[:1].isupper() for w in every if len(w) > _SHORT)


def _words_of(title: Headline, places: Sequence[tuple[int, int]]) -> str:
    return named(f"“{title.text[a:b]}”" for a, b in places)


def _marked(title: Headline, places: Sequence[tuple[int, int]]) -> Reading:
    return title.reading(places, voice="quoted" if places else "headline")


def _rest(bare: Sequence[Headline], lacking: Sequence[Headline]) -> str:
    """What of the headlines without quotation marks: the same words without them, or none."""
    if bare:
        return f"; {named(h.outlet for h in bare)} print{'s' * (len(bare) == 1)} the same words without the marks"
    if not lacking:
        return ""
    some = "headlines" if len(lacking) > 1 else "headline"
    return f"; no quotation marks in the {some} of {named(h.outlet for h in lacking)}"


def _one_quotation(having: Sequence[Headline], marked: dict[str, tuple[tuple[int, int], ...]]) -> bool:
    return len({_forms(h.text[a:b]) for h in having for a, b in marked[h.article_id]}) == 1


def _in(title: Headline, words: str) -> bool:
    wanted, have = _forms(words), _forms(title.text)
    return any(have[k : k + len(wanted)] == wanted for k in range(len(have) - len(wanted) + 1))


def _forms(text: str) -> tuple[str, ...]:
    return tuple(t.form.removesuffix("'s") for t in tokens(text) if t.is_word)


def _judging(context: Context, headlines: Sequence[Headline]) -> Iterator[Finding]:
    """Judging words in one headline's own words, which no other headline has: one finding a headline."""
    for title in headlines:
        others = [h for h in headlines if h is not title]
        elsewhere = {stem(f) for h in others for f in _forms(h.text)}
        places: list[tuple[int, int]] = []
        lacking = {h.outlet for h in others}
        for start, end, listed in _judging_places(title):
            word = title.text[start:end]
            without = {h.outlet for h in others if not _has_stem(context, h.article_id, word)}
            # What other articles have too may be a word of the matter itself: "killed", "crash".
            counts = listed or (_is_long(context) and len(without) == len(others))
            if counts and stem(_forms(word)[0]) not in elsewhere:
                places.append((start, end))
                lacking &= without
        if places:
            yield _judged(context, title, others, places, [h.outlet for h in others if h.outlet in lacking])


def _is_long(context: Context) -> bool:
    """Whether the texts are long enough for a word of the matter to stand in all: else its absence tells nothing."""
    return context.whole and all(int(row["n_words"]) >= _LONG for row in context.articles.values())


def _judged(
    context: Context,
    title: Headline,
    others: Sequence[Headline],
    places: Sequence[tuple[int, int]],
    lacking: Sequence[str],
) -> Finding:
    words = named(f"“{title.text[a:b]}”" for a, b in places)
    one = "the word" if len(places) == 1 else "one of them"
    also = f"; in {named(lacking)} no sentence with {one} was found" if lacking and context.whole else ""
    return untested(
        HEADLINES,
        "word", title.article_id, *(title.text[a:b] for a, b in places),
        headline=f"Only {title.outlet}’s headline has {words} (“{title.text}”){also}.",
        sentence=_all_of([title, *others]),
        telling="judging words in a headline’s own words",
        readings=[title.reading(places, voice="headline"), *(h.reading() for h in others)],
        strength=0.9 if len(lacking) == len(others) else 0.65,
        key=words,
        outlet=title.outlet,
    )  # fmt: skip


def _judging_places(title: Headline) -> Iterator[tuple[int, int, bool]]:
    """The words of a headline outside quotation marks that judge, and whether they are listed as loaded wording."""
    inside = quoted_in(title.text)
    for token in tokens(title.text):
        form = token.form.removesuffix("'s")
        quoted = any(a <= token.span.start < b for a, b in inside)
        if token.is_word and not quoted and judges(form):
            yield token.span.start, token.span.end, is_listed(form)


def _has_stem(context: Context, article_id: str, word: str) -> bool:
    """Whether an article has a word or another of its family, by stem or by the letters it begins with."""
    form = _forms(word)[0]
    front = form[:_FAMILY] if len(form) > _FAMILY else ""
    words = context.words.get(article_id, ())
    return any(stem(t.form) == stem(form) or (front and t.form.startswith(front)) for t in words)


def _attributed(context: Context, headlines: Sequence[Headline]) -> Iterator[Finding]:
    """Headlines that say on whose word, beside headlines that state."""
    del context
    cues = {h.article_id: _cue(h) for h in headlines}
    having = [h for h in headlines if cues[h.article_id]]
    lacking = [h for h in headlines if not cues[h.article_id] and not quoted_in(h.text)]
    # "Quill says he will sail", "Quill sails": who says it is who does it, and no source is lacking.
    before = [h.text[: c[0]] for h in having if (c := cues[h.article_id]) and c[1] < len(h.text)]
    sayers = {form for words in before for form in _forms(words)[-1:]}
    lacking = [h for h in lacking if not sayers & set(_forms(h.text))]
    lacking = [h for h in lacking if any(_say_the_same(h, other) for other in having)]
    if not having or not lacking:
        return
    parts = [f"{h.outlet} (“{h.text[slice(*c)]}”)" for h in having if (c := cues[h.article_id])]
    some = ("headlines", "attribute what they say") if len(parts) > 1 else ("headline", "attributes what it says")
    rest = "name no source" if len(lacking) > 1 else "names no source"
    yield untested(
        HEADLINES,
        "attribution", *(h.article_id for h in having),
        headline=f"The {some[0]} of {named(parts)} {some[1]}; {named(h.outlet for h in lacking)} {rest} in theirs.",
        sentence=_all_of(headlines),
        telling="said on somebody’s word, or stated",
        readings=[h.reading([c] if (c := cues[h.article_id]) else [], voice="headline") for h in headlines],
        strength=0.6,
        key=" | ".join(h.outlet for h in having),
    )  # fmt: skip


def _say_the_same(one: Headline, other: Headline) -> bool:
    """Whether two headlines have so many words in common that one attributes what the other states."""
    return len(content(one.text) & content(other.text)) >= _SAME


def _cue(title: Headline) -> tuple[int, int] | None:
    """The reporting verb or phrase of a headline: one that takes a clause, or "according to"."""
    if m := _BEHIND.search(title.text):
        return m.span("who")
    every = [t for t in tokens(title.text) if t.is_word]
    for k, token in enumerate(every):
        following = every[k + 1].form if k + 1 < len(every) else ""
        if token.form == "according" and following == "to":
            return token.span.start, every[k + 1].span.end
        verb = verb_forms().get(token.form)
        if verb is not None and "clause" in verb.frames and token.form in _SAYING and k:
            return token.span.start, token.span.end
    return None


# Forms that report in a headline, where most other verbs of saying do not take over what is stated.
_SAYING = frozenset(("say", "says", "said", "believe", "believes", "suggests", "suggest", "alleges"))


# "… by missile: officials", "… amid attacks: Iraq PM": who says so, behind the colon.
_BEHIND = re.compile(
    r":\s+(?P<who>(?:[A-Z][\w.’'-]*\s+){0,3}(?:report|source|official|police|minister|PM|president|expert|study|poll)s?)$"
)


def _all_of(headlines: Sequence[Headline]) -> str:
    return "The headlines: " + "; ".join(f"{h.outlet}: {h.text}" for h in headlines) + "."
