# ruff: noqa: E501 - pages are easier to read whole than in pieces
"""Fifteen further layouts of news pages: old ones, odd ones and those that hide or cut their text. All invented."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import escape

from set_pages import COOKIES, RELATED, Story, _advert, _between, _comments, _footer, _linked, _links, _nav, _og, _p


def _head(s: Story, extra: str = "") -> str:
    return f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(s.title)} | {escape(s.outlet)}</title>{extra}</head><body>'


def old_table(s: Story) -> str:
    """The nineties: the whole page is a table, paragraphs end in double breaks."""
    body = "<br><br>".join(escape(text) for text in s.paragraphs)
    menu = "<br>".join(f'<a href="/{n}">{n}</a>' for n in ("Home", "News", "Sport", "Weather"))
    return f"""{_head(s, _og(s))}<table width="760"><tr><td width="140" class="menu">{menu}</td><td><h1>{escape(s.title)}</h1>
<font size="2">{body}</font></td><td width="120">{_advert(0)}</td></tr></table>{_footer(s)}</body></html>"""


def breaks(s: Story) -> str:
    """One block, its paragraphs parted by double line breaks."""
    body = "<br/><br/>".join(escape(text) for text in s.paragraphs)
    return f"""{_head(s, _og(s))}{_nav()}<div class="post"><h1>{escape(s.title)}</h1><div class="post-body entry-content">{body}</div></div>
{_links("Blog archive", "div", "sidebar")}{_footer(s)}</body></html>"""


def bare_divs(s: Story) -> str:
    """Paragraphs are blocks without a paragraph's name."""
    body = "\n".join(
        f'<div data-component="text-block"><div class="ssrcss-1">{escape(text)}</div></div>' for text in s.paragraphs
    )
    return f"""{_head(s, _og(s) + _linked(s))}{_nav()}<main><article><h1>{escape(s.title)}</h1>{body}</article>{_links("More on this story", "section")}</main>{_footer(s)}</body></html>"""


def subheads(s: Story) -> str:
    parts = _p(s.paragraphs)
    body = _between(parts, {1: "<h2>What happened next</h2>", 3: "<h2>Who pays</h2>"})
    return f"{_head(s, _og(s))}{_nav()}<article><h1>{escape(s.title)}</h1><div itemprop='articleBody'>{body}</div></article>{_footer(s)}</body></html>"


def block_quotes(s: Story) -> str:
    """Quotations are set as blocks."""
    parts = [
        f"<blockquote><p>{escape(t)}</p></blockquote>" if t[:1] in '“"' else f"<p>{escape(t)}</p>" for t in s.paragraphs
    ]
    return f"{_head(s, _og(s))}{_nav()}<main class='article'><h1>{escape(s.title)}</h1>{''.join(parts)}</main>{_links('Read next')}{_footer(s)}</body></html>"


def sections(s: Story) -> str:
    """The article is cut into several blocks by adverts, each a container of its own."""
    parts = _p(s.paragraphs)
    third = max(1, len(parts) // 3)
    cut = ["".join(parts[i : i + third]) for i in range(0, len(parts), third)]
    body = "".join(
        f'<div class="body__inner-container">{part}</div><div class="journey-unit">{_advert(i)}</div>'
        for i, part in enumerate(cut)
    )
    return f"{_head(s, _og(s) + _linked(s))}{_nav()}<article class='main-content'><h1>{escape(s.title)}</h1>{body}</article>{_links('Most popular')}{_footer(s)}</body></html>"


def lists(s: Story) -> str:
    """Key points stand above the text, two paragraphs of which are a list."""
    parts = [*_p(s.paragraphs[:-2]), "<ul>" + "".join(f"<li>{escape(t)}</li>" for t in s.paragraphs[-2:]) + "</ul>"]
    return f"{_head(s, _og(s))}{_nav()}<article><h1>{escape(s.title)}</h1><div class='story'>{''.join(parts)}</div></article>{_links('Also read')}{_footer(s)}</body></html>"


def captions(s: Story) -> str:
    figure = (
        '<figure><img src="b.jpg"><figcaption>The quay in an earlier year. Photograph: Agency</figcaption></figure>'
    )
    body = _between(_p(s.paragraphs), {0: figure, 3: figure.replace("quay", "market")})
    return f"{_head(s, _og(s) + _linked(s))}{_nav()}<article><h1>{escape(s.title)}</h1><div class='content__article-body'>{body}</div></article>{_comments()}{_footer(s)}</body></html>"


def inline_links(s: Story) -> str:
    """Links to other stories stand between the paragraphs as paragraphs."""
    extra = {
        1: f'<p><strong><a href="/1">{escape(RELATED[0])}</a></strong></p>',
        3: f'<p><em>Read more: <a href="/2">{escape(RELATED[1])}</a></em></p>',
    }
    return f"{_head(s, _og(s))}{_nav()}<article><h1>{escape(s.title)}</h1><div class='entry-content'>{_between(_p(s.paragraphs), extra)}</div></article>{_footer(s)}</body></html>"


def social(s: Story) -> str:
    tweet = '<blockquote class="twitter-tweet"><p>Gates shut since dawn, nobody tells us anything</p>— a passer-by (@passerby) <a href="#">May 14</a></blockquote>'
    return f"{_head(s, _og(s))}{_nav()}<article><h1>{escape(s.title)}</h1><div class='story-body'>{_between(_p(s.paragraphs), {2: tweet})}</div></article>{_links('Top stories')}{_footer(s)}</body></html>"


def amp(s: Story) -> str:
    body = "".join(f'<p class="amp-p">{escape(t)}</p><amp-ad width="300" height="250"></amp-ad>' for t in s.paragraphs)
    return f"<!doctype html><html amp lang='en'><head><meta charset='utf-8'><title>{escape(s.title)}</title>{_linked(s)}<link rel='canonical' href='{s.url}'></head><body><amp-sidebar>{_nav()}</amp-sidebar><main><h1>{escape(s.title)}</h1>{body}</main>{_footer(s)}</body></html>"


def linked_body(s: Story) -> str:
    """Drawn by a script: the page itself shows the first paragraph, its structured data hold the text."""
    data = json.loads(_linked(s).split(">", 1)[1].rsplit("<", 1)[0])
    data["articleBody"] = "\n\n".join(s.paragraphs)
    return f"{_head(s, _og(s))}<script type='application/ld+json'>{json.dumps(data)}</script>{_nav()}<div id='root'><h1>{escape(s.title)}</h1><p>{escape(s.paragraphs[0])}</p></div>{_links('More')}{_footer(s)}</body></html>"


def drop_cap(s: Story) -> str:
    first = s.paragraphs[0]
    parts = [f'<p><span class="dropcap">{escape(first[:1])}</span>{escape(first[1:])}</p>', *_p(s.paragraphs[1:])]
    return f"{_head(s, _og(s))}{_nav()}<article><header><h1>{escape(s.title)}</h1><p class='standfirst'></p></header><div class='body-copy'>{''.join(parts)}</div></article>{_links('Opinion')}{_footer(s)}</body></html>"


def print_page(s: Story) -> str:
    return f"<html><head><title>{escape(s.title)}</title><meta name='date' content='{s.published}'><meta property='og:site_name' content='{escape(s.outlet)}'><meta property='og:url' content='{s.url}'></head><body onload='window.print()'><h2>{escape(s.outlet)}</h2><h1>{escape(s.title)}</h1><p>{s.american_day}</p>{''.join(_p(s.paragraphs))}<hr><p>Printed from {s.url}</p></body></html>"


def banners(s: Story) -> str:
    """A banner, a box to sign up and a box on cookies stand inside the article."""
    box = f"<div class='cookie-consent'><p>{COOKIES}</p></div>"
    sign = "<div class='inline-newsletter'><p>Sign up for the morning letter and get the news before breakfast.</p><form><input></form></div>"
    return f"{_head(s, _og(s) + _linked(s))}{box}{_nav()}<article><h1>{escape(s.title)}</h1><div class='article-text'>{_between(_p(s.paragraphs), {1: sign, 4: _advert(1)})}</div></article>{_comments()}{_footer(s)}</body></html>"


MORE: tuple[Callable[[Story], str], ...] = (
    *(old_table, breaks, bare_divs, subheads, block_quotes, sections, lists, captions, inline_links, social),
    *(amp, linked_body, drop_cap, print_page, banners),
)
