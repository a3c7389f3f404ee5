"""Words that one outlet has in a sentence that is otherwise copied, among them clauses put before a quotation."""

from __future__ import annotations

from framing.compare.inflection import function_words
from framing.compare.tokens import tokens
from framing.findings.context import Context, cut, named
from framing.findings.finding import INSERTION, Finding, untested
from framing.findings.judging_words import judges
from framing.findings.rewording_sides import Reworded, Side, reworded
from framing.lexicons import load
from framing.text.span import Span

_LEAST = 4  # content words; fewer connect or date
_CALENDAR = frozenset(load("label_families")["calendar"]["words"])
_KEPT = 8  # words around them that the copies share


def insertions(context: Context) -> list[Finding]:
    """Return one finding for each run of words that an outlet alone has inside a sentence of shared copy.

    Which version is the older one is not said: others may have cut them. Words before a quotation weigh most,
    then words that judge (``judging_words``), which the finding names.
    """
    out = []
    for change in reworded(context, "detail"):
        for having, lacking in ((change.a, change.b), (change.b, change.a)):
            if _is_insertion(context, having, lacking, change):
                out.append(_finding(context, having, lacking, change))
    return out


def _is_insertion(context: Context, having: Side, lacking: Side, change: Reworded) -> bool:
    (article, span), *_ = having.places
    if any(len(s) > 0 for _, s in lacking.places) or bool(change.row["inside_quotation"]):
        return False
    text = context.tables.texts.get(article, "")
    inside = [t.form for t in tokens(text, within=span) if t.is_word and _tells(t.form)]
    sentence = context.sentence_at(article, span.start)
    if sentence is None or len(inside) < _LEAST or not _is_copy(context, having, lacking):
        return False
    if _splits_name(text, span) or any(_is_cut(context, i, s.start) for i, s in lacking.places):
        return False
    around = [t for t in tokens(text, within=Span(sentence.start, sentence.end)) if t.is_word]
    return len(around) - len(text[span.start : span.end].split()) >= _KEPT


def _is_copy(context: Context, having: Side, lacking: Side) -> bool:
    """Whether articles of both sides share copy: one sentence in common may be two reports of one statement."""
    groups = [{context.articles[i]["cluster"] for i, _ in side.places} for side in (having, lacking)]
    return bool(groups[0] & groups[1])


def _splits_name(text: str, span: Span) -> bool:
    """Whether an end of the words stands inside a name: "… the mayor, Ada | Quill said"."""
    last, following = text[span.start : span.end].split()[-1:], text[span.end : span.end + 40].split()[:1]
    return bool(last and following) and last[0][0].isupper() and following[0][0].isupper() and last[0][-1].isalnum()


def _is_cut(context: Context, article_id: str, at: int) -> bool:
    """Whether the sentence without the words breaks off, as excerpts do: what is lacking may stand behind."""
    sentence = context.sentence_at(article_id, max(0, at - 1)) or context.sentence_at(article_id, at)
    return sentence is not None and context.printed(article_id, sentence.start, sentence.end).endswith(("...", "…"))


def _tells(form: str) -> bool:
    """Whether a word says more than when: no function word, no figure, nothing of the calendar."""
    return form not in function_words() and not form[0].isdigit() and form not in _CALENDAR


def _finding(context: Context, having: Side, lacking: Side, change: Reworded) -> Finding:
    article, span = having.places[0]
    sentence = context.sentence_at(article, span.start)
    words = context.printed(article, span.start, span.end).strip(" ,;:")
    behind = context.tables.texts[article][span.end : sentence.end if sentence else span.end]
    before_quotation = any(mark in behind for mark in '“"‘')
    judging = [t.span.of(words) for t in tokens(words) if t.is_word and judges(t.form)]
    noted = f" Words that judge: {', '.join(judging)}." if judging else ""
    who = named(context.outlet(i) for i, _ in having.places)
    others = named(context.outlet(i) for i, _ in lacking.places)
    verb = "has" if len({context.outlet(i) for i, _ in having.places}) == 1 else "have"
    where = "before a quotation that it shares" if before_quotation and verb == "has" else "in a sentence shared"
    return untested(
        INSERTION,
        str(change.row["rewording"]), article,
        headline=f"{who} {verb} “{cut(words, 24)}” {where} with {others}.",
        sentence="The rest of the sentence is copy that they have in common; "
        f"in {others} these words are not in it.{noted}",
        telling="a clause before a quotation in shared copy" if before_quotation else "a clause in shared copy",
        readings=[context.reading(i, s.start, s.end) for i, s in having.places]
        + [context.reading(i, s.start, s.end) for i, s in lacking.places],
        strength=1.0 if before_quotation else 0.8 if judging else 0.4,
        key=cut(words, 8),
        n=len(words.split()),
    )  # fmt: skip
