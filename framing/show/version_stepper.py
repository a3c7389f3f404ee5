"""One passage in the version of each outlet, to step through in place: only what was changed moves.

Choosing a version needs no script: the choice is a group of radio buttons, moved by mouse, touch or
arrow keys, and the page's style sheet shows the version that is chosen. Where the style sheet is not
at hand, on paper, and in browsers that cannot, all versions stand side by side.
"""

from __future__ import annotations

import hashlib

from framing.figures.number_words import counted
from framing.measure.tables import Tables
from framing.show.changed_words import with_changes
from framing.show.escaped_html import Html, fill, joined
from framing.show.sentences_behind import date_words
from framing.show.shared_passages import Passage, Version, shared_passages
from framing.show.shown import Heading, Prose, Shown

HEADING = "One passage, version by version"
MOST_VERSIONS = 8  # that can be chosen; the style sheet has a rule for each


def version_stepper(tables: Tables, *, most: int = 3) -> Shown:
    """Return the passages whose versions tell most, the first open, others folded; nothing where no text is shared.

    ``most`` is how many passages at most.
    """
    found = shared_passages(tables, most=most)
    if not found:
        return Shown(())
    first, *others = (_passage(one, tables) for one in found)
    more = (
        fill(
            '<details class="fold whole"><summary>{}</summary>{}</details>',
            counted(len(others), "more passage"),
            joined(others),
        )
        if others
        else fill("")
    )
    return Shown((Heading(2, HEADING), Prose(joined([first, more]))))


def _passage(passage: Passage, tables: Tables) -> Html:
    shown = passage.versions[:MOST_VERSIONS]
    name = "v-" + _digest(shown)
    choices = [_choice(name, k, ", ".join(one.outlets), chosen=k == 0) for k, one in enumerate(shown)]
    choices.append(_choice(name, len(shown), "All side by side", chosen=False))
    # hidden where no style sheet makes the choice work
    return fill(
        '<section class="versions" aria-label="{}"><p class="note">{}</p>'
        '<fieldset class="steps" hidden><legend>Version of</legend>{}</fieldset>'
        '<div class="stack">{}</div></section>',
        f"A passage that {counted(len(passage.outlets), 'outlet')} print, in {counted(len(shown), 'version')}",
        _words_about(passage),
        joined(choices, ""),
        joined((_version(one, tables) for one in shown), ""),
    )


def _words_about(passage: Passage) -> Html:
    n = len(passage.versions)
    rest = (
        f" {counted(n - MOST_VERSIONS, 'more version')} not shown here; see the articles side by side."
        if n > MOST_VERSIONS
        else ""
    )
    return fill(
        '{} print these sentences, in {}. <mark class="change">Marked</mark>: not the same in all of them; '
        '<mark class="change quoted">so</mark> inside a quotation; <span class="change slight">so</span> spelling or '
        'punctuation alone; <span class="gap">‸</span> where another has words.{}',
        counted(len(passage.outlets), "outlet"),
        counted(n, "version"),
        rest,
    )


def _choice(name: str, k: int, words: str, *, chosen: bool) -> Html:
    return fill(
        '<input type="radio" name="{name}" id="{name}-{k}"{chosen}><label for="{name}-{k}">{words}</label>',
        name=name,
        k=k,
        chosen=fill(" checked") if chosen else "",
        words=words,
    )


def _version(version: Version, tables: Tables) -> Html:
    text = tables.texts[version.article_id]
    articles = tables["articles"]
    row = articles[articles["article_id"].astype(str) == version.article_id].iloc[0]
    parts: list[Html] = []
    at = version.sentences[0][0]
    for start, end in version.sentences:
        follows = start >= at and not text[at:start].strip()
        parts.append(fill("" if follows else "<span class='cut'>[…]</span> "))
        parts.append(Html(with_changes(text, start, end, version.changes)))
        parts.append(fill(" "))
        at = end
    return fill(
        '<figure class="version reading"><figcaption><b>{}</b> {}</figcaption><blockquote>{}</blockquote></figure>',
        ", ".join(version.outlets),
        date_words(row["published"], str(row["certainty"])),
        joined(parts, ""),
    )


def _digest(versions: tuple[Version, ...]) -> str:
    """A name for the group of choices that depends on the passage alone."""
    written = "|".join(f"{one.article_id}:{one.sentences}" for one in versions)
    return hashlib.sha256(written.encode("utf-8", "surrogatepass")).hexdigest()[:8]
