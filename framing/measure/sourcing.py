"""Whom each outlet lets speak: shares of voice by type of source and by speaker, and where speech begins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from framing.measure.speech_acts import SPEECH, speech_acts
from framing.measure.tables import ARTICLE_MEASURE, Tables, frame

if TYPE_CHECKING:
    import pandas as pd

_SHARES = (("source type share", "source_type"), ("speaker share", "speaker"))


def sourcing(tables: Tables, *, kinds: Sequence[str] = SPEECH) -> pd.DataFrame:
    """Return the sourcing measures of a set, one row an article and key, in the ``ARTICLE_MEASURE`` form.

    Measures (each is the sum of ``value`` over the sum of ``base``; 0 to 1):

    ``source type share``, ``speaker share``
        Of an outlet's quotations (``group`` "quotations") or of the words quoted (``group``
        "words"), the part that a type of source or a speaker has (``key``). Who could not be
        made out is the key "unknown".
    ``unnamed share``
        Of the quotations and words, the part whose source the article keeps anonymous ("a source").
    ``quoted share``
        Of an article's words, the part in direct and partial quotations.
    ``first quotation``
        How far into the article the first quotation begins: the words before its sentence, of all
        words; 0 is the first sentence. Articles without a quotation add nothing.

    Args:
        tables: The set.
        kinds: Which kinds of quotation count: direct, partial, indirect.

    Returns:
        A frame. An article without quotations adds no row to the shares: missing is not zero.
        A key that some article has and another has not is 0 there.

    Raises:
        ValueError: A kind that is no kind of speech.

    >>> import framing
    >>> made = framing.sourcing(framing.open_set("corpus/harbour-blockade", parser="none"))
    >>> sorted(set(made["measure"]))
    ['first quotation', 'quoted share', 'source type share', 'speaker share', 'unnamed share']
    """
    acts = speech_acts(tables, kinds=kinds)
    rows: list[dict[str, object]] = []
    keys = {name: sorted(acts[name].unique()) for _, name in _SHARES}
    marked = speech_acts(tables, kinds=("direct", "partial"))
    for article in tables["articles"].to_dict("records"):
        name, n_words = str(article["article_id"]), int(article["n_words"])
        here = {"article_id": name, "outlet": article["outlet"], "cluster": article["cluster"]}
        mine = acts[acts["article_id"] == name]
        made = [*_shares(mine, keys)]
        if n_words:
            quoted = float(marked.loc[marked["article_id"] == name, "n_words"].sum())
            made.append(_row("quoted share", "words", "quoted", quoted, float(n_words)))
            made += _first(tables, name, mine, n_words)
        rows += [{**here, **row} for row in made]
    return frame(ARTICLE_MEASURE, rows)


def _shares(mine: pd.DataFrame, keys: dict[str, list[str]]) -> Iterator[dict[str, object]]:
    """Shares of one article's quotations and quoted words."""
    for group in ("quotations", "words"):
        weights = [1.0] * len(mine) if group == "quotations" else mine["n_words_own"].astype(float).tolist()
        total = sum(weights)
        if not total:
            continue
        for measure, name in _SHARES:
            sums = dict.fromkeys(keys[name], 0.0)
            for key, weight in zip(mine[name].tolist(), weights, strict=True):
                sums[key] += weight
            for key, value in sums.items():
                yield _row(measure, group, key, value, total)
        hidden = sum(w for kind, w in zip(mine["identified"].tolist(), weights, strict=True) if kind == "anonymous")
        yield _row("unnamed share", group, "unnamed", hidden, total)


def _first(tables: Tables, article_id: str, mine: pd.DataFrame, n_words: int) -> Iterator[dict[str, object]]:
    """Where the first quotation of the body begins."""
    body = mine[mine["part"] == "body"]
    if body.empty:
        return
    sentences = tables["sentences"]
    before = sentences[(sentences["article_id"] == article_id) & (sentences["end"] <= int(body["start"].min()))]
    told = min(float(before["n_words"].sum()), float(n_words))
    yield _row("first quotation", "position", "first", told, float(n_words))


def _row(measure: str, group: str, key: str, value: float, base: float) -> dict[str, object]:
    return {"measure": measure, "group": group, "key": key, "value": value, "base": base, "unit": "share"}
