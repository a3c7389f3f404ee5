"""Words by which an article judges in its own voice at its top, each with the phrase it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from framing.annotate.lemmas import verb_lemma
from framing.compare.inflection import stem
from framing.compare.tokens import Token, tokens
from framing.findings.context import Context, Sentence, forms_of
from framing.findings.evaluation_phrases import Judged, Words, is_evaluation, read
from framing.findings.judging_words import is_listed_description, judges
from framing.findings.openings import quoted_in
from framing.lexicons import load
from framing.measure.tables import read_spans
from framing.text.span import Span

SENTENCES = 3  # of the body, besides the headline
_REACH = 5  # words in front of a word in which a denial reaches it
_CLEAR = 1.9  # valence of a word that is clearly good or bad
_SHORTEST, _ENDING = 5, 2  # letters that two forms have in common at least; at most so many of the shorter differ
_DENYING = frozenset(
    ("no", "not", "never", "without", "hardly", "neither", "nor", "less", "if", "whether", "may",
     "might", "could", "would")
)  # fmt: skip
# Behind one of these somebody else may be judging: "said his chaotic exit", "critics of the sham". Not every reporting
# verb is here, as many of their forms are nouns or other verbs too ("states", "answer", "defend").
_OF_OTHERS = frozenset(
    ("accuse", "allege", "announce", "argue", "assert", "believe", "blame", "call", "claimed", "claiming", "complain",
     "concede", "condemn", "contend", "criticize", "criticise", "declare", "decry", "denounce", "insist", "maintain",
     "predict", "say", "suggest", "tell", "testify", "think", "tweet", "warn", "according", "write")
)  # fmt: skip
# And behind one of these where what is spoken of follows: "critics of the sham", "allegations that he botched it".
_NAMED = frozenset(
    ("accusation", "allegation", "argument", "belief", "characterisation", "characterization", "claim", "complaint",
     "critic", "criticism", "description", "fear", "idea", "notion", "opponent", "perception", "portrayal", "view",
     "warning")
)  # fmt: skip
_OF = frozenset(("of", "that", "over", "about"))
# And behind "as" where one of these stands in front: "described it as a sham".
_AS = frozenset(
    ("blast", "brand", "cast", "deem", "depict", "deride", "describe", "dismiss", "dub", "label", "paint", "perceive",
     "portray", "regard", "reject", "see", "slam", "view")
)  # fmt: skip


def at_top(context: Context, article_id: str) -> list[Judged]:
    """Return the judging words of an article's headline and first three sentences, in text order; no text gives none.

    Not those in quotation marks or an agency's copy, nor what is denied, asked or a name. What stands in indirect
    speech or behind a verb by which somebody else may be judging has the voice ``attributed``; the rest is the
    outlet's own.
    """
    text = context.tables.texts.get(article_id, "")
    return [
        found for sentence in top(context, article_id) for found in _in_sentence(context, text, article_id, sentence)
    ]


def top(context: Context, article_id: str) -> list[Sentence]:
    """Return the headline's sentences and the first three of the body; none of an article without text."""
    every = context.sentences.get(article_id, ())
    return [s for s in every if s.part == "headline"] + [s for s in every if s.part == "body"][:SENTENCES]


def may_judge(context: Context, article_id: str) -> bool:
    """Tell whether an article's top has a word, its own or told, that may judge.

    Where it has none it can be said that none was found. Any of the list of evaluation, in whatever sense; of the
    lists of loaded wording, treatment and valence what no other article has.
    """
    text = context.tables.texts.get(article_id, "")
    others = [i for i in context.articles if i != article_id]
    for sentence in top(context, article_id):
        for token in tokens(text, within=Span(sentence.start, sentence.end)):
            wide = (
                token.form in _of_treatment() or is_listed_description(token.form) or judges(token.form, least=_CLEAR)
            )
            if not (wide or is_evaluation(token.form)) or is_marked(context, article_id, sentence, token.span):
                continue
            if is_evaluation(token.form) or not any(has_family(context, i, token.form) for i in others):
                return True
    return False


def phrases_of(context: Context, article_id: str, sentence: Sentence) -> list[Span]:
    """Return the noun phrases of a sentence, in the table's order; empty where none were read."""
    return [
        Span(int(row["start"]), int(row["end"]))
        for row in context.rows_of("parts", article_id)
        if row["kind"] == "noun phrase" and sentence.start <= row["start"] and row["end"] <= sentence.end
    ]


def is_family(one: str, other: str) -> bool:
    """Tell whether two folded words are one word in two forms, or of one family.

    >>> is_family("chaotic", "chaos"), is_family("catastrophe", "catastrophic"), is_family("partisan", "party")
    (True, True, False)
    """
    if stem(one) == stem(other) or any(one in words and other in words for words in _families()):
        return True
    least = max(_SHORTEST, min(len(one), len(other)) - _ENDING)
    return one[:least] == other[:least]


def has_family(context: Context, article_id: str, form: str) -> bool:
    """Tell whether an article or its headline has a form of a word, in whatever voice."""
    title = context.articles[article_id]["title"]
    told = {f for f, _, _ in context.tokens_of(article_id)} | set(forms_of(title) if isinstance(title, str) else ())
    return any(is_family(form, other) for other in told if other[:2] == form[:2])


def is_quoted_too(context: Context, judged: Judged) -> bool:
    """Tell whether the article quotes somebody with a form of the word: then it is taken from there."""
    for row in context.rows_of("quotations", judged.article_id):
        words = forms_of(context.printed(judged.article_id, int(row["start"]), int(row["end"])))
        if row["kind"] != "indirect" and any(is_family(judged.form, w) for w in words if w[:2] == judged.form[:2]):
            return True
    return False


def is_marked(context: Context, article_id: str, sentence: Sentence, word: Span) -> bool:
    """Tell whether a word stands in quotation marks or in an agency's copy."""
    if any(part.start <= word.start < part.end for part in _parts(context, article_id, indirect=False)):
        return True
    shown = context.tables.texts[article_id][sentence.start : sentence.end]
    if any(a <= word.start - sentence.start < b for a, b in quoted_in(shown)):
        return True
    return context.is_agency_copy(article_id, word)


def is_reported(context: Context, article_id: str, word: Span) -> bool:
    """Tell whether a word stands in indirect speech."""
    return any(part.start <= word.start < part.end for part in _parts(context, article_id, indirect=True))


def _parts(context: Context, article_id: str, *, indirect: bool) -> Iterator[Span]:
    for row in context.rows_of("quotations", article_id):
        if (row["kind"] == "indirect") == indirect:
            yield from read_spans(row["parts"])


def _in_sentence(context: Context, text: str, article_id: str, sentence: Sentence) -> Iterator[Judged]:
    shown = text[sentence.start : sentence.end]
    if shown.rstrip().endswith("?") or " | " in shown or "(@" in shown:
        return  # a question leaves it open; links in a row are no sentence; an embedded post is its author's
    headline = sentence.part == "headline"
    every = [t for t in tokens(text, within=Span(sentence.start, sentence.end)) if t.is_word]
    words = Words(text, every, phrases_of(context, article_id, sentence), headline)
    told = _told_from(context, article_id, sentence, every, has_colon=headline and ":" in shown)
    for k, token in enumerate(every):
        denied = any(t.form in _DENYING or t.form.endswith("n't") for t in every[max(0, k - _REACH) : k])
        named = not headline and k and text[token.span.start].isupper()
        found = None if denied or named else read(words, k)
        if found is not None and not is_marked(context, article_id, sentence, token.span):
            reported = k >= told or is_reported(context, article_id, token.span)
            if reported and found.is_deed:
                continue  # who told of the deed had the word, or the reporter: it is not told
            voice = "attributed" if reported else "headline" if headline else "outlet"
            yield Judged(article_id, token.span, found.phrase, token.form, found.kind, found.noun, voice)


def _told_from(
    context: Context, article_id: str, sentence: Sentence, every: Sequence[Token], *, has_colon: bool
) -> int:
    """From which word of a sentence on somebody else may be speaking: behind "said that", "critics of", "Quill: …".

    Whose words stand on which side of a headline's colon is not told.
    """
    if has_colon:
        return 0
    closed = _closed_cues(context, article_id, sentence)
    described = False
    for k, token in enumerate(every):
        keys = {verb_lemma(token.form), stem(token.form), token.form}
        if keys & _OF_OTHERS and not any(cue.covers(token.span) for cue in closed):
            return k
        following = every[k + 1].form if k + 1 < len(every) else ""
        if keys & _NAMED and following in _OF:
            return k
        described = described or bool(keys & _AS)
        if described and token.form == "as":
            return k
    return len(every)


def _closed_cues(context: Context, article_id: str, sentence: Sentence) -> list[Span]:
    """Reporting verbs whose quotation is all in front of them: what follows is the reporter's again."""
    out: list[Span] = []
    for row in context.rows_of("quotations", article_id):
        if row["start"] >= sentence.end or not isinstance(row["cue_spans"], str):
            continue
        parts = read_spans(row["parts"])
        out += [cue for cue in read_spans(row["cue_spans"]) if parts and all(p.end <= cue.start for p in parts)]
    return out


@cache
def _of_treatment() -> frozenset[str]:
    """Words of the lists of treatment that say clearly good or ill in one sense."""
    lists = load("treatment_words")
    vague = frozenset((*lists["several_senses"]["words"], *lists["not_evaluative"]["words"]))
    return frozenset(w for g in lists["qualities"] if abs(g["polarity"]) > 1 for w in g["words"]) - vague


@cache
def _families() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(words) for words in load("evaluation")["families"]["words"])
