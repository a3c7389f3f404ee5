"""Utterances: one statement as it appears, whole, cut or changed, in several articles.

A statement is what one person is quoted with in one sentence, all its pieces together, or
a quotation that runs over sentences. Two articles have the same statement when the words
of the smaller are in the larger and it is long enough, or the sentences around it are shared
copy. Words come first: a long run of the same quoted words is one statement even if two
articles put it in two mouths, and that they do is then said (``Utterance.named``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from framing.annotate.annotate import Annotation
from framing.annotate.quotations.record import Quotation
from framing.compare.common_words import common_runs
from framing.compare.inflection import function_words, stem
from framing.compare.name_forms import Joined
from framing.compare.quoted_versions import Stretches, Version, compare_versions
from framing.compare.run_bounds import SHORT
from framing.compare.sentences import Family
from framing.compare.speaker_names import distinct_people, naming_words, person_named, same_speaker, two_people
from framing.compare.statement_pairs import COPIED_COVER, COVER, LEAST_CONTENT, PARAPHRASE, pairs_to_read
from framing.compare.tokens import Token, tokens
from framing.text.span import Span, hull

_NEARLY_ALL = 0.8
_ONE_PIECE = 8  # words in one run: two people do not say so many alike by chance, of a known fact they may say six
_DIRECT = frozenset({"direct", "partial"})


@dataclass(frozen=True, slots=True)
class Utterance:
    """One statement; articles that are not among the ``versions`` do not have it.

    ``fullest`` is the version with most words: what others trimmed is measured against it.
    It need not be what was said. ``named`` holds the people whom the articles name as its
    speaker, by name and next to the words: two or more mean that the outlets contradict
    each other; each version says whom its article names.
    """

    id: int
    speaker: str | None
    fullest: int
    versions: tuple[Version, ...]
    named: tuple[str, ...] = ()

    @property
    def disputed(self) -> bool:
        """Whether articles put the words in two people's mouths."""
        return len(self.named) > 1


@dataclass(frozen=True, slots=True)
class _Statement:
    """What one article has one person say in one place; ``forms`` its folded words, ``stems`` what they are about."""

    article: int
    content: tuple[Span, ...]
    words: tuple[Token, ...]
    speaker: str | None
    direct: bool
    place: Span
    heading: bool
    person: str | None = None
    forms: tuple[str, ...] = field(init=False, repr=False)
    stems: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        forms = tuple(t.form for t in self.words)
        object.__setattr__(self, "forms", forms)  # a statement is compared with thousands of others
        object.__setattr__(self, "stems", frozenset(stem(f) for f in forms if f not in function_words()))


def _statements(index: int, annotation: Annotation) -> list[_Statement]:
    """The article's statements: direct pieces of one sentence and speaker together, indirect ones singly."""
    text = annotation.article.text
    grouped: dict[tuple[int, str | None, bool], list[Quotation]] = defaultdict(list)
    sentences = annotation.layout.sentences
    for n, quotation in enumerate(annotation.quotations):
        at = next((k for k, s in enumerate(sentences) if s.end > quotation.content[0].start), len(sentences))
        beside = any(
            q.kind in _DIRECT and at < len(sentences) and sentences[at].covers(q.content[0])
            for q in annotation.quotations
        )
        if quotation.kind in _DIRECT or (quotation.kind == "scare" and beside):
            grouped[(at, None, True)].append(quotation)
        elif quotation.kind == "indirect":
            grouped[(at, f"{n}", False)].append(quotation)
    headings = [*annotation.layout.subheadings, *([annotation.layout.headline] if annotation.layout.headline else [])]
    out = []
    for (at, _, direct), quotations in grouped.items():
        content = tuple(sorted({part for q in quotations for part in q.content}))
        words = tuple(t for part in content for t in tokens(text, within=part) if t.is_word)
        named = [q.speaker or " ".join(s.of(text) for s in q.source) for q in quotations]
        people = [p for q in quotations if (p := person_named(" ".join(s.of(text) for s in q.source)))]
        speaker = next((n for n in named if n), None)
        place = sentences[at] if at < len(sentences) else hull(content)
        heading = any(h.covers(content[0]) for h in headings)
        person = people[0] if len(distinct_people(people)) == 1 else None
        out.append(_Statement(index, content, words, speaker, direct, place, heading, person))
    return [s for s in out if s.words]


def _in_family(x: _Statement, y: _Statement, shared: Mapping[tuple[int, int], list[tuple[Span, Span]]]) -> bool:
    """Whether the two stand in sentences that descend from one."""
    return any(p.overlaps(x.content[0]) and q.overlaps(y.content[0]) for p, q in shared.get((x.article, y.article), ()))


def _covered(x: _Statement, y: _Statement) -> tuple[int, float]:
    """Words in common in runs, and their share of the smaller statement."""
    least = 2 if min(len(x.words), len(y.words)) > SHORT else 1
    n = sum(r.n for r in common_runs(x.forms, y.forms, least=least))
    return n, n / min(len(x.words), len(y.words))


def _same(x: _Statement, y: _Statement, shared: Mapping[tuple[int, int], list[tuple[Span, Span]]]) -> bool:
    one = same_speaker(x.speaker, y.speaker)
    family = _in_family(x, y, shared)
    if one is False and not family:
        return x.direct and y.direct and _in_two_mouths(x, y)
    if not (x.direct and y.direct):
        return _is_paraphrase(x, y, family=family, one=one)
    n, cover = _covered(x, y)
    both = x.stems & y.stems
    if family:
        return cover >= COPIED_COVER and bool(n)  # an altered quotation in copied sentences
    enough = len(both) >= LEAST_CONTENT or (one is True and len(both) > 1 and cover >= 0.9)  # noqa: PLR2004
    if one is None:  # from an unknown mouth nearly all of it, five words at least in one piece
        longest = max((r.n for r in common_runs(x.forms, y.forms)), default=0)
        return cover >= 0.8 and enough and longest > 4  # noqa: PLR2004
    return cover >= COVER and enough


def _in_two_mouths(x: _Statement, y: _Statement) -> bool:
    """Nearly all the words of the smaller, and so many in one piece that two people did not choose them alike."""
    if len(x.stems & y.stems) <= LEAST_CONTENT:
        return False
    longest = max((r.n for r in common_runs(x.forms, y.forms)), default=0)
    return longest >= _ONE_PIECE and _covered(x, y)[1] >= _NEARLY_ALL


def _is_paraphrase(x: _Statement, y: _Statement, *, family: bool, one: bool | None) -> bool:
    """A statement in indirect speech that has half of the other's content words; both from one known mouth."""
    if x.direct == y.direct or not (one or family):
        return False
    both = x.stems & y.stems
    return len(both) > LEAST_CONTENT and len(both) >= PARAPHRASE * min(len(x.stems), len(y.stems))


def _shared_pairs(
    families: Sequence[Family], index: Mapping[str, int]
) -> dict[tuple[int, int], list[tuple[Span, Span]]]:
    out: defaultdict[tuple[int, int], list[tuple[Span, Span]]] = defaultdict(list)
    for family in families:
        for x, y in combinations(family.members, 2):
            i, j = index[x.article_id], index[y.article_id]
            out[(i, j)].append((x.span, y.span))
            out[(j, i)].append((y.span, x.span))
    return out


def _joined(texts: Sequence[str], statements: Sequence[_Statement]) -> _Statement:
    """An article's statements of one utterance as one: those that repeat another are left out."""
    kept: list[_Statement] = []
    for s in sorted(statements, key=lambda s: (not s.direct, s.heading, -len(s.words))):
        if any(_covered(s, k)[1] >= 0.8 or s.direct != k.direct for k in kept):  # noqa: PLR2004 said already
            continue
        kept.append(s)
    content = tuple(sorted({part for s in kept for part in s.content}))
    first = kept[0]
    words = tuple(t for part in content for t in tokens(texts[first.article], within=part) if t.is_word)
    speaker = next((s.speaker for s in statements if s.speaker), None)
    people = [s.person for s in statements if s.person]
    person = people[0] if len(distinct_people(people)) == 1 else None
    return _Statement(first.article, content, words, speaker, first.direct, first.place, first.heading, person)


def _fullest(group: Sequence[_Statement], published: Sequence[date | None]) -> _Statement:
    direct = [s for s in group if s.direct]
    return min(direct, key=lambda s: (-len(s.words), published[s.article] or date.max, s.article))


def find_utterances(annotations: Sequence[Annotation], families: Sequence[Family]) -> tuple[Utterance, ...]:
    """Return the statements that two articles or more have, in the order of the first article's text.

    Args:
        annotations: The articles of one set.
        families: Their shared sentences: a quotation in one is the same statement, however changed.

    Returns:
        Utterances with one version an article. The fullest version is ``whole``; others are
        ``whole`` if they have the same words (marks, case and spelling of quotation marks
        aside), ``trimmed`` if words are missing, ``altered`` if words were replaced or added
        inside the marks, ``paraphrased`` if the article has it in indirect speech only.
    """
    texts = [a.article.text for a in annotations]
    published = [a.article.published for a in annotations]
    every = [s for k, a in enumerate(annotations) for s in _statements(k, a)]
    shared = _shared_pairs(families, {a.article.id: k for k, a in enumerate(annotations)})
    joined = _grouped(every, shared)
    groups: defaultdict[int, list[_Statement]] = defaultdict(list)
    for k, s in enumerate(every):
        groups[joined.find(k)].append(s)
    found = [g for g in groups.values() if len({s.article for s in g}) > 1 and any(s.direct for s in g)]
    made = [_utterance(annotations, texts, published, g) for g in found]
    order = {a.article.id: k for k, a in enumerate(annotations)}
    made.sort(key=lambda u: (order[u[2][0].article_id], u[2][0].content[0]))
    return tuple(Utterance(k, *u) for k, u in enumerate(made))


def _grouped(every: Sequence[_Statement], shared: Mapping[tuple[int, int], list[tuple[Span, Span]]]) -> Joined:
    """Statements that are one utterance, as one group."""
    direct = [s.direct for s in every]
    joined = Joined(len(every))
    told: list[tuple[int, int]] = []
    # Quotation to quotation first: a paraphrase must not bring two statements together.
    stems, forms, articles = [s.stems for s in every], [s.forms for s in every], [s.article for s in every]
    for i, j in pairs_to_read(stems, forms, articles, direct, list(shared)):
        if not (direct[i] and direct[j]):
            told.append((i, j))
        elif joined.find(i) != joined.find(j) and _same(every[i], every[j], shared):
            joined.join(i, j)
    quoting = {joined.find(k) for k, quoted in enumerate(direct) if quoted}
    for i, j in told:
        p, q = joined.find(i), joined.find(j)
        if p == q or (p in quoting and q in quoting) or not _same(every[i], every[j], shared):
            continue
        joined.join(p, q)
        quoting |= {joined.find(p)} if {p, q} & quoting else set()
    return joined


def _utterance(
    annotations: Sequence[Annotation],
    texts: Sequence[str],
    published: Sequence[date | None],
    group: Sequence[_Statement],
) -> tuple[str | None, int, tuple[Version, ...], tuple[str, ...]]:
    by_article: defaultdict[int, list[_Statement]] = defaultdict(list)
    for s in group:
        by_article[s.article].append(s)
    joined = [_joined(texts, by_article[k]) for k in sorted(by_article)]
    full = _fullest(joined, published)
    whole = Stretches.of(texts[full.article], full.content)
    versions = []
    for s in joined:
        article_id = annotations[s.article].article.id
        if s.direct:
            stretches = Stretches.of(texts[s.article], s.content)
            versions.append(compare_versions(article_id, stretches, whole, speaker=s.person or s.speaker))
        else:
            versions.append(Version(article_id, s.content, "paraphrased", speaker=s.person or s.speaker))
    named = [s.speaker for s in joined if s.speaker and s.speaker.lower() not in function_words()]
    people = _people(texts, group)
    best = max(named, key=lambda n: (len(naming_words(n)) > 0, named.count(n), -len(n)), default=None)
    speaker = best if best is None or not people or any(not two_people(best, p) for p in people) else people[0]
    return speaker, joined.index(full), tuple(versions), people


def _people(texts: Sequence[str], group: Sequence[_Statement]) -> tuple[str, ...]:
    """The people in whose mouths articles put the same words; one name at most where they do not contradict each other.

    A sentence that names the other person too may quote a letter, or one who quotes another:
    that is no contradiction.
    """
    found: list[str] = []
    named = [s for s in group if s.direct and s.person]
    for x, y in combinations(named, 2):
        p, q = x.person or "", y.person or ""
        if x.article != y.article and two_people(p, q) and _in_two_mouths(x, y):
            both = (naming_words(q) & _around(texts, x)) | (naming_words(p) & _around(texts, y))
            found += [] if both else [p, q]
    return distinct_people(found) or tuple(s.person for s in named[:1] if s.person)


def _around(texts: Sequence[str], s: _Statement) -> set[str]:
    """The words of a statement's sentence that are not the statement's own."""
    return {t.form for t in tokens(texts[s.article], within=s.place)} - set(s.forms)
