"""Each kind of finding on invented news: found where it stands, said as it is, and not found where it only seems so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from books import HEAD, concept
from small_sets import make_set

from framing.findings.context import Context
from framing.findings.finding import Finding
from framing.findings.kinds.agreement import agreements
from framing.findings.kinds.altered_quotation import altered_quotations
from framing.findings.kinds.cut_quotation import cut_quotations
from framing.findings.kinds.described_person import described_persons
from framing.findings.kinds.fact_left_out import facts_left_out
from framing.findings.kinds.first_voice import first_voices
from framing.findings.kinds.headline_subjects import headline_subjects
from framing.findings.kinds.headlines_compared import headlines_compared
from framing.findings.kinds.judgement_at_top import judgements_at_top
from framing.findings.kinds.marked_label import marked_labels
from framing.findings.kinds.registry import KINDS, findings_of
from framing.findings.kinds.sole_speaker import sole_speakers
from framing.findings.openings import openings
from framing.store.open_set import open_set, set_codebook

Make = Callable[..., Context]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def made(texts: Mapping[str, str], codebook: str | None = None) -> Context:
        folder = make_set(tmp_path / "quay", texts=texts, codebook=codebook)
        return Context(open_set(folder, cache=tmp_path), set_codebook(folder))

    return made


def said(found: list[Finding]) -> list[str]:
    return [finding.headline for finding in found]


QUOTED = "The ferries stayed in port on Tuesday.\n\n“{}” said Ana Ruiz, who leads the crews of the harbour.\n"


def test_an_altered_quotation_names_the_speaker_and_who_has_which(make: Make) -> None:
    one = QUOTED.format("We will never give in to the blackmail of the owners, and the owners know it well,")
    other = QUOTED.format("We will never give in to the demands of the owners, and the owners know it well,")
    (finding,) = altered_quotations(make({"quay-post": one, "bay-news": other, "tide": one}))
    assert finding.headline == (
        "Inside a quotation of Ana Ruiz, Bay News prints “demands” where Quay Post and Tide print “blackmail”."
    )
    assert {(r.outlet, r.voice) for r in finding.readings} == {
        ("Quay Post", "quoted"), ("Bay News", "quoted"), ("Tide", "quoted"),
    }  # fmt: skip
    assert len(finding.spans) == 3


@pytest.mark.parametrize(
    "other",
    [
        "We will never give in to the blackmail of the owners,",  # cut
        "We will never give in to the [threats] of the owners, and the owners know it well,",  # shown by brackets
        "We will never give in to the blackmails of the owners, and the owners know it well,",  # another form
    ],
)
def test_cuts_brackets_and_forms_are_no_alterations(make: Make, other: str) -> None:
    one = QUOTED.format("We will never give in to the blackmail of the owners, and the owners know it well,")
    assert altered_quotations(make({"quay-post": one, "bay-news": QUOTED.format(other)})) == []


def test_what_is_cut_from_a_quotation_is_said_with_its_words(make: Make) -> None:
    whole = (
        "We will sail on Friday with all of our ferries but only if the owners sign the paper that they promised in "
        "March,"
    )
    one, other = QUOTED.format(whole), QUOTED.format("We will sail on Friday with all of our ferries,")
    (finding,) = cut_quotations(make({"quay-post": one, "bay-news": other}))
    assert finding.headline == (
        "Of Ana Ruiz’s words, Quay Post prints “but only if the owners sign the paper that they promised in March”, "
        "which Bay News leaves out of the same quotation."
    )
    told = "Of the news from March “We will sail on Friday with all of our ferries,” said Ana Ruiz, was the best.\n"
    (finding,) = cut_quotations(make({"quay-post": one, "bay-news": told}))
    assert "“but only if the owners sign the paper that they promised”" in finding.headline  # it tells of March itself
    said_elsewhere = other + "\nThe owners must first sign the paper that they promised in March, she said.\n"
    assert cut_quotations(make({"quay-post": one, "bay-news": said_elsewhere})) == []


def test_whom_only_one_outlet_lets_speak(make: Make) -> None:
    quay = (
        "Ferry strike enters second day\n\nThe ferry strike went on in the harbour on Tuesday.\n\n“Nobody asked us "
        "what a ticket costs these days,” said Tom Birk, a passenger of the ferry.\n\nThe harbour strike may last.\n"
    )
    bay = (
        "Ferry strike goes on\n\nThe ferry strike in the harbour went on for a second day.\n\nThe port authority said "
        "talks on the strike would go on.\n"
    )
    (finding,) = sole_speakers(make({"quay-post": quay, "bay-news": bay}))
    assert finding.headline == (
        "Only Quay Post quotes Tom Birk (passenger of the ferry): “Nobody asked us what a ticket costs these days”; in "
        "Bay News no sentence was found that names Birk."
    )
    named = bay + "\nPassenger Tom Birk waited at the gate.\n"
    (finding,) = sole_speakers(make_again(make, quay, named))
    assert "Bay News names Birk, but no quotation was found" in finding.headline
    spoke = bay + "\nPassenger Tom Birk said that nobody had asked about tickets.\n"
    assert sole_speakers(make_again(make, quay, spoke)) == []


def make_again(make: Make, quay: str, bay: str) -> Context:
    return make({"quay-post": quay, "bay-news": bay})


def test_a_fact_left_out_is_looked_for_in_other_forms(make: Make) -> None:
    top = "Ferry strike enters second day\n\n"
    line = "About 2,400 passengers of the ferry waited at the harbour gate on Tuesday morning, police said.\n"
    again = "At the harbour gate 2,400 passengers of the ferry waited on Tuesday morning.\n"
    found = facts_left_out(make({"quay-post": top + again, "bay-news": top + line, "tide": f"{top}Nobody sailed.\n"}))
    assert [f.kind for f in found] == ["fact left out"]
    assert "in Tide no sentence with the figure was found" in found[0].headline
    other = f"{top}Some two thousand four hundred passengers stood there.\n"
    assert facts_left_out(make({"quay-post": top + again, "bay-news": top + line, "tide": other})) == []


def test_headlines_side_by_side_without_a_codebook(make: Make) -> None:
    body = "\n\nThe council of the harbour met on Tuesday and Ana Ruiz spoke.\n\nThe owners of the ferries said no.\n"
    far = "".join(
        f"\nThe harbour council met for the {n} time that day.\n" for n in ("first", "second", "third", "last")
    )
    context = make(
        {
            "quay-post": f"Ruiz calls offer ‘an insult’{body}\nMs Ruiz left. Ana Ruiz did not come back.\n",
            "bay-news": f"Owners brazenly reject offer\n\nThe owners of the ferries said no.\n{far}\nRuiz spoke.\n",
        }
    )
    found = headlines_compared(context)
    assert any(s.startswith("Only Bay News’s headline has “brazenly”") for s in said(found))
    assert any(
        s.startswith("Quay Post puts Ana Ruiz in its headline; Bay News first names Ruiz in paragraph")
        for s in said(found)
    )
    assert all({r.outlet for r in f.readings} == {"Quay Post", "Bay News"} for f in found)


def test_what_all_quote_is_agreement_and_what_two_quote_is_not(make: Make) -> None:
    one = QUOTED.format("We will never sail again for such a wage,")
    (finding,) = [f for f in agreements(make({"a": one, "b": one, "c": one})) if "quote" in f.headline]
    assert finding.headline.startswith("All three quote")
    assert "We will never sail again for such a wage" in finding.headline
    assert not [
        f for f in agreements(make({"a": one, "b": one, "c": "Calm\n\nNobody spoke.\n"})) if "quote" in f.headline
    ]


BOOK = HEAD + concept("crews", ("crews", "crews"), ("killers", "killers"), ("ruffians", "ruffians"), called="the crews")


def test_one_marked_word_beside_ten_plain_ones_shows(make: Make) -> None:
    plain = "The crews stayed. The crews sang. The crews slept. The crews ate. The crews left.\n"
    context = make({"a": f"Day\n\n{plain}", "b": f"Day\n\n{plain}", "c": "Day\n\nThe ruffians stayed.\n"}, BOOK)
    (finding,) = marked_labels(context)
    assert finding.headline == "For the crews, C writes “ruffians” in its own voice where A and B write “crews”."


def test_who_writes_the_plain_word_once_is_not_said_to_write_it(make: Make) -> None:
    plain = "The crews stayed. The crews sang. The crews slept.\n"
    other = "The killers stayed. The killers sang. The crews slept.\n"
    both = "The ruffians stayed. The ruffians sang. The crews slept.\n"
    texts = {"a": f"Day\n\n{plain}", "b": f"Day\n\n{other}", "c": f"Day\n\n{both}"}
    (of_b, of_c) = sorted(marked_labels(make(texts, BOOK)), key=lambda f: f.outlet)
    assert of_b.headline == "For the crews, B most often writes “killers” in its own voice where A writes “crews”."
    assert of_c.headline == "For the crews, C most often writes “ruffians” in its own voice where A writes “crews”."
    assert "C: “ruffians” 2 of 3, “crews” 1 of 3" in of_c.sentence


def test_a_second_word_of_an_outlet_is_said_to_be_one(make: Make) -> None:
    plain = "The crews stayed. The crews sang. The crews slept.\n"
    texts = {"a": f"Day\n\n{plain}", "b": f"Day\n\n{plain}", "c": f"Day\n\n{plain}\nThe ruffians ate.\n"}
    (finding,) = marked_labels(make(texts, BOOK))
    assert finding.headline == "For the crews, C also writes “ruffians” in its own voice where A and B write “crews”."


def test_a_word_that_leads_nowhere_is_nobodys_plain_word(make: Make) -> None:
    texts = {
        "a": "Day\n\nThe killers stayed. The killers sang. The crews slept.\n",
        "b": "Day\n\nThe killers sat. The killers ran. The crews left.\n",
        "c": "Day\n\nThe ruffians stayed.\n",
    }
    assert not [f for f in marked_labels(make(texts, BOOK)) if "“crews”" in f.headline]


def test_a_word_in_a_quotation_is_nobodys_choice(make: Make) -> None:
    plain = "The crews stayed. The crews sang. The crews slept.\n"
    context = make(
        {"a": f"Day\n\n{plain}", "b": f"Day\n\n{plain}", "c": "Day\n\n“The ruffians stayed,” said Ana Ruiz.\n"}, BOOK
    )
    assert marked_labels(context) == []


def test_forms_of_a_name_are_no_finding(make: Make) -> None:
    book = HEAD + concept("quill", ("quill", "quill"), ("president quill", "president quill"), called="Quill")
    texts = {
        "a": "Day\n\nPresident Quill came.\n",
        "b": "Day\n\nQuill came. Quill sat.\n",
        "c": "Day\n\nQuill left. Quill went.\n",
    }
    assert marked_labels(make(texts, book)) == []


def test_openings_say_what_stands_first(make: Make) -> None:
    text = "Ferry strike\n\n“Never,” said Ana Ruiz.\n\nTalks went on.\n\n“Perhaps,” said Tom Birk.\n"
    (opening,) = openings(make({"quay-post": text}))
    assert (opening.title, opening.outlet) == ("Ferry strike", "Quay Post")
    assert opening.first is not None
    assert text[opening.first.start : opening.first.end] == "“Never,” said Ana Ruiz."
    assert opening.first_voice is not None
    assert opening.last_voice is not None
    assert (opening.first_voice.speaker, opening.last_voice.speaker) == ("Ana Ruiz", "Tom Birk")


def test_without_articles_or_texts_nothing_is_said_to_be_absent(make: Make) -> None:
    context = make(
        {"quay-post": "Day\n\n“We will not sail for such a wage any more,” said Ana Ruiz.\n", "bay": "Day\n\nCalm.\n"}
    )
    bare = Context(type(context.tables)("x", "", "", context.tables.frames))
    for kind in KINDS:
        assert not [f for f in kind(bare) if "no sentence" in f.headline]
    assert not first_voices(
        Context(type(context.tables)("x", "", "", {n: f.head(0) for n, f in context.tables.frames.items()}))
    )


def test_every_finding_shows_its_words_and_says_why_it_ranks(make: Make) -> None:
    one = QUOTED.format("We will never give in to the blackmail of the owners, and the owners know it well,")
    other = QUOTED.format("We will never give in to the demands of the owners, and the owners know it well,")
    for finding in findings_of(make({"quay-post": one, "bay-news": other, "tide": "Calm\n\nNobody spoke.\n"})):
        assert finding.headline
        assert finding.telling
        assert finding.readings
        assert 0 <= finding.strength <= 1
        assert not any(word in finding.headline for word in ("does not mention", "never names", "failed to"))


def test_what_one_subject_does_in_each_headline(make: Make) -> None:
    body = "\n\nThe judge of the harbour court spoke on Tuesday.\n\nThe owners of the ferries said no.\n"
    texts = {"a": f"Judge tosses harbour lawsuit{body}", "b": f"Harbour judge denies request{body}", "c": f"Calm{body}"}
    verbs = "“tosses harbour lawsuit” in A; “denies request” in B"
    told = said(headlines_compared(make(texts)))
    assert f"What “Judge” does in the headlines: {verbs}; C’s headline is “Calm”." in told
    again = {"a": f"Judge tosses harbour lawsuit{body}", "b": f"If judge denies request{body}"}
    assert not [s for s in said(headlines_compared(make_again(make, again["a"], again["b"]))) if s.startswith("What")]


def test_a_body_under_two_names_and_a_part_of_it_are_no_two_subjects(make: Make) -> None:
    body = "\n\nThe vote of the evening was long.\n\nNobody left.\n"

    def subjects(one: str, other: str) -> list[str]:
        context = make_again(make, f"{one}{body}", f"{other}{body}")
        return [s for s in said(headline_subjects(context)) if "Subjects of the headlines" in s]

    assert not subjects("Congress rejects veto of harbour bill", "Senate overrides veto of harbour bill")
    assert not subjects("Pentagon delays harbour plan", "Defense Department drops harbour plan")
    assert subjects("House rejects veto of harbour bill", "Senate overrides veto of harbour law")


def test_judging_words_at_the_top_are_looked_for_in_all_other_articles(make: Make) -> None:
    one = "Ferry strike\n\nThe talks in the harbour were a disastrous affair on Tuesday.\n\nNobody sailed.\n"
    (finding,) = judgements_at_top(make({"a": one, "b": "Ferry strike\n\nThe talks went on in the harbour.\n"}))
    assert finding.headline == "Judging words at the top: A “a disastrous affair”; none of the list’s words in B."
    spoken = "Ferry strike\n\nThe talks went on.\n\nThe mayor foresaw disaster in the harbour.\n"
    assert judgements_at_top(make({"a": one, "b": spoken})) == []


def test_a_description_that_places_somebody_beside_a_plain_one(make: Make) -> None:
    one = "Day\n\nThe council chose Ada Quill, a populist firebrand, on Tuesday. Crews cheered and Quill left.\n"
    other = "Day\n\nThe council chose Ada Quill, a harbour pilot, on Tuesday. Crews cheered and Quill left.\n"
    (finding,) = described_persons(make({"a": one, "b": other}))
    assert finding.headline == "A describes Ada Quill in its own words as “populist firebrand”; B “harbour pilot”."
    assert finding.outlet == "A"


def test_a_name_is_no_verb_of_a_headline(make: Make) -> None:
    body = "\n\nThe vote of the House Harbourists was on Tuesday.\n\nMost Harbourists in the House said no.\n"
    one, other = f"House Harbourists pass the bill{body}", f"House passes the bill{body}"
    assert not [s for s in said(headlines_compared(make_again(make, one, other))) if s.startswith("What")]


def test_the_name_of_a_programme_is_nothing_that_somebody_said(make: Make) -> None:
    quay = (
        "Ferry strike enters second day\n\nThe ferry strike went on in the harbour on Tuesday.\n\nOn “The Very Late "
        "Harbour Evening Show with Ferry Stories,” passenger Tom Birk said the ferry strike did not surprise him.\n"
    )
    bay = "Ferry strike goes on\n\nThe ferry strike in the harbour went on for a second day.\n"
    assert sole_speakers(make_again(make, quay, bay)) == []


def test_a_name_before_a_pronoun_gives_nobody_anothers_words(make: Make) -> None:
    words = "We love this harbour but this harbour is going to ruin and the whole coast laughs at us"
    top = "Ferry strike\n\nAna Ruiz and Tom Birk met in the harbour. Birk spoke first and Ruiz went home.\n\n"
    named = f"{top}“{words},” Tom Birk told the crews.\n"
    taken = f"{top}Of Ruiz, he said, “{words}.”\n"
    found = facts_left_out(make({"quay-post": taken, "bay-news": named, "tide": "Ferry strike\n\nNobody sailed.\n"}))
    assert len(found) == 1
    assert "Ruiz" not in found[0].headline
