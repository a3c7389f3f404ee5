"""Europresse: a page with one ``article`` element an article."""

from __future__ import annotations

from typing import Any

from framing.sets.importers.databases.exported import Export, Exported


def read_europresse_page(tree: Any) -> Export | None:  # noqa: ANN401 - lxml ships no types
    """Return the articles of an exported page, or ``None`` if it is none."""
    found = tree.xpath('//article[.//*[contains(@class, "DocPublicationName")]]')
    return Export("Europresse", tuple(map(_article, found))) if found else None


def _article(node: Any) -> Exported:  # noqa: ANN401
    def said(name: str) -> str:
        nodes = node.xpath(f'.//*[contains(@class, "{name}")]')
        return " ".join(nodes[0].text_content().split()) if nodes else ""

    texts = node.xpath('.//*[contains(@class, "docOcurrContainer")]') or node.xpath("./section")
    paragraphs = [p for text in texts for p in (text.xpath(".//p") or [text])]
    lines = [" ".join(p.text_content().split()) for p in paragraphs]
    return Exported(
        tuple(line for line in lines if line),
        headline=said("titreArticle"),
        outlet=said("DocPublicationName"),
        date=said("DocHeader"),
        author=said("docAuthors"),
        length=said("DocHeader"),
    )
