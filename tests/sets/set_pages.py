# ruff: noqa: E501 - pages are easier to read whole than in pieces
"""Makes web pages of articles: ten templates as news sites build them, with adverts, related links, comments and banners.

Everything on the pages is invented. What surrounds the article is there to be left out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

RELATED = (
    "Council weighs new parking rules for the old town",
    "Five walks to try along the coast this weekend",
    "Ferry firm posts record profit as fares climb",
    "Opinion: why our island needs a second bridge",
    "Weather: heavy rain due to reach the bay by night",
)
ADVERTS = (
    "Save 20% on winter coats. Shop now!",
    "Sponsored: Is your pension working hard enough for you?",
    "Subscribe today for just £1 a week and never miss a story.",
)
COMMENTS = (
    "Totally agree with this, the council should have acted years ago.",
    "Typical. Nobody asked the people who actually live here, did they?",
    "I was there on the day and it was nothing like this article says.",
)
COOKIES = (
    "We and our 243 partners use cookies to store and access information on your device. Accept all or manage options."
)


@dataclass(frozen=True)
class Story:
    """What a page is made of, and what its import should give back."""

    title: str
    outlet: str
    author: str
    published: date
    url: str
    paragraphs: tuple[str, ...]

    @property
    def day(self) -> str:
        return f"{self.published.day} {self.published:%B %Y}"

    @property
    def american_day(self) -> str:
        return f"{self.published:%B} {self.published.day}, {self.published.year}"


def _p(paragraphs: Sequence[str]) -> list[str]:
    return [f"<p>{escape(text)}</p>" for text in paragraphs]


def _linked(story: Story, kind: str = "NewsArticle") -> str:
    data = {
        "@context": "https://schema.org",
        "@type": kind,
        "headline": story.title,
        "datePublished": f"{story.published}T06:30:00+01:00",
        "dateModified": f"{story.published}T18:02:00+01:00",
        "author": [{"@type": "Person", "name": story.author}],
        "publisher": {"@type": "NewsMediaOrganization", "name": story.outlet},
        "mainEntityOfPage": {"@type": "WebPage", "@id": story.url},
    }
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def _og(story: Story) -> str:
    return (
        f'<meta property="og:title" content="{escape(story.title)}"><meta property="og:type" content="article">'
        f'<meta property="og:site_name" content="{escape(story.outlet)}"><meta property="og:url" content="{story.url}">'
        f'<meta property="article:published_time" content="{story.published}T06:30:00Z">'
        f'<meta name="author" content="{escape(story.author)}">'
    )


def _links(heading: str, tag: str = "aside", name: str = "related") -> str:
    items = "".join(f'<li><a href="/story/{i}">{escape(title)}</a></li>' for i, title in enumerate(RELATED))
    return f'<{tag} class="{name}"><h3>{heading}</h3><ul>{items}</ul></{tag}>'


def _advert(n: int) -> str:
    return f'<div class="ad-slot" data-ad="{n}"><span>Advertisement</span><a href="/ad/{n}">{escape(ADVERTS[n % 3])}</a></div>'


def _nav() -> str:
    items = "".join(
        f'<li><a href="/{name.lower()}">{name}</a></li>' for name in ("Home", "News", "Sport", "Weather", "Opinion")
    )
    return f'<nav class="main-nav"><ul>{items}</ul></nav>'


def _comments() -> str:
    items = "".join(f'<div class="comment"><b>reader{i}</b><p>{text}</p></div>' for i, text in enumerate(COMMENTS))
    return f'<section id="comments" class="comments"><h3>Comments (3)</h3>{items}</section>'


def _footer(story: Story) -> str:
    return f"<footer><p>© 2025 {escape(story.outlet)}. All rights reserved. Terms of use · Privacy policy · Contact us</p></footer>"


def _between(parts: list[str], extra: dict[int, str]) -> str:
    return "\n".join(part + extra.get(i, "") for i, part in enumerate(parts))


def broadsheet(s: Story) -> str:
    body = _between(_p(s.paragraphs), {1: _advert(0), 3: _links("Read more")})
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(s.title)} | {escape(s.outlet)}</title>
{_og(s)}{_linked(s)}<link rel="canonical" href="{s.url}"></head><body><header>{_nav()}</header>
<main><article><h1>{escape(s.title)}</h1><p class="byline">By <a rel="author" href="/by">{escape(s.author)}</a></p>
<time datetime="{s.published}T06:30:00Z">{s.day}</time><div class="article-body">{body}</div></article>{_links("Most read")}</main>
{_comments()}{_footer(s)}</body></html>"""


def blog(s: Story) -> str:
    body = "\n".join(_p(s.paragraphs))
    return f"""<html lang="en-GB"><head><meta charset="utf-8"><title>{escape(s.title)} – {escape(s.outlet)}</title>
{_linked(s, "BlogPosting")}<link rel="canonical" href="{s.url}"></head><body class="single-post"><div id="header">{_nav()}</div>
<div id="content"><div class="post hentry"><h1 class="entry-title">{escape(s.title)}</h1>
<div class="entry-meta">Posted on <time class="entry-date" datetime="{s.published}">{s.american_day}</time></div>
<div class="entry-content">{body}</div><div class="sharedaddy">Share this: <a>Twitter</a> <a>Facebook</a></div></div></div>
<div id="sidebar" class="sidebar">{_links("Recent Posts", "div", "widget")}{_advert(1)}</div>{_footer(s)}</body></html>"""


def wire_site(s: Story) -> str:
    body = _between(_p(s.paragraphs), {2: _advert(2)})
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(s.title)}</title>
<meta name="date" content="{s.published}"><meta property="og:site_name" content="{escape(s.outlet)}">
<meta property="og:title" content="{escape(s.title)}"><meta property="og:url" content="{s.url}"></head><body>
<div class="cookie-banner" role="dialog"><p>{COOKIES}</p><button>Accept</button></div>{_nav()}
<article class="Page-content"><h1>{escape(s.title)}</h1><div class="RichTextStoryBody">{body}</div></article>
{_links("Trending", "section", "trending")}{_footer(s)}</body></html>"""


def microdata(s: Story) -> str:
    body = "\n".join(_p(s.paragraphs))
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(s.title)} - {escape(s.outlet)}</title>
<meta property="og:site_name" content="{escape(s.outlet)}"><link rel="canonical" href="{s.url}"></head><body>{_nav()}
<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{escape(s.title)}</h1>
<meta itemprop="datePublished" content="{s.published}T09:00:00Z"><span itemprop="author">{escape(s.author)}</span>
<div itemprop="articleBody">{body}</div></div>{_advert(0)}{_links("You may also like", "div", "recommended")}{_comments()}{_footer(s)}
</body></html>"""


def tabloid(s: Story) -> str:
    extra = {
        0: _advert(0),
        2: _advert(1),
        4: f'<div class="related-inline"><a href="/x">READ MORE: {escape(RELATED[2])}</a></div>',
    }
    body = _between(_p(s.paragraphs), extra)
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(s.title)} | {escape(s.outlet)}</title>
{_og(s)}</head><body><div class="top-ad">{_advert(2)}</div>{_nav()}<article><h1>{escape(s.title)}</h1>
<ul class="share-bar"><li><a>Share</a></li><li><a>Tweet</a></li><li><a>Email</a></li></ul>
<figure><img src="a.jpg" alt=""><figcaption>Stock picture (Image: Getty)</figcaption></figure>{body}
<div class="newsletter-signup"><h4>Sign up to our newsletter</h4><p>Get the day's headlines in your inbox.</p></div></article>
{_links("Trending now", "div", "taboola")}{_comments()}{_footer(s)}</body></html>"""


def graph(s: Story) -> str:
    data = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "Organization", "name": s.outlet},
            {"@type": "WebSite", "name": s.outlet},
            json.loads(_linked(s).split(">", 1)[1].rsplit("<", 1)[0]),
        ],
    }
    body = _between(_p(s.paragraphs), {1: _links("Related", "div", "related-articles")})
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(s.title)} — {escape(s.outlet)}</title>
<script type="application/ld+json">{json.dumps(data)}</script></head><body>{_nav()}<main><section class="story">
<h1>{escape(s.title)}</h1><div class="story-text">{body}</div></section></main>{_advert(1)}{_footer(s)}</body></html>"""


def divs(s: Story) -> str:
    body = "\n".join(f'<div class="paragraph"><p>{escape(text)}</p></div>' for text in s.paragraphs)
    return f"""<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1252">
<title>{escape(s.title)}</title><meta name="DC.date.issued" content="{s.published}"><meta property="og:url" content="{s.url}">
<meta property="og:site_name" content="{escape(s.outlet)}"></head><body><div class="menu">{_nav()}</div>
<div class="story-container"><h1>{escape(s.title)}</h1><div class="byline">{escape(s.author)}</div><div class="story-body">{body}</div></div>
<div class="rhs">{_links("Editor's picks", "div", "rhs-links")}{_advert(0)}</div>{_footer(s)}</body></html>"""


def saved(s: Story) -> str:
    body = "\n".join(_p(s.paragraphs))
    return f"""<!DOCTYPE html>
<!-- saved from url=({len(s.url):04d}){s.url} -->
<html lang="en"><head><meta charset="utf-8"><title>{escape(s.title)} | {escape(s.outlet)}</title>
<meta property="og:site_name" content="{escape(s.outlet)}"></head><body>{_nav()}<article><header><h1>{escape(s.title)}</h1>
<p class="dateline">Published <time datetime="{s.published}">{s.day}</time></p></header>{body}</article>{_links("More stories")}
{_footer(s)}</body></html>"""


def visible_date(s: Story) -> str:
    body = _between(_p(s.paragraphs), {3: _advert(1)})
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(s.title)} | {escape(s.outlet)}</title>
<meta property="og:title" content="{escape(s.title)}"><meta property="og:site_name" content="{escape(s.outlet)}">
<link rel="canonical" href="{s.url}"></head><body>{_nav()}<article><h1>{escape(s.title)}</h1>
<div class="article-info"><span class="author">{escape(s.author)}</span> <span class="published-date">{s.day}</span></div>
<div class="article__content">{body}</div></article>{_links("Related stories")}{_comments()}{_footer(s)}</body></html>"""


def magazine(s: Story) -> str:
    parts = _p(s.paragraphs)
    middle = len(parts) // 2
    quote = '<aside class="pullquote"><p>Sign in to follow this topic and get alerts.</p></aside>'
    body = _between(parts, {middle: quote + _advert(2)})
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(s.title)}</title>{_linked(s, "Article")}
{_og(s)}</head><body><header>{_nav()}<form role="search"><input name="q"></form></header><main id="main"><article class="longform">
<h1>{escape(s.title)}</h1><div class="dek"></div><section class="body">{body}</section>
<div class="author-bio"><p>{escape(s.author)} covers the coast for {escape(s.outlet)}.</p></div></article></main>
{_links("Up next", "section", "up-next")}{_footer(s)}<script>var dataLayer = [{{"page": "article"}}];</script></body></html>"""


TEMPLATES: tuple[Callable[[Story], str], ...] = (
    *(broadsheet, blog, wire_site, microdata, tabloid, graph, divs, saved, visible_date, magazine),
)


def page_bytes(template: Callable[[Story], str], story: Story) -> bytes:
    """The page as a server sends it: in the encoding that it declares."""
    encoding = "windows-1252" if template is divs else "utf-8"
    return template(story).encode(encoding, "xmlcharrefreplace")
