"""Annotations of an article set as the tables that ``tables.SCHEMAS`` declares."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from framing.annotate.annotate import Annotation
from framing.annotate.quotations.cues import verb_forms
from framing.annotate.quotations.record import Quotation
from framing.annotate.treatment.record import Treatment
from framing.annotate.voice import quotation_around, voice_of
from framing.compare.agency_copy import AgencyCopy
from framing.compare.credits import credits_of
from framing.measure.actor_rows import epithet_row, name_actors, role_row, wording_row
from framing.measure.tables import OUTLETS, OWN_TEXTS, SCHEMAS, Tables, frame, write_spans
from framing.measure.treatment_rows import name_treated, treatment_row
from framing.sets.manifest import ArticleSet
from framing.text.layout import Layout, count_read_words
from framing.text.span import Span, hull, merge
from framing.text.words import count_words

Row = dict[str, object]


def tabulate(
    article_set: ArticleSet,
    annotations: Iterable[Annotation],
    *,
    clusters: Mapping[str, str] | None = None,
    copy: Mapping[str, AgencyCopy] | None = None,
) -> Tables:
    """Return the annotations of an article set as tables.

    Args:
        article_set: Names the set; its title and date go into every report.
        annotations: One for each article, in the set's order.
        clusters: Article id to shared-copy cluster; an article that is not named stands alone.
        copy: Article id to what it has from an agency; of an article that is not named, nothing.

    Returns:
        The tables of ``SCHEMAS``, and the texts. No annotations give empty tables with all their columns.

    >>> from framing.annotate.annotate import annotate_all
    >>> from framing.sets.manifest import load_set
    >>> loaded = load_set("corpus/harbour-blockade")
    >>> tables = tabulate(loaded, annotate_all(loaded.articles, parser="none"))
    >>> len(tables["articles"]), len(tables.texts)
    (20, 20)
    """
    rows: dict[str, list[Row]] = {name: [] for name in SCHEMAS}
    texts: dict[str, str] = {}
    for a in annotations:
        texts[a.article.id] = a.article.text
        for name, new in annotation_rows(a).items():
            rows[name] += new
    name_actors(rows["epithets"])
    name_treated(rows["treatments"])
    for row in rows["articles"]:
        row["cluster"] = (clusters or {}).get(str(row["article_id"]), row["article_id"])
    for row in rows["mentions"]:
        had = (copy or {}).get(str(row["article_id"]))
        span = Span(int(str(row["start"])), int(str(row["end"])))
        row["in_agency_copy"] = had is not None and had.holds(texts[had.article_id], span)
    rows["agency_words"] = [
        {"article_id": i, "start": s.start, "end": s.end, "agency": copied.agency}
        for i, copied in (copy or {}).items()
        for s in copied.spans
        if i in texts
    ]
    frames = {name: frame(columns, rows[name]) for name, columns in SCHEMAS.items()}
    if article_set.outlets:
        said = ("leaning", "rater", "owner", "country", "group")
        known = [{"outlet": n, **{f: getattr(e, f) for f in said}} for n, e in article_set.outlets.items()]
        frames["outlets"] = frame(OUTLETS, known)
    if sure := [{"article_id": entry.id} for entry in article_set.entries if entry.own_text]:
        frames["own_texts"] = frame(OWN_TEXTS, sure)
    date = article_set.event_date.isoformat() if article_set.event_date else ""
    return Tables(article_set.id, article_set.title, date, frames, texts)


def annotation_rows(annotation: Annotation) -> dict[str, list[Row]]:
    """Return the rows that one article adds to each table."""
    places = _Places(annotation.layout)
    return {
        "articles": [_article_row(annotation)],
        "sentences": _sentence_rows(annotation, places),
        "boilerplate": [{**_place(annotation, b.span), "kind": b.kind} for b in annotation.layout.boilerplate],
        "mentions": _mention_rows(annotation, places),
        "quotations": [_quotation_row(annotation, places, i) for i in range(len(annotation.quotations))],
        "numbers": [
            {
                **_place(annotation, n.span),
                "value": n.value,
                "high": n.high,
                "hedge": n.hedge,
                "unit": n.unit,
                "sentence": places.sentence(n.span),
            }
            for n in annotation.numbers
        ],
        "roles": [role_row(annotation, r) | _where(annotation, places, r.span) for r in annotation.roles],
        "epithets": [epithet_row(annotation, e) | _where(annotation, places, e.span) for e in annotation.epithets],
        "wording": [wording_row(annotation, w) | _where(annotation, places, w.span) for w in annotation.wording],
        "parts": [
            {"kind": p.kind, "word": p.word or None, "use": p.use or None} | _where(annotation, places, p.span)
            for p in annotation.parts
        ],
        "treatments": [
            treatment_row(annotation, t) | _where(annotation, places, t.target) | {"voice": _voice(annotation, t)}
            for t in annotation.treatments
        ],
        "problems": [{**_place(annotation, p.span), "kind": p.kind, "note": p.note} for p in annotation.problems],
    }


class _Places:
    """Looks up in which sentence, paragraph and part of an article a span begins."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._sentences = [s.start for s in layout.sentences]
        self._paragraphs = [p.start for p in layout.paragraphs]

    def sentence(self, span: Span) -> int:
        i = bisect_right(self._sentences, span.start) - 1
        return i if i >= 0 and span.start < self._layout.sentences[i].end else -1

    def paragraph(self, span: Span) -> int:
        i = bisect_right(self._paragraphs, span.start) - 1
        return i if i >= 0 and span.start < self._layout.paragraphs[i].end else -1

    def part(self, span: Span) -> str:
        if self._layout.headline is not None and self._layout.headline.overlaps(span):
            return "headline"
        return "subheading" if any(s.overlaps(span) for s in self._layout.subheadings) else "body"


def _place(annotation: Annotation, span: Span) -> Row:
    return {"article_id": annotation.article.id, "start": span.start, "end": span.end}


def _where(annotation: Annotation, places: _Places, span: Span) -> Row:
    """Place, outlet, voice and sentence of a span."""
    return {
        **_place(annotation, span),
        "outlet": annotation.article.outlet,
        "voice": voice_of(span, annotation.layout, annotation.quotations),
        "sentence": places.sentence(span),
    }


def _voice(annotation: Annotation, treatment: Treatment) -> str:
    """Whose words a treatment is in: those of its quotation, else of the part of the text in which the name stands."""
    if treatment.quotation < 0:
        return voice_of(treatment.target, annotation.layout, ())
    kind = annotation.quotations[treatment.quotation].kind
    return {"indirect": "attributed", "scare": "scare"}.get(kind, "quoted")


def _article_row(annotation: Annotation) -> Row:
    article, layout = annotation.article, annotation.layout
    credit = credits_of(article)
    quoted = merge(s for q in annotation.quotations if q.kind in {"direct", "partial", "nested"} for s in q.content)
    return {
        "article_id": article.id,
        "outlet": article.outlet,
        "author": article.author,
        "desk": article.desk,
        "country": article.country,
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "certainty": article.published_certainty,
        "genre": article.genre,
        "wire": credit[0].agency if credit else None,
        "wire_extent": credit[0].extent if credit else None,
        "url": article.url,
        "sha256": article.sha256,
        "language": article.language,
        "parser": annotation.parser,
        "n_chars": len(article.text),
        "n_words": count_read_words(article.text, layout),
        "n_words_quoted": sum(count_words(article.text, within=s) for s in quoted),
        "n_sentences": len(layout.sentences),
        "cluster": article.id,
    }


def _sentence_rows(annotation: Annotation, places: _Places) -> list[Row]:
    text = annotation.article.text
    return [
        {
            **_place(annotation, s),
            "sentence": i,
            "paragraph": places.paragraph(s),
            "part": places.part(s),
            "n_words": count_words(text, within=s),
        }
        for i, s in enumerate(annotation.layout.sentences)
    ]


def _mention_rows(annotation: Annotation, places: _Places) -> list[Row]:
    article, quotations = annotation.article, annotation.quotations
    return [
        {
            **_place(annotation, m.span),
            "outlet": article.outlet,
            "concept": m.concept,
            "variant": m.variant,
            "surface": " ".join(m.span.of(article.text).lower().split()),
            "voice": m.voice or voice_of(m.span, annotation.layout, quotations),
            "in_agency_copy": False,
            "sentence": places.sentence(m.span),
            "quotation": quotation_around(m.span, quotations),
        }
        for m in annotation.mentions
    ]


def _printed(text: str, spans: Sequence[Span]) -> str | None:
    return " ".join(" ".join(s.of(text).split()) for s in spans) or None


def describe_cue(cue: str | None) -> tuple[str | None, str | None]:
    """Return the dictionary form and class of a printed cue; ``(None, None)`` for no cue.

    The longest run of its words that the lexicon knows decides ("took to Twitter to" is
    looked up whole, then by its words from the end); a cue that it doesn't know is its own
    dictionary form, ``unclassed``.
    """
    if not cue:
        return None, None
    words = cue.lower().split()
    forms = verb_forms()
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length, -1, -1):
            verb = forms.get(" ".join(words[start : start + length]))
            if verb is not None:
                return verb.lemma, verb.cue_class
    return " ".join(words), "unclassed"


def _quotation_row(annotation: Annotation, places: _Places, i: int) -> Row:
    q: Quotation = annotation.quotations[i]
    text = annotation.article.text
    whole = hull(q.content)
    cue = _printed(text, q.cue)
    lemma, cue_class = describe_cue(cue)
    return {
        **_place(annotation, whole),
        "outlet": annotation.article.outlet,
        "quotation": i,
        "kind": q.kind,
        "parts": write_spans(q.content),
        "cue": cue.lower() if cue else None,
        "cue_spans": write_spans(q.cue),
        "cue_lemma": lemma,
        "cue_class": (q.cue_class or cue_class) if cue else None,
        "source": _printed(text, q.source),
        "source_spans": write_spans(q.source),
        "speaker": q.speaker,
        "speaker_reason": q.speaker_reason,
        "speaker_certainty": q.speaker_certainty,
        "source_type": q.source_type,
        "identified": q.identified,
        "type_reason": q.type_reason or None,
        "part": places.part(whole),
        "sentence": places.sentence(whole),
        "n_words": sum(count_words(text, within=s) for s in q.content),
    }
