"""One quotation in two wordings: words inside the marks of one outlet stand otherwise in another's."""

from __future__ import annotations

from collections import defaultdict

from framing.findings.context import Context, named
from framing.findings.finding import ALTERED_QUOTATION, Finding, Reading, untested
from framing.findings.quotation_versions import Quoted, Version, changes, statements
from framing.text.span import Span

_SMALL = 0.6  # "it" for "they" may be a slip in writing down


def altered_quotations(context: Context) -> list[Finding]:
    """Return one finding for each place inside a quotation that outlets print in other words.

    Needs the texts of the set; without them there is nothing to compare letter by letter. The texts do not show
    which of the wordings was said.
    """
    return [finding for quoted in statements(context) for finding in _of_statement(context, quoted)]


def _of_statement(context: Context, quoted: Quoted) -> list[Finding]:
    full = next((v for v in quoted.versions if v.fullest), quoted.versions[0])
    places: defaultdict[Span, list[tuple[Version, Span]]] = defaultdict(list)
    small: dict[Span, bool] = {}
    for other in quoted.versions:
        if other is not full and other.outlet != full.outlet:
            for change in changes(context, full, other):
                places[change.old].append((other, change.new))
                small[change.old] = change.small
    return [_finding(context, quoted, full, old, new, small=small[old]) for old, new in places.items()]


def _finding(
    context: Context, quoted: Quoted, full: Version, old: Span, new: list[tuple[Version, Span]], *, small: bool
) -> Finding:
    changed = {v.article_id for v, _ in new}
    keeps = [v for v in quoted.versions if v is full or (v.article_id not in changed and _place(v, full, old))]
    wording = context.printed(full.article_id, old.start, old.end)
    by_words: defaultdict[str, list[str]] = defaultdict(list)
    for version, span in new:
        by_words[context.printed(version.article_id, span.start, span.end)].append(version.outlet)
    instead = "; ".join(f"{named(outlets)} print{_s(outlets)} “{words}”" for words, outlets in by_words.items())
    whose = f"a quotation of {quoted.speaker}" if quoted.speaker else "one quotation"
    kept = [v.outlet for v in keeps]
    readings = [_reading(context, v, s) for v, s in new] + [
        _reading(context, v, _place(v, full, old) or old) for v in keeps
    ]
    pair = [wording, *by_words]
    return untested(
        ALTERED_QUOTATION,
        str(quoted.number), *pair,
        headline=f"Inside {whose}, {instead} where {named(kept)} print{_s(kept)} “{wording}”.",
        sentence="The words around it are the same. At least one of the outlets printed other words than were said; "
        "the texts do not show which.",
        telling="words between quotation marks differ",
        readings=readings,
        strength=_SMALL if small else 1.0 if any(w[:1].isupper() or " " in w for w in pair) else 0.85,
        key=" | ".join(pair),
        n=len(readings),
    )  # fmt: skip


def _s(outlets: list[str]) -> str:
    return "s" if len(set(outlets)) == 1 else ""


def _place(version: Version, full: Version, old: Span) -> Span | None:
    """Where ``version`` prints the words that the fullest one has at ``old``, with the word before or after them."""
    if version is full:
        return old
    wanted = tuple(t.form for t in full.words if old.covers(t.span))
    forms = version.forms
    for k in range(len(forms) - len(wanted) + 1):
        if forms[k : k + len(wanted)] == wanted:
            return Span(version.words[k].span.start, version.words[k + len(wanted) - 1].span.end)
    return None


def _reading(context: Context, version: Version, span: Span) -> Reading:
    return context.reading(version.article_id, span.start, span.end, voice="quoted")
