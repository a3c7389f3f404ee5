from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from framing.compare.common_words import common_runs
from framing.compare.copy_shares import copy_shares, pair_words
from framing.compare.sentences import Family, Member
from framing.compare.tokens import tokens
from framing.text.article import Article
from framing.text.layout import lay_out
from framing.text.span import Span

SENTENCE = st.lists(st.sampled_from(("boats", "stay", "here", "ferries", "sail", "late")), min_size=1, max_size=9)
FAMILY = st.lists(SENTENCE, min_size=2, max_size=5)


def articles_of(families: list[list[list[str]]]) -> tuple[list[Article], list[Family]]:
    """Articles of which the n-th has the n-th member of each family as a line of its own."""
    texts = [""] * max(map(len, families))
    members: list[list[Member]] = []
    for family in families:
        members.append([])
        for k, words in enumerate(family):
            line = " ".join(words) + "."
            span = Span(len(texts[k]), len(texts[k]) + len(line))
            members[-1].append(Member(f"a{k}", span, span))
            texts[k] += line + "\n\n"
    made = [Article(id=f"a{k}", outlet=f"Outlet {k}", text=text) for k, text in enumerate(texts)]
    return made, [Family(n, tuple(some)) for n, some in enumerate(members)]


def forms(text: str, member: Member) -> list[str]:
    return [t.form for t in tokens(text, within=member.span) if t.is_word]


@given(st.lists(FAMILY, min_size=1, max_size=3))
@settings(deadline=None, max_examples=60)
def test_what_is_shared_is_what_each_pair_shares(families: list[list[list[str]]]) -> None:
    articles, found = articles_of(families)
    texts = {a.id: a.text for a in articles}
    of_pairs: dict[tuple[str, str], tuple[int, int]] = {}
    starts: dict[str, set[int]] = {a.id: set() for a in articles}
    for family in found:
        for x, y in combinations(family.members, 2):
            mine, theirs = forms(texts[x.article_id], x), forms(texts[y.article_id], y)
            n = sum(run.n for run in common_runs(mine, theirs, least=2))
            had = of_pairs.get((x.article_id, y.article_id), (0, 0))
            of_pairs[x.article_id, y.article_id] = (had[0] + 1, had[1] + n)
        for x in family.members:
            words = [t for t in tokens(texts[x.article_id], within=x.span) if t.is_word]
            for y in family.members:
                if y is not x:
                    for run in common_runs([t.form for t in words], forms(texts[y.article_id], y), least=2):
                        starts[x.article_id] |= {t.span.start for t in words[run.a : run.a + run.n]}
    assert pair_words(found, texts) == of_pairs
    shares = copy_shares([(a, lay_out(a)) for a in articles], found)
    assert [s.n_shared for s in shares] == [min(len(starts[s.article_id]), s.n_words) for s in shares]
