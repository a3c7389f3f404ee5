"""Words of headlines: in quotation marks or without them, judging ones, and on whose word a headline speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from framing.annotate.quotations.cues import verb_forms
from framing.compare.fact_search import content
from framing.compare.inflection import function_words, stem
from framing.compare.tokens import tokens
from framing.findings.context import Context, Headline, named
from framing.findings.finding import HEADLINES, Finding, Reading, untested
from framing.findings.judging_words import is_listed, judges, many_senses
from framing.findings.kinds.headline_text import ATTRIBUTION, all_of_them, criticism_in, forms, is_titled
from framing.findings.openings import quoted_in
from framing.findings.standing import is_partial

_DENIED = re.compile(r"\b(not?|never|\w+n[’']t|cannot)\s$", re.IGNORECASE)
_SOURCES = frozenset(
    (
        "data",
        "study",
        "studies",
        "poll",
        "polls",
        "survey",
        "report",
        "reports",
        "figures",
        "research",
        "records",
        "document",
        "documents",
        "email",
        "emails",
        "memo",
        "memos",
        "filing",
        "filings",
        "audit",
        "analysis",
        "letter",
        "sources",
        "officials",
        "footage",
        "transcript",
        "transcripts",
    )
)
_TELLER = re.compile(r"[^:]{2,30}: ")
_SAME = 4  # content words that two headlines must have in common to say the same
_FAMILY = 5  # letters in front that words of one family have in common: "apologizes", "apology"
_LONG = 200  # words of an article
_SHORT = 3  # letters of words that titles leave in lower case


def quotation_marks(context: Context, headlines: Sequence[Headline]) -> Iterator[Finding]:
    """Words that one headline prints in quotation marks and another without: each one's words, and who has no marks.

    Marks alone are no finding: most say only that somebody is quoted, as the headline itself does.
    """
    del context
    bare = [h for h in headlines if not quoted_in(h.text)]  # marks round a title are marks
    marked = {
        h.article_id: [(a, b) for a, b in _quotations(h) if any(_in(other, h.text[a:b]) for other in bare)]
        for h in headlines
    }
    having = [h for h in headlines if marked[h.article_id]]
    words = [h.text[a:b] for h in having for a, b in marked[h.article_id]]
    bare = [h for h in bare if any(_in(h, said) for said in words)]
    if not bare:
        return
    parts = [f"{h.outlet} {_words_of(h, marked[h.article_id])}" for h in having]
    rest = f"{named(h.outlet for h in bare)} print{'s' * (len(bare) == 1)} the same words without the marks"
    yield untested(
        HEADLINES,
        "quotation marks", *(h.article_id for h in having),
        headline=f"In quotation marks in the headline: {'; '.join(parts)}; {rest}.",
        sentence=all_of_them(headlines),
        telling="one headline vouches for words that another quotes",
        readings=[_marked(h, marked[h.article_id]) for h in headlines],
        strength=0.95,
        key=" | ".join(words),
    )  # fmt: skip


def _quotations(title: Headline) -> tuple[tuple[int, int], ...]:
    """The quotations of a headline: words between marks that are no title of a work or programme, by their capitals."""
    outside = title.text
    places = quoted_in(title.text)
    for a, b in places:
        outside = outside.replace(title.text[a:b], "")
    lower = any(w[0].islower() and len(w) > _SHORT for w in outside.split())
    return tuple(
        (a, a + len(title.text[a:b].rstrip(",.;:")))  # the comma of “a ‘cult,’ says …” is the headline's
        for a, b in places
        if not (lower and is_titled(title.text[a:b]))
    )


def _words_of(title: Headline, places: Sequence[tuple[int, int]]) -> str:
    """The words between the marks, with what denies them in front: “isn’t ‘lost’”."""
    before = [_DENIED.search(title.text[: a - 1]) for a, _ in places]
    said = [f"{m[1]} ‘{title.text[a:b]}’" if m else title.text[a:b] for m, (a, b) in zip(before, places, strict=True)]
    return named(f"“{words}”" for words in said)


def _marked(title: Headline, places: Sequence[tuple[int, int]]) -> Reading:
    return title.reading(places, voice="quoted" if places else "headline")


def _in(title: Headline, words: str) -> bool:
    wanted, have = forms(words), forms(title.text)
    return any(have[k : k + len(wanted)] == wanted for k in range(len(have) - len(wanted) + 1))


def judging_words(context: Context, headlines: Sequence[Headline]) -> Iterator[Finding]:
    """Judging words in a headline's own words, which no other headline has: of one headline, or of several in a row.

    In a row a headline that says more plainly that somebody finds fault stands too: without it, it would look neutral.
    """
    found = [judged for title in headlines if (judged := _alone(context, title, headlines)) is not None]
    row = {title.article_id: list(places) for title, places, _ in found}
    milder = {h.article_id: p for h in headlines if h.article_id not in row and (p := criticism_in(h, headlines))}
    # Of "chide" beside "challenge" it is not said that only one finds fault; "furious" says another thing.
    blames = len(found) == 1 and set(found[0][1]) <= set(criticism_in(found[0][0]))
    if len(found) > 1 or (blames and milder):
        row |= milder
        yield _judged_in_several(headlines, [(h, row[h.article_id]) for h in headlines if h.article_id in row])
    # Of a word that another article has further down the headline alone tells little.
    elif found and (not context.complete or len(found[0][2]) == len({h.outlet for h in headlines}) - 1):
        yield _judged(context, headlines, *found[0])


def _alone(
    context: Context, title: Headline, headlines: Sequence[Headline]
) -> tuple[Headline, list[tuple[int, int]], list[str]] | None:
    """The judging words that only one headline has, and the outlets in whose articles there are none of them."""
    others = [h for h in headlines if h is not title]
    told = {f for h in others for f in forms(h.text)}
    elsewhere = {stem(f) for f in told}
    places: list[tuple[int, int]] = []
    lacking = {h.outlet for h in others}
    found = list(_judging_places(title))
    if any(listed for _, _, listed in found):
        found = [place for place in found if place[2]]  # beside a listed word one of the valence list tells little
    for start, end, listed in found:
        word = title.text[start:end]
        without = {
            h.outlet
            for h in others
            if not _has_stem(context, h.article_id, word) and not is_partial(context, h.article_id)
        }
        # What other articles have too may be a word of the matter itself: "killed", "crash".
        counts = listed or (_is_long(context) and len(without) == len(others))
        family = len(word) > _FAMILY and any(f.startswith(word[:_FAMILY].lower()) for f in told)
        if counts and stem(forms(word)[0]) not in elsewhere and not family:
            places.append((start, end))
            lacking &= without
    return (title, places, [h.outlet for h in others if h.outlet in lacking]) if places else None


def _is_long(context: Context) -> bool:
    """Whether the texts are long enough for a word of the matter to stand in all: else its absence tells nothing."""
    return context.complete and all(int(row["n_words"]) >= _LONG for row in context.articles.values())


def _judged_in_several(
    headlines: Sequence[Headline], found: Sequence[tuple[Headline, Sequence[tuple[int, int]]]]
) -> Finding:
    """Where several headlines judge, each in its words: they stand side by side, and of the others nothing is said."""
    # What each word judges only its headline says: two words side by side would seem to judge one thing.
    words = {h.article_id: named(f"“{h.text[a:b]}”" for a, b in places) for h, places in found}
    said = "; ".join(f"{words[h.article_id]} in {h.outlet} (“{h.text}”)" for h, _ in found)
    marks = {h.article_id: places for h, places in found}
    return untested(
        HEADLINES,
        "words", *(h.article_id for h, _ in found),
        headline=f"Judging words that one headline alone has: {said}.",
        sentence=all_of_them(headlines),
        telling="judging words in the headlines’ own words",
        readings=[h.reading(marks.get(h.article_id, ()), voice="headline") for h in headlines],
        strength=0.9,
        key=" | ".join(words.values()),
    )  # fmt: skip


def _judged(
    context: Context,
    headlines: Sequence[Headline],
    title: Headline,
    places: Sequence[tuple[int, int]],
    lacking: Sequence[str],
) -> Finding:
    others = [h for h in headlines if h is not title]
    words = named(f"“{title.text[a:b]}”" for a, b in places)
    one = "the word" if len(places) == 1 else "one of them"
    also = f"; in {named(lacking)} no sentence with {one} was found" if lacking and context.complete else ""
    return untested(
        HEADLINES,
        "word", title.article_id, *(title.text[a:b] for a, b in places),
        headline=f"Only {title.outlet}’s headline has {words} (“{title.text}”){also}.",
        sentence=all_of_them([title, *others]),
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
        graded = not is_listed(form) and title.text[: token.span.start].split()[-1:] in (["more"], ["most"], ["less"])
        if token.is_word and not quoted and not graded and judges(form) and form not in many_senses():
            yield token.span.start, token.span.end, is_listed(form)


def _has_stem(context: Context, article_id: str, word: str) -> bool:
    """Whether an article has a word or another of its family, by stem or by the letters it begins with."""
    form = forms(word)[0]
    front = form[:_FAMILY] if len(form) > _FAMILY else ""
    words = context.words.get(article_id, ())
    return any(stem(t.form) == stem(form) or (front and t.form.startswith(front)) for t in words)


def attributed(context: Context, headlines: Sequence[Headline]) -> Iterator[Finding]:
    """Headlines that say on whose word, beside headlines that state."""
    del context
    cues = {h.article_id: _cue(h) for h in headlines}
    having = [h for h in headlines if cues[h.article_id]]
    lacking = [h for h in headlines if not cues[h.article_id] and not quoted_in(h.text)]
    # "Quill says he will sail", "Quill sails": who says it is who does it, and no source is lacking.
    before = [h.text[: c[0]] for h in having if (c := cues[h.article_id]) and c[1] < len(h.text)]
    sayers = {form for words in before for form in forms(words)[-1:]}
    lacking = [h for h in lacking if not sayers & set(forms(h.text))]
    lacking = [h for h in lacking if any(_say_the_same(h, other) for other in having) and not _has_source(h)]
    if not having or not lacking:
        return
    parts = [f"{h.outlet} (“{h.text[slice(*c)]}”)" for h in having if (c := cues[h.article_id])]
    some = ("headlines", "attribute what they say") if len(parts) > 1 else ("headline", "attributes what it says")
    rest = "name no source" if len(lacking) > 1 else "names no source"
    yield untested(
        HEADLINES,
        "attribution", *(h.article_id for h in having),
        headline=f"The {some[0]} of {named(parts)} {some[1]}; {named(h.outlet for h in lacking)} {rest} in theirs.",
        sentence=all_of_them(headlines),
        telling="said on somebody’s word, or stated",
        readings=[h.reading([c] if (c := cues[h.article_id]) else [], voice="headline") for h in headlines],
        strength=0.6,
        group=ATTRIBUTION,
        key=" | ".join(h.outlet for h in having),
    )  # fmt: skip


def _has_source(title: Headline) -> bool:
    """Whether a headline names what it was learnt from, "data shows", or who tells it before a colon: "Quill: …"."""
    return bool(_SOURCES.intersection(forms(title.text))) or bool(_TELLER.match(title.text))


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
        # "Can't say whether …", "to suggest": nothing is said on anybody's word there.
        before = every[k - 1].form if k else ""
        open_ = verb is not None and token.form == verb.lemma and (before.endswith("n't") or before in function_words())
        if verb is not None and "clause" in verb.frames and token.form in _SAYING and k and not open_:
            return token.span.start, token.span.end
    return None


# Forms that report in a headline, where most other verbs of saying do not take over what is stated.
_SAYING = frozenset(("say", "says", "said", "believe", "believes", "suggests", "suggest", "alleges"))


# "… by missile: officials", "… amid attacks: Iraq PM": who says so, behind the colon.
_BEHIND = re.compile(
    r":\s+(?P<who>(?:[A-Z][\w.’'-]*\s+){0,3}(?:report|source|official|police|minister|PM|president|expert|study|poll)s?)$"
)
