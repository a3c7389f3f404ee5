"""A folder that is an article set already -> its articles, with all that its manifest says of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from framing.sets.importers.candidate import Dropped, Facts, Found
from framing.sets.manifest import MANIFEST, load_set


def from_set(source: Path) -> Iterator[Found | Dropped]:
    """Give the articles of the set in ``source``; those whose text is not there are dropped, harmlessly.

    Raises :class:`~framing.sets.manifest.SetError` if the set is not in order.
    """
    read = load_set(source, texts="optional")
    texts = {article.id: article.text for article in read.articles}
    for entry in read.entries:
        place = f"{MANIFEST}, article `{entry.id}`"
        if entry.id not in texts:
            yield Dropped(place, "its text is not there", harmless=True)
            continue
        facts = Facts(
            id=entry.id,
            outlet=entry.outlet,
            outlet_country=entry.outlet_country,
            title=entry.title,
            author=entry.author,
            desk=entry.desk,
            published=entry.published,
            certainty=entry.published_certainty,
            genre=entry.genre,
            wire=entry.wire,
            url=entry.url,
            language=entry.language,
            attribution=entry.attribution,
            note=entry.note,
            own_text=entry.own_text,
        )
        yield Found(place=place, stem=entry.id, text=texts[entry.id], facts=facts)
