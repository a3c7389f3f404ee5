from __future__ import annotations

import pytest

from framing.annotate.lemmas import verb_lemma

FORMS = """killed:kill assassinating:assassinate struck:strike accused:accuse targeted:target blocked:block
blockaded:blockade launching:launch equipped:equip expelled:expel denied:deny threatens:threaten
closing:close argued:argue forced:force changed:change moved:move treated:treat created:create
required:require captured:capture declared:declare cleared:clear ignored:ignore monitored:monitor
examined:examine maintained:maintain decided:decide avoided:avoid included:include invaded:invade
loaded:load united:unite visited:visit executed:execute named:name claimed:claim taking:take
looking:look settled:settle ruled:rule revealed:reveal planned:plan escaped:escape developed:develop
pushes:push uses:use staged:stage was:be had:have Said:say flew:fly died:die lives:live agreed:agree
passes:pass carries:carry sing:sing"""


@pytest.mark.parametrize("pair", FORMS.split())
def test_dictionary_forms(pair: str) -> None:
    form, lemma = pair.split(":")
    assert verb_lemma(form) == lemma
