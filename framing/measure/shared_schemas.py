"""Columns of the tables of shared copy: families, rewordings, edits, utterances, numbers, lineage, copies."""

from __future__ import annotations

from framing.measure.tables import Column


def _columns(*rows: tuple[str, str, str, str]) -> tuple[Column, ...]:
    return tuple(Column(*row) for row in rows)


_PLACE = (
    ("article_id", "text", "", "the article's id in its set"),
    ("outlet", "text", "", "who published it"),
    ("start", "count", "code points", "first code point"),
    ("end", "count", "code points", "one past the last code point"),
)


SHARED_SCHEMAS: dict[str, tuple[Column, ...]] = {
    "families": _columns(
        ("family", "count", "", "number of the family, from 0"),
        *_PLACE,
        ("sentence_start", "count", "code points", "first code point of the sentence the member is (a part of)"),
        ("sentence_end", "count", "code points", "one past its last"),
        ("n_words", "count", "words", "words of the member"),
        ("n_members", "count", "articles", "articles that have a sentence of this family"),
    ),
    "rewordings": _columns(
        ("rewording", "count", "", "number of the rewording, from 0"),
        ("family", "count", "", "family it stands in"),
        ("kind", "text", "", "label, name form, spelling, number, cue verb, punctuation, detail or rewrite"),
        ("inside_quotation", "flag", "", "it stands in quoted words in both: a quotation was altered"),
        ("a_text", "text", "", "the one reading, with a word beside it where words were added or cut"),
        ("b_text", "text", "", "the other reading"),
        ("a_articles", "text", "", "articles with the one reading, separated by a space and a vertical line"),
        ("b_articles", "text", "", "articles with the other"),
        ("a_outlets", "text", "", "their outlets, separated alike"),
        ("b_outlets", "text", "", "their outlets"),
        ("a_article_id", "text", "", "first article with the one reading"),
        ("a_start", "count", "code points", "its place there"),
        ("a_end", "count", "code points", "its end"),
        ("b_article_id", "text", "", "first article with the other reading"),
        ("b_start", "count", "code points", "its place there"),
        ("b_end", "count", "code points", "its end"),
        ("rank", "count", "", "1 for the most telling: altered quotations, then labels, numbers, reporting verbs"),
    ),
    "readings": _columns(
        ("rewording", "count", "", "number of the rewording"),
        ("side", "text", "", "a or b"),
        *_PLACE,
        ("change_start", "count", "code points", "first code point of the words that differ"),
        ("change_end", "count", "code points", "one past the last; equal to the start where words are absent"),
    ),
    "edits": _columns(
        ("family", "count", "", "family of the two sentences"),
        ("a_article_id", "text", "", "article of the one sentence: the one before in the family's order"),
        ("b_article_id", "text", "", "article of the other"),
        ("a_start", "count", "code points", "first code point replaced"),
        ("a_end", "count", "code points", "one past the last; equal to the start for an insertion"),
        ("b_start", "count", "code points", "first code point of what replaced it"),
        ("b_end", "count", "code points", "one past the last; equal to the start for a deletion"),
    ),
    "utterances": _columns(
        ("utterance", "count", "", "number of the utterance, from 0"),
        ("speaker", "text", "", "who said it; missing if unknown"),
        ("article_id", "text", "", "every article of the set"),
        ("outlet", "text", "", "who published it"),
        ("status", "text", "", "whole, trimmed, altered, paraphrased or absent"),
        ("fullest", "flag", "", "the version with most words, against which the others are measured"),
        ("start", "count", "code points", "first code point of its words; 0 if absent"),
        ("end", "count", "code points", "one past the last; 0 if absent"),
        ("parts", "text", "", "spans of its words, as '12-30 45-60'; missing if absent"),
        ("missing", "text", "", "words of the fullest version that it lacks; missing if none"),
        ("changed", "text", "", "words replaced or added inside, as 'old → new; …'; missing if none"),
        ("bracketed", "text", "", "the same where brackets show the change to every reader; missing if none"),
        ("named_here", "text", "", "the speaker this article names; missing if absent or nobody is named"),
        (
            "disputed",
            "text",
            "",
            "people whom articles name beside the words, ' | ' between, if two or more; else missing",
        ),
        ("n_words", "count", "words", "words of this version"),
    ),
    "number_groups": _columns(
        ("group", "count", "", "number of the group, from 0: claims that answer one question"),
        ("label", "text", "", "what most of them count"),
        ("verdict", "text", "", "disagree; same figure, other thing; to check; different moments; agree"),
        *_PLACE,
        ("value", "real", "as 'unit' says", "the quantity; the lower end of a range"),
        ("high", "real", "as 'unit' says", "the upper end"),
        ("hedge", "text", "", "exact, about, at least, at most, vague"),
        ("unit", "text", "", "what is counted; taken over from the number before where the text leaves it out"),
        ("moment", "text", "", "now (the article's time), planned, earlier"),
        ("sentence_start", "count", "code points", "first code point of its sentence"),
        ("sentence_end", "count", "code points", "one past its last"),
    ),
    "lineage": _columns(
        (
            "parent",
            "text",
            "",
            "id of the article it descends from, or the name of a text not in the set; missing if it stands alone",
        ),
        ("child", "text", "", "the article"),
        ("parent_in_set", "flag", "", "the parent is an article of the set"),
        ("second", "flag", "", "a further parent of a text that drew on two"),
        ("n_sentences", "count", "sentences", "shared sentences that both have"),
        ("followed", "count", "places", "places where it has the parent's reading against another relative"),
        ("against", "count", "places", "places where it has another relative's reading against the parent"),
        ("clarity", "text", "", "clear, likely, open; alone for an article without shared copy"),
        ("statement", "text", "", "the reasoning in words"),
    ),
    "copies": _columns(
        ("article_id", "text", "", "the article's id in its set"),
        ("outlet", "text", "", "who published it"),
        ("cluster", "text", "", "articles that share copy have the same value"),
        ("n_words", "count", "words", "words outside boilerplate"),
        ("n_shared", "count", "words", "words in runs that another article has too"),
        ("share", "real", "share", "n_shared ÷ n_words, 0 to 1; missing for an article without words"),
    ),
}
