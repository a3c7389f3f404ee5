"""A quotation that one outlet prints longer than another: the words that the shorter one leaves out."""

from __future__ import annotations

import re

from framing.compare.edits import word_edits
from framing.compare.fact_search import content
from framing.compare.tokens import tokens
from framing.findings.absence import longest_run, share_found
from framing.findings.context import Context, cut
from framing.findings.finding import CUT_QUOTATION, Finding, untested
from framing.findings.quotation_versions import Quoted, Version, statements
from framing.text.span import Span

_LEAST, _LONGEST = 8, 45  # words left out that are worth a sentence, and more than which are another statement
_KEPT = 6  # words that both print, at least
_RUN = 4  # of them in a row
_BEGUN = 3  # words behind the last full stop among those left out: the beginning of a sentence that both print
_SENTENCE_END = re.compile(r"[.?!](?=\s)")
_FOUND = 0.35  # of the words left out, found in one sentence elsewhere in the article: then they were not left out


def cut_quotations(context: Context) -> list[Finding]:
    """Return one finding for each statement of which an outlet prints words beside those that another prints alone.

    Only words that stand inside the same marks, and of which the shorter version's article has no sentence.
    """
    out = []
    for quoted in statements(context):
        made = [f for full in quoted.versions for short in quoted.versions if (f := _cut(context, quoted, full, short))]
        out += sorted(made, key=lambda f: -f.n)[:1]
    return out


def _cut(context: Context, quoted: Quoted, full: Version, short: Version) -> Finding | None:
    if full.outlet == short.outlet or _text(context, short).rstrip(' \n"”’').endswith(("...", "…")):
        return None  # an excerpt: what is lacking may stand behind its end
    a, b = full.forms, short.forms
    edits = word_edits(a, b)
    if any(m > j for _, _, j, m in edits) or len(b) < _KEPT:  # the shorter one has words of its own
        return None
    gaps = [(i, k) for i, k, _, _ in edits if _LEAST <= k - i <= _LONGEST]
    spans = [Span(full.words[i].span.start, full.words[k - 1].span.end) for i, k in gaps]
    spans = [s for s in spans if any(p.covers(s) for p in full.parts)]
    beside = content(_beside(context, short))
    spans = [t for s in spans if (t := _without_told(_text(context, full), s, beside)) is not None]
    spans = [s for s in spans if not _is_there(context, short, s.of(_text(context, full)))]
    if not spans:
        return None
    longest = _without_beginning(_text(context, full), max(spans, key=len))
    words = context.printed(full.article_id, longest.start, longest.end)
    lead = f"Of {quoted.speaker}’s words, {full.outlet} prints" if quoted.speaker else f"{full.outlet} quotes"
    kept = Span(short.words[0].span.start, short.words[-1].span.end)
    return untested(
        CUT_QUOTATION,
        str(quoted.number), full.article_id, short.article_id,
        headline=f"{lead} “{cut(words)}”, which {short.outlet} leaves out of the same quotation.",
        sentence=f"{len(b)} words of the quotation are the same in both; no sentence with the words left out was found "
        f"in {short.outlet}.",
        telling=f"{len(words.split())} words of a quotation cut",
        readings=[
            context.reading(full.article_id, longest.start, longest.end, voice="quoted", note="longer"),
            context.reading(short.article_id, kept.start, kept.end, voice="quoted", note="shorter"),
        ],
        strength=min(1.0, 0.4 + len(words.split()) / 40) * (1.0 if quoted.speaker else 0.8),
        key=cut(words, 8),
        n=len(words.split()),
    )  # fmt: skip


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
