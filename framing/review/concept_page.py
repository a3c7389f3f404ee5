"""``framing suggest --page``: the questions as one page for the browser, which saves a file of answers."""

from __future__ import annotations

from pathlib import Path

from framing.review.concept_answers import FORM
from framing.review.concept_questions import shown_places
from framing.review.draft_codebook import Draft, refuse_to_overwrite
from framing.review.question import AskedLabel
from framing.sets.write_set import write_whole


def write_page(draft: Draft, out: Path, *, force: bool = False) -> Path:
    """Write the page beside the draft codebook ``out``, as ``NAME.draft.html``, and return its path.

    The page is complete in itself and loads nothing. It quotes the articles, so its name is
    one that a workspace keeps out of version control.

    Raises:
        DraftError: The page is there and ``force`` is false.
    """
    page = out.with_name(f"{out.name.removesuffix('.toml').removesuffix('.draft')}.draft.html")
    refuse_to_overwrite(page, force=force)
    write_whole(page, page_html(draft).encode("utf-8", "replace"))
    return page


def page_html(draft: Draft) -> str:
    """Return the page; every value from outside is escaped."""
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("framing.review", "templates"), autoescape=True, undefined=jinja2.StrictUndefined
    )
    questions = [
        {
            "id": q.id,
            "name": q.name,
            "words": q.words,
            "evidence": q.evidence,
            "labels": [_label(draft, label) for label in q.labels],
        }
        for q in draft.questions
    ]
    return environment.get_template("concepts.html.j2").render(
        title=draft.article_set.title or draft.article_set.id,
        folder=draft.article_set.folder.as_posix(),
        questions=questions,
        about={"form": FORM, "article_set": draft.article_set.id},
    )


def _label(draft: Draft, label: AskedLabel) -> dict[str, object]:
    articles = draft.articles
    users = sorted({articles[i].outlet or i for i, _ in label.own})
    sentences = []
    for article_id, span in shown_places(label, draft.sentences):
        text = articles[article_id].text
        whole = next((s for s in draft.sentences[article_id] if s.covers(span)), span)
        outlet = articles[article_id].outlet or article_id
        sentences.append((outlet, text[whole.start : span.start], span.of(text), text[span.end : whole.end]))
    who = f"own words of {', '.join(users)}" if users else "in nobody’s own words"
    return {"words": label.words, "count": len(label.places), "who": who, "sentences": sentences}
