"""The usual names of columns, and how a column's name is compared with them."""

from __future__ import annotations

# columns as research tools and databases call them (Media Cloud, GDELT, LexisNexis and Factiva exports)
USUAL: dict[str, tuple[str, ...]] = {
    "text": (
        *(
            "text",
            "body",
            "full_text",
            "fulltext",
            "article_text",
            "story_text",
            "maintext",
            "article_body",
            "body_text",
        ),
        *(
            "plaintext",
            "full_content",
            "article_content",
            "volltext",
            "texte",
            "texto",
            "content_text",
            "content_html",
            "plain_text",
            "content",
            "article",
            "html_body",
            "html",
            "lp",
            "td",
        ),
    ),
    "id": ("id", "article_id", "stories_id", "story_id", "guid", "uid"),
    "outlet": (
        *("outlet", "media_name", "source_name", "publication", "pubtitle", "publication_title", "newspaper", "source"),
        *("publisher", "site", "site_name", "sn", "quelle", "zeitung", "journal", "medio", "domain"),
    ),
    "outlet_country": ("outlet_country", "country"),
    "title": ("title", "headline", "hd", "web_title", "article_title", "titel", "titre", "titulo"),
    "author": ("author", "authors", "byline", "by"),
    "desk": ("desk",),
    "published": (
        "published",
        "publish_date",
        "published_date",
        "date_published",
        "publication_date",
        "published_at",
        "date_publish",
        "date_published_utc",
        "publishing_date",
        "published_utc",
        "date",
        "pub_date",
        "published_on",
        "web_publication_date",
        "date_time_pub",
        "seendate",
        "datum",
        "fecha",
        "datetime",
        "timestamp",
        "pd",
    ),
    "genre": ("genre", "section"),
    "wire": ("wire", "agency"),
    "url": ("url", "link", "canonical_url", "web_url"),
    "language": ("language", "lang"),
    "event": ("event", "event_id", "set"),
}
TEXT_COLUMNS = USUAL["text"]


def plain_name(name: object) -> str:
    """Return the letters and digits of a column's name, in small letters.

    Example:
        >>> plain_name("publishedAt") == plain_name("published_at") == plain_name("Published at")
        True
    """
    return "".join(c for c in str(name).lower() if c.isalnum())
