"""A quotation that one outlet prints longer than another: the words that the shorter one leaves out."""

from __future__ import annotations

import re
from collections import Counter

from framing.compare.edits import word_edits
from framing.compare.fact_search import content
from framing.compare.tokens import tokens
from framing.findings.absence import longest_run, share_found
from framing.findings.context import Context, cut, named
from framing.findings.finding import CUT_QUOTATION, Finding, untested
from framing.findings.headline_words import key_of, keys_in, says_something
from framing.findings.judging_words import is_listed
from framing.findings.quotation_versions import Quoted, Version, statements
from framing.findings.quoted_acts import begins_turn, turns
from framing.findings.quoted_by import one_giver
from framing.findings.standing import is_partial
from framing.text.span import Span

_LEAST, _LONGEST = 8, 45  # words left out that are worth a sentence, and more than which are another statement
_KEPT = 6  # words that both print, at least
_RUN = 4  # of them in a row
_BEGUN = 3  # words behind the last full stop among those left out: the beginning of a sentence that both print
_NEXT = 20  # code points behind the words, in which the next sentence begins with "But"
_IN_HEADLINE = 2  # words left out that a headline has
_TRANSCRIPT, _SPEECH = 0.4, 150  # of an article's words said by one speaker, and words at least: a transcript
_CLOSED = re.compile(r"\s?(?:[,.;:!?…’'”\"—–-]|$)")
_ENDS = re.compile(r"[.?!…]")
_SENTENCE_END = re.compile(r"[.?!](?=\s)")
_FOUND = 0.35  # of the words left out, found in one sentence elsewhere in the article: then they were not left out


def cut_quotations(context: Context) -> list[Finding]:
    """Return one finding for each statement of which an outlet prints words beside those that another prints alone.

    Only words that stand inside the same marks, and of which the shorter version's article has no sentence; and only
    words that what is printed reads otherwise without: they turn, limit, deny or condition it, they judge, or a
    headline has them. That a transcript has more of somebody's words than a report is no cut.
    """
    if not context.complete:
        return []  # where an excerpt ends nobody has cut
    out = []
    for quoted in statements(context):
        made = [f for full in quoted.versions for short in quoted.versions if (f := _cut(context, quoted, full, short))]
        out += sorted(made, key=lambda f: -f.n)[:1]
    return out


def _ends_cut(context: Context, short: Version) -> bool:
    """Whether words or the whole article break off behind the words."""
    words = _text(context, short).rstrip(' \n"”’')
    return words.endswith(("...", "…")) or is_partial(context, short.article_id)


def _cut(context: Context, quoted: Quoted, full: Version, short: Version) -> Finding | None:
    if full.outlet == short.outlet or _ends_cut(context, short):
        return None  # an excerpt: what is lacking may stand behind its end
    a, b = full.forms, short.forms
    edits = word_edits(a, b)
    if any(m > j for _, _, j, m in edits) or len(b) < _KEPT:  # the shorter one has words of its own
        return None
    gaps = [(i, k) for i, k, _, _ in edits if _LEAST <= k - i <= _LONGEST]
    spans = [Span(full.words[i].span.start, full.words[k - 1].span.end) for i, k in gaps]
    spans = [s for s in spans if any(p.covers(s) for p in full.parts) and _is_closed(_text(context, full), s)]
    beside = content(_beside(context, short))
    spans = [t for s in spans if (t := _without_told(_text(context, full), s, beside)) is not None]
    spans = [s for s in spans if not _is_there(context, short, s.of(_text(context, full)))]
    if not spans:
        return None
    told = [_without_beginning(_text(context, full), s) for s in spans]
    told = [s for s in told if _tells(context, full, short, s)]
    if not told or _is_transcript(context, full):
        return None
    longest = max(told, key=len)
    words = context.printed(full.article_id, longest.start, longest.end)
    have = [v.outlet for v in quoted.versions if v is full or longest_run(context, v.article_id, words) >= _LEAST]
    speaker = one_giver(context, quoted)
    lead = f"Of {speaker}’s words, {named(have)} print" if speaker else f"{named(have)} quote"
    lead += "s" * (len(set(have)) == 1)
    kept = Span(short.words[0].span.start, short.words[-1].span.end)
    return untested(
        CUT_QUOTATION,
        str(quoted.number), full.article_id, short.article_id,
        headline=f"{lead} “{cut(words, 24)}”, which {short.outlet} leaves out of the same quotation.",
        sentence=f"{len(b)} words of the quotation are the same in both; no sentence with the words left out was found "
        f"in {short.outlet}.",
        telling=f"{len(words.split())} words of a quotation cut",
        readings=[
            context.reading(full.article_id, longest.start, longest.end, voice="quoted", note="longer"),
            context.reading(short.article_id, kept.start, kept.end, voice="quoted", note="shorter"),
        ],
        strength=min(1.0, 0.4 + len(words.split()) / 40) * (1.0 if speaker else 0.8),
        key=cut(words, 8),
        n=len(words.split()),
    )  # fmt: skip


def _tells(context: Context, full: Version, short: Version, span: Span) -> bool:
    """Whether the words left out make those beside them say something else, or judge, or stand in a headline.

    In the same sentence any word that turns or denies will do; a sentence of its own begins with one, or the next
    does, or it judges.
    """
    text = _text(context, full)
    words = span.of(text)
    first = next((k for k, t in enumerate(full.words) if t.span.start >= span.start), 0)
    behind = next((k for k, t in enumerate(full.words) if t.span.start >= span.end), len(full.words))
    before = text[full.words[first - 1].span.end : span.start] if first else ""
    after = text[span.end : full.words[behind].span.start] if behind < len(full.words) else ""
    inside = (bool(before) and not _ENDS.search(before)) or (bool(after) and not _ENDS.search(words[-1:] + after))
    turned = (turns if inside else begins_turn)(words) or begins_turn(text[span.end : span.end + _NEXT])
    if turned or any(is_listed(t.form) for t in tokens(words) if t.is_word):
        return True
    keys = {key_of(t.form) for t in tokens(words) if says_something(t)}
    keys -= {key_of(form) for form in short.forms}
    return any(len(keys & keys_in(h.text)) >= _IN_HEADLINE for h in context.headlines)


def _is_closed(text: str, span: Span) -> bool:
    """Whether the words end where a clause does: of "figures that lie in a | locked drawer" they don't."""
    return _CLOSED.match(text, _without_beginning(text, span).end) is not None


def _is_transcript(context: Context, version: Version) -> bool:
    """Whether an article prints a speech or an interview whole: most of its words are one speaker's, between marks."""
    words: Counter[str] = Counter()
    for row in context.rows_of("quotations", version.article_id):
        if row["kind"] == "direct":
            words[str(row["speaker"])] += int(row["n_words"])
    most = max(words.values(), default=0)
    return most >= _SPEECH and most >= _TRANSCRIPT * int(context.articles[version.article_id]["n_words"])


def _without_beginning(text: str, span: Span) -> Span:
    """The words left out without the first words of a sentence that both print ("… either way. | But")."""
    ends = [m.start() for m in _SENTENCE_END.finditer(span.of(text))]
    tail = span.of(text)[ends[-1] + 1 :].split() if ends else []
    return Span(span.start, span.start + ends[-1]) if ends and len(tail) <= _BEGUN else span


def _beside(context: Context, version: Version) -> str:
    """What stands outside the marks in the sentences of a version: the outlet may tell there what it does not quote."""
    text = _text(context, version)
    out = []
    for s in context.sentences.get(version.article_id, ()):
        at = s.start
        inside = [p for p in version.parts if p.start < s.end and s.start < p.end]
        for part in inside:
            out.append(text[at : max(at, part.start)])
            at = part.end
        if inside:
            out.append(text[at : max(at, s.end)])
    return " ".join(out)


def _without_told(text: str, span: Span, told: frozenset[str]) -> Span | None:
    """The words left out without those at either end that the other tells in its own; ``None`` if few remain."""
    words = [t for t in tokens(text, within=span) if t.is_word]
    of = [content(t.form) for t in words]
    new = [i for i, stems in enumerate(of) if stems and not stems & told]
    if not new:
        return None
    first = new[0] if any(of[: new[0]]) else 0
    last = new[-1] if any(of[new[-1] + 1 :]) else len(words) - 1
    return Span(words[first].span.start, words[last].span.end) if last - first + 1 >= _LEAST else None


def _is_there(context: Context, short: Version, words: str) -> bool:
    """Whether the shorter version's article has the words elsewhere: some in a row, or what they say."""
    return (
        share_found(context, short.article_id, words) >= _FOUND or longest_run(context, short.article_id, words) >= _RUN
    )


def _text(context: Context, version: Version) -> str:
    return context.tables.texts[version.article_id]
