"""A label that one outlet chooses in its own voice and no other does, where a less evaluative one is at hand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean

from framing.annotate.codebook import Concept
from framing.annotate.voice import OWN_VOICE
from framing.compare.inflection import function_words, stem
from framing.compare.tokens import tokens
from framing.findings.context import Context, Row, forms_of, named
from framing.findings.finding import MARKED_LABEL, Finding, Reading, untested
from framing.findings.judging_words import judges
from framing.findings.names import is_title

_RARE = 0.3  # how marked a label is that is neither rated nor listed, only used by one outlet alone
_LISTED = 0.7  # and one with a word of the lists of loaded wording
_SHOWN = 2  # labels named in a sentence, and places shown an outlet
_COMMON = 3  # own-voice mentions, or outlets in twos, that make another label the plain one where nothing is rated


@dataclass(frozen=True, slots=True)
class _Naming:
    """How a concept is named, by outlet and label: by choice, in agency copy that was kept, in others' words."""

    own: Mapping[str, Mapping[str, list[Row]]]
    kept: Mapping[str, Mapping[str, list[Row]]]
    others: Mapping[str, Mapping[str, list[Row]]]


def marked_labels(context: Context) -> list[Finding]:
    """Return one finding for each concept and outlet whose own label is more marked than one that others use for it.

    How marked a label is, 0 to 1: by the codebook's ratings, as part of the axis; without any, by the lists of
    loaded wording; without that, a label is only called marked if one outlet alone has it beside one that is common.
    One mention is enough. Of the others those are named that call it nothing else more often. Name and title forms
    are never compared. Without a codebook there are none.
    """
    if context.codebook is None:
        return []
    mentions: defaultdict[str, list[Row]] = defaultdict(list)
    for row in context.rows("mentions"):
        mentions[str(row["concept"])].append(row)
    out: list[Finding] = []
    for concept in context.codebook.concepts:
        naming = _naming(context, mentions[concept.id])
        by_labels: dict[tuple[str, ...], Finding] = {}
        for outlet in naming.own:
            finding = _of_outlet(context, concept, naming, outlet)
            if finding is not None:
                by_labels.setdefault((finding.key,), finding)
        out += by_labels.values()
    return out


def _naming(context: Context, rows: Iterable[Row]) -> _Naming:
    sides: list[defaultdict[str, defaultdict[str, list[Row]]]] = [
        defaultdict(lambda: defaultdict(list)) for _ in range(3)
    ]
    for row in rows:
        agency = context.is_agency(row) and row["voice"] in OWN_VOICE
        side = sides[0] if context.is_choice(row) else sides[1] if agency else sides[2]
        side[context.outlet(str(row["article_id"]))][str(row["variant"])].append(row)
    return _Naming(*sides)


def degree(context: Context, concept: Concept, label: str) -> float | None:
    """Return how marked a label is, 0 to 1, ``None`` where the codebook rates none of the concept's labels."""
    axes = {a.name: max(abs(a.low), abs(a.high)) or 1.0 for a in context.codebook.axes} if context.codebook else {}
    if not any(v.ratings for v in concept.variants):
        return None
    variant = next((v for v in concept.variants if v.label == label), None)
    rated = [abs(r.value) / axes.get(r.axis, 1.0) for r in variant.ratings] if variant else []
    return fmean(rated) if rated else None


def _marked(context: Context, concept: Concept, naming: _Naming, label: str) -> float:
    rated = degree(context, concept, label)
    if rated is not None:
        return rated
    if any(v.ratings for v in concept.variants):
        return 0.0
    if any(judges(f) for f in forms_of(label)):
        return _LISTED
    users = [o for o, labels in naming.own.items() if label in labels]
    return _RARE if len(users) == 1 else 0.0


def _of_outlet(context: Context, concept: Concept, naming: _Naming, outlet: str) -> Finding | None:
    mine = naming.own[outlet]
    rest = _all_but(naming, outlet)
    used: Counter[str] = Counter()
    for labels in rest.values():
        for label, rows in labels.items():
            used[label] += len(rows)
    drafts = context.codebook.drafts if context.codebook else frozenset()
    alone = [label for label in mine if label not in used]
    plain = [label for label, _ in used.most_common()]
    pairs = [
        (label, other)
        for label in alone
        for other in plain
        if (_writers(naming, outlet, other) or _keepers(naming, outlet, other))
        and _marked(context, concept, naming, label) > _marked(context, concept, naming, other)
        and not _same_but_title(label, other)
        and (concept.id not in drafts or _says_more(label, other))
        and _enough(context, concept, rest, other, used[other])
        and not _said_beside(context, rest, label, other)
    ]  # fmt: skip
    if not pairs:
        return None
    best = max(
        pairs,
        key=lambda p: (
            _marked(context, concept, naming, p[0]) - _marked(context, concept, naming, p[1]),
            len(mine[p[0]]),
            used[p[1]],
        ),
    )
    return _finding(context, concept, naming, outlet, best)


def _all_but(naming: _Naming, outlet: str) -> Mapping[str, Mapping[str, list[Row]]]:
    """What stands in the other outlets' texts as their own or an agency's: labels at hand."""
    out: defaultdict[str, defaultdict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for side in (naming.own, naming.kept):
        for other, labels in side.items():
            for label, rows in labels.items():
                if other != outlet:
                    out[other][label] += rows
    return out


def _leads(labels: Mapping[str, list[Row]], label: str) -> bool:
    """Whether no other label stands more often among an outlet's own."""
    return label in labels and len(labels[label]) == max(map(len, labels.values()))


def _writers(naming: _Naming, outlet: str, plain: str) -> list[str]:
    """The other outlets that call it so themselves, and nothing else more often: once in eighteen is not their word."""
    return [o for o, labels in naming.own.items() if o != outlet and _leads(labels, plain)]


def _keepers(naming: _Naming, outlet: str, plain: str) -> list[str]:
    """The other outlets in whose agency copy alone the label stands."""
    return [
        o for o, labels in naming.kept.items() if o != outlet and plain in labels and plain not in naming.own.get(o, {})
    ]


def _choice(naming: _Naming, outlet: str, label: str, plain: str) -> str:
    """The verb for what the outlet does: an outlet that has the plain label too does not write the other instead."""
    mine = naming.own[outlet]
    if plain not in mine:
        return "writes"
    return "most often writes" if _leads(mine, label) and not _leads(mine, plain) else "also writes"


def _enough(
    context: Context, concept: Concept, rest: Mapping[str, Mapping[str, list[Row]]], other: str, n: int
) -> bool:
    """Whether a label is plain enough to be set against another: rated, or used by several outlets or several times."""
    users = sum(other in labels for labels in rest.values())
    return degree(context, concept, other) is not None or users > 1 or n >= _COMMON


def _same_but_title(one: str, other: str) -> bool:
    """Whether two labels are forms of one name: apart from titles and function words, one has no word of its own."""
    a, b = (
        {t.form for t in tokens(label) if t.is_word and t.form not in function_words() and not is_title(t.form)}
        for label in (one, other)
    )
    return a <= b or (b <= a and not any(judges(f) for f in a - b))


def _says_more(label: str, plain: str) -> bool:
    """Whether a label is the other with a judging word to it: what can be said of a draft concept.

    A draft may put two things under one name; labels with one head and one judging modifier more are one thing.
    """
    one, two = forms_of(label), forms_of(plain)
    plain_stems = {stem(f) for f in two}
    return stem(one[-1]) == stem(two[-1]) and any(judges(f) for f in one if stem(f) not in plain_stems)


def _said_beside(context: Context, rest: Mapping[str, Mapping[str, list[Row]]], label: str, plain: str) -> bool:
    """Whether another outlet says in the plain label's own sentence what the marked one adds.

    Beside "protests — some violent, many peaceful" the label "peaceful protests" is no choice of one outlet's.
    """
    more = {stem(form) for form in forms_of(label)} - {stem(form) for form in forms_of(plain)}
    for row in (row for labels in rest.values() for row in labels.get(plain, ())):
        sentence = context.sentence_at(str(row["article_id"]), int(row["start"]))
        around = context.printed(str(row["article_id"]), sentence.start, sentence.end) if sentence else ""
        if more and more <= {stem(form) for form in forms_of(around)}:
            return True
    return False


def _finding(context: Context, concept: Concept, naming: _Naming, outlet: str, pair: tuple[str, str]) -> Finding:
    label, plain = pair
    gap = _marked(context, concept, naming, label) - _marked(context, concept, naming, plain)
    draft = context.codebook is not None and concept.id in context.codebook.drafts
    rows = naming.own[outlet][label]
    users, keepers = _writers(naming, outlet, plain), _keepers(naming, outlet, plain)
    often = "most often " if any(len(naming.own[o]) > 1 for o in users) else ""
    verb = _choice(naming, outlet, label, plain)
    where = "in its headline" if all(r["voice"] == "headline" for r in rows) else "in its own voice"
    quoting = {o: labels for o, labels in naming.others.items() if o not in naming.own and o not in naming.kept}
    also = "".join(_only_quoted(o, labels) for o, labels in list(quoting.items())[:_SHOWN])
    write = [f"{named(users)} {often}write{'s' * (len(users) == 1)} “{plain}”"] if users else []
    write += [f"agency copy in {named(keepers)} has “{plain}”"] if keepers else []
    n = {o: sum(map(len, labels.values())) for o, labels in naming.own.items()}
    counts = "; ".join(
        f"{o}: " + ", ".join(f"“{v}” {len(r)} of {n[o]}" for v, r in labels.items()) for o, labels in naming.own.items()
    )
    rated = degree(context, concept, label) is not None
    why = "further from the middle of the codebook’s axis" if rated else "used by this outlet alone"
    return untested(
        MARKED_LABEL,
        concept.id, outlet,
        headline=f"For {concept.name}, {outlet} {verb} “{label}” {where} where {' and '.join(write)}{also}.",
        sentence=f"Mentions in the outlets’ own voice and headlines – {counts}."
        + (" The concept comes from a draft codebook that nobody has gone through." if draft else ""),
        telling=f"{why}, with “{plain}” at hand",
        readings=[
            *(_reading(context, r) for r in rows[:_SHOWN]),
            *(_reading(context, naming.own[o][plain][0]) for o in users),
            *(_kept(context, naming.kept[o][plain][0]) for o in keepers),
            *(_reading(context, next(iter(labels.values()))[0]) for labels in quoting.values()),
        ],
        strength=min(1.0, 0.4 + 0.6 * gap) * (0.6 if draft else 1.0),
        group=concept.id,
        key=f"{label} | {plain}",
        outlet=outlet,
        n=len(rows),
        draft=draft,
    )  # fmt: skip


def _kept(context: Context, row: Row) -> Reading:
    return context.row_reading(row, note="agency copy")


def _only_quoted(outlet: str, labels: Mapping[str, list[Row]]) -> str:
    shown = [f"“{label}”" for label in list(labels)[:_SHOWN]]
    return f"; {outlet} prints {named(shown)} only in the words of others"


def _reading(context: Context, row: Row) -> Reading:
    return context.row_reading(row, voice=str(row["voice"]))
