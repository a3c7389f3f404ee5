"""How outlets treat those they name: the share of sentences that speak ill or well of them, by whose words.

A sentence is negative, neutral or positive towards one whom it names by rules and lists (see
:mod:`framing.annotate.treatment`). Of those called either in own words, three of four were right when read in news; of
those that coders call either, more than nine in ten have no such word and are missed (``docs/treatment.md``). What it
reports may be the plain truth: the share says how a text speaks of somebody, not how somebody deserves to be spoken of.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

import pandas as pd

from framing.annotate.codebook import Codebook
from framing.annotate.treatment.record import POLARITIES
from framing.annotate.voice import OWN_VOICE
from framing.measure.measure import CodedSet, Measure, MeasureKey, Row, outlet_of
from framing.measure.place import Places
from framing.measure.plain_rows import cells, records
from framing.measure.row_sentence import Said, concept_name, times, with_others
from framing.measure.tables import ARTICLE_MEASURE, Column, Tables, frame

OWN, OTHERS = "own words", "others’"
_IN_OWN_WORDS = frozenset((*OWN_VOICE, "scare"))
FEWEST_OUTLETS, FEWEST_SENTENCES = 2, 3  # from which an actor is compared
_OWN, _BY_OTHERS = "treatment share", "treatment share by others"

TREATED: tuple[Column, ...] = (
    Column("actor", "text", "", "name of the person or body in the set, or id of the concept"),
    Column("kind", "text", "", "person, body, group or concept"),
    Column("outlet", "text", "", "who published the articles"),
    Column(
        "whose", "text", "", "own words (text and headlines) or others’: quotations, and judgements reported of others"
    ),
    Column("negative", "count", "sentences", "that speak ill of the actor"),
    Column("neutral", "count", "sentences", "that do neither"),
    Column("positive", "count", "sentences", "that speak well"),
    Column("n", "count", "as 'counts' says", "their sum"),
    Column("counts", "text", "", "what n counts: sentences"),
    Column("n_articles", "count", "articles", "articles with at least one"),
)


def treated_actors(tables: Tables) -> pd.DataFrame:
    """Return by actor, outlet and whose words how many sentences speak ill, well or neither (``TREATED``).

    Sorted by how many sentences the set has on the actor, most first. Without a parse there are no rows. Each number is
    of sentences that name the actor; a sentence in which a quotation speaks of it counts there too.
    """
    rows = _with_side(tables)
    size = rows.groupby("actor").size().to_dict()
    columns = ["actor", "outlet", "whose", "kind", "polarity", "article_id"]
    said = rows.dropna(subset=columns[:3])
    counted: dict[tuple[str, str, str], list[tuple[str, str, str]]] = {}
    for actor, outlet, side, kind, polarity, article in zip(*(said[name] for name in columns), strict=True):
        counted.setdefault((actor, outlet, side), []).append((kind, polarity, article))
    made = [
        {
            "actor": actor,
            "kind": mine[0][0],
            "outlet": outlet,
            "whose": side,
            **{p: sum(polarity == p for _, polarity, _ in mine) for p in POLARITIES},
            "n": len(mine),
            "counts": "sentences",
            "n_articles": len({article for _, _, article in mine}),
        }
        for (actor, outlet, side), mine in counted.items()
    ]
    made.sort(key=lambda r: (-int(size[r["actor"]]), str(r["actor"]), str(r["outlet"]), str(r["whose"])))
    return frame(TREATED, made)


def treatment_shares(tables: Tables, *, quoted: bool = False) -> pd.DataFrame:
    """Return which share of the sentences on an actor speaks ill, well or neither: ``ARTICLE_MEASURE`` rows.

    Measure "treatment share", or "treatment share by others"; ``group`` the actor, ``key`` negative, neutral or
    positive, 0 to 1, the base its sentences in an article. Actors whom two outlets or more name, in three sentences
    or more: in own words, for the words of others in anybody's. An article that does not name an actor has no row.
    """
    if "treatments" not in tables.frames:  # a pack of an earlier version
        return frame(ARTICLE_MEASURE, [])
    names = ("article_id", "actor", "outlet", "polarity", "voice", "reported")
    outlets: defaultdict[str, list[str]] = defaultdict(list)  # of each sentence on an actor that counts for comparing
    counted: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for article_id, actor, outlet, polarity, voice, reported in cells(tables["treatments"], *names):
        own = voice in _IN_OWN_WORDS and not reported
        if (own or quoted) and actor is not None:
            outlets[actor].append(outlet)
        if own != quoted:
            counted[article_id, actor][polarity] += 1
    compared = {
        actor for actor, by in outlets.items() if len(set(by)) >= FEWEST_OUTLETS and len(by) >= FEWEST_SENTENCES
    }
    kept = {key: counts for key, counts in counted.items() if key[1] in compared}
    return frame(ARTICLE_MEASURE, _rows_of(tables, kept, _BY_OTHERS if quoted else _OWN))


def _rows_of(
    tables: Tables, counted: Mapping[tuple[str, str], Counter[str]], measure: str
) -> Iterator[dict[str, object]]:
    articles = {article["article_id"]: article for article in records(tables["articles"])}
    for (article_id, actor), counts in sorted(counted.items()):
        article = articles[article_id]
        for polarity in POLARITIES:
            yield {
                "measure": measure,
                "group": actor,
                "key": polarity,
                "outlet": article["outlet"],
                "article_id": article_id,
                "cluster": article["cluster"],
                "value": float(counts[polarity]),
                "base": float(counts.total()),
                "unit": "share",
            }


def _with_side(tables: Tables) -> pd.DataFrame:
    """The rows of the table with whose words they are; words in scare quotes are the outlet's."""
    if "treatments" not in tables.frames:  # a pack of an earlier version
        return pd.DataFrame(
            columns=["actor", "kind", "outlet", "whose", "polarity", "article_id", "start", "end", "said"]
        )
    rows = tables["treatments"]
    own = rows["voice"].isin(_IN_OWN_WORDS) & ~rows["reported"]
    return rows.assign(whose=own.map({True: OWN, False: OTHERS}))


def _own_rows(coded: CodedSet) -> pd.DataFrame:
    return treatment_shares(coded.tables)


def _others_rows(coded: CodedSet) -> pd.DataFrame:
    return treatment_shares(coded.tables, quoted=True)


def _sentences(coded: CodedSet, row: Row) -> Places:
    """The sentences of this polarity; if there are none, all that name the actor."""
    rows = coded.placed("treated", lambda: _with_side(coded.tables))
    mine = {**outlet_of(row), "actor": row["group"], "whose": OWN if row["measure"] == _OWN else OTHERS}
    return rows.where({**mine, "polarity": row["key"]}) or rows.where(mine)


_SAID = {"negative": "ill of", "positive": "well of", "neutral": "neither ill nor well of"}


def _clause(said: Said, codebook: Codebook | None) -> str:
    name = concept_name(said.group, codebook)
    whose = "In its own words" if said.measure == _OWN else "In the words and judgements of others"
    return f"{whose} {said.outlet} speaks {_SAID.get(said.key, said.key)} {name} in {times(said, 'sentences')}"


def _is_compared(key: MeasureKey) -> bool:
    return key.key != "neutral"


TREATMENT = Measure(
    name=_OWN,
    rows=_own_rows,
    counts="sentences",
    places=_sentences,
    sentence=with_others(_clause),
    tested=_is_compared,
)
QUOTED_TREATMENT = Measure(
    name=_BY_OTHERS,
    rows=_others_rows,
    counts="sentences",
    places=_sentences,
    sentence=with_others(_clause),
    tested=False,  # whom an outlet quotes is tested by sourcing; what they say is theirs
)
TREATMENTS = (TREATMENT, QUOTED_TREATMENT)
