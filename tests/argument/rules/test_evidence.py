"""The rules of evidence, each with a plan that has the gap, one that has not, an edge."""

from dataclasses import replace
from typing import Any

import pytest

from essayplanner.argument.bank import Bank
from essayplanner.argument.outline import Evidence, Outline, Question, View
from essayplanner.argument.rule import Case, Rule
from essayplanner.argument.rules import evidence
from essayplanner.argument.rules.sound import FIGES
from tests.argument.rules.rows import COMPLETE, EMPTY, Row, changed, fact, name

STORY = (
    "In 1922 he became General Secretary. Then Lenin died in January 1924. He teamed up with "
    "Bukharin. Then in 1928 he went to Siberia."
)
YEARS = Question(text="How far was it Stalin’s skill?", starts=1922, ends=1929)
IMPACT = replace(YEARS, text="Assess the impact of skill.")
STRONGER = Question(
    text="How far had the repression of 1934–38 made Stalin’s Soviet Union stronger by the end of "
    "1938?",
    starts=1922,
    ends=1938,
)
VOTE = replace(fact("vote"), title="The Leningrad vote", date="1926-05")


def told(explanation: str) -> Case:
    """Return the complete plan with another explanation under “Weak rivals”."""
    return Case(changed(2, explanation=explanation))


def sides(supports: bool = False, place: int = 2, **values: Any) -> Case:
    """Return the complete plan with a vote that turns against its factor, and other values."""
    key = COMPLETE.paragraphs[place].factor.key
    bearing = {"vote": {key: "It can be used so."}}
    bank = Bank(against=bearing, supports=bearing if supports else {})
    return Case(changed(place, evidence=(VOTE,), **values), bank)


def disputed(**values: Any) -> Case:
    """Return the complete plan with a disputed vote under “Weak rivals”, and other values."""
    vote = replace(VOTE, views=(View(holders="Carr", claim="It was."),))
    return Case(changed(2, evidence=(vote,), **values))


def kirov(link: str = "") -> Case:
    """Return the complete plan with the murder of Kirov under “Weak rivals”, and a link."""
    holders = (
        "Conquest and, without claiming proof, Knight; Khrushchev hinted at it in 1956",
        "Some writers, and Lenoe, who is not convinced of Stalin’s guilt",
    )
    murder = replace(VOTE, title="Kirov", views=tuple(View(holders=h, claim="") for h in holders))
    said = "Stalin had Kirov killed so that he could blame Zinoviev."
    bank = Bank(people=(("Nikita Khrushchev", "Khrushchov"),))
    return Case(changed(2, evidence=(murder,), explanation=said, link=link), bank)


def dated(*dates: str, question: Question = YEARS, **values: Any) -> Case:
    """Return the complete plan with evidence of these dates under “Weak rivals”."""
    rows = tuple(fact(f"fact-{date}", date) for date in dates)
    return Case(replace(changed(2, evidence=rows, **values), question=question))


def own(title: str, text: str = "", point: str = "A claim.", *, beside: bool = True) -> Case:
    """Return the complete plan with undated evidence, perhaps beside some with a date."""
    item = Evidence(key="own", date="", date_text="", title=title, text=text, own=True)
    return Case(changed(2, point=point, evidence=(fact("lessons"), item) if beside else (item,)))


TALKS = (
    "Nobody in the party could trust anybody else for long, which meant that a patient man had "
    "only to wait until each had ruined the other."
)


def beside(place: int, explanation: str, **values: Any) -> Outline:
    """Return the complete plan with another explanation of one factor."""
    return changed(place, explanation=explanation, **values)


ROWS = [
    Row(
        evidence.paragraph_without_dated_evidence,
        "fires",
        changed(2, evidence=()),
        ["rivals-evidence"],
    ),
    Row(evidence.paragraph_without_dated_evidence, "does not fire", COMPLETE, []),
    Row(
        # Something of the student's own that has no date does not count, and one date is enough.
        evidence.paragraph_without_dated_evidence,
        "edge",
        changed(2, evidence=(fact("own", date=""),)),
        ["rivals-evidence"],
    ),
    Row(
        evidence.paragraph_without_dated_evidence,
        "edge",
        changed(2, evidence=(fact("own", date=""), fact("lessons"))),
        [],
    ),
    Row(evidence.paragraph_without_dated_evidence, "edge", EMPTY, []),
    # A date may stand in the words as well.
    Row(
        evidence.paragraph_without_dated_evidence,
        "edge",
        own("Order 00447, 30 July 1937", beside=False),
        [],
    ),
    Row(
        evidence.evidence_not_explained,
        "fires",
        changed(2, explanation=""),
        ["rivals-explanation"],
    ),
    Row(evidence.evidence_not_explained, "does not fire", COMPLETE, []),
    Row(
        # The named factor has a rule of its own for this, so the student is told once.
        evidence.evidence_not_explained,
        "edge",
        changed(1, explanation=""),
        [],
    ),
    Row(evidence.evidence_not_explained, "edge", changed(2, explanation="", evidence=()), []),
    # A piece added for its date alone, which the explanation never uses; of the named factor too.
    Row(evidence.evidence_not_explained, "fires", beside(2, TALKS), ["rivals-explanation"]),
    Row(evidence.evidence_not_explained, "fires", beside(1, TALKS), ["skill-explanation"]),
    # A few words may mean it; a word or a year of one piece is enough; so are other letters.
    Row(evidence.evidence_not_explained, "does not fire", beside(2, TALKS[:60]), []),
    Row(
        evidence.evidence_not_explained,
        "does not fire",
        beside(2, f"{TALKS} The lesson was plain."),
        [],
    ),
    Row(evidence.evidence_not_explained, "edge", beside(2, f"{TALKS} By 1924 it was over."), []),
    Row(evidence.evidence_not_explained, "edge", beside(2, "Они боялись друг друга. " * 8), []),
    Row(evidence.evidence_not_explained, "edge", beside(2, TALKS, evidence=()), []),
    Row(evidence.explanation_only_tells, "fires", told(STORY), ["rivals-explanation"]),
    Row(evidence.explanation_only_tells, "does not fire", COMPLETE, []),
    # One word of cause or meaning is enough, and so are two steps of a story; a story goes on with
    # “but” as well.
    Row(evidence.explanation_only_tells, "edge", told(f"{STORY} This meant power."), []),
    Row(evidence.explanation_only_tells, "edge", told(f"{STORY} So he could not lose."), []),
    Row(evidence.explanation_only_tells, "edge", told(f"{STORY} He was so weak that he lost."), []),
    Row(
        evidence.explanation_only_tells,
        "edge",
        told(f"{STORY} Since the vote of 1925 he was safe."),
        [],
    ),
    # What is as common in a story as anywhere explains only together with more of its kind.
    *(
        Row(
            evidence.explanation_only_tells,
            "fires",
            told(f"{STORY} {text}"),
            ["rivals-explanation"],
        )
        for text in (
            "So he had a job.",
            "Trotsky had been ill since 1923.",
            "He had been ill since the autumn of 1923.",
            "He had been ill since 3 October 1923.",
            "He was the only one left.",
            "At this point even Bukharin went.",
            "There was a show trial.",
            "He led the Red Army.",
        )
    ),
    Row(
        evidence.explanation_only_tells,
        "edge",
        told(STORY.replace("Then in", "But in")),
        ["rivals-explanation"],
    ),
    Row(evidence.explanation_only_tells, "edge", told(f"{STORY[:-1]}, turning on him."), []),
    Row(evidence.explanation_only_tells, "edge", told(STORY[:80]), []),
    Row(evidence.explanation_only_tells, "edge", told("Then 1924. " * 900), ["rivals-explanation"]),
    Row(evidence.explanation_only_tells, "edge", EMPTY, []),
    Row(evidence.evidence_turns_against, "fires", sides(), ["rivals-counter_argument"]),
    Row(
        evidence.evidence_turns_against,
        "does not fire",
        sides(counter_argument="The vote of 1926 went against them.", reply="It came late."),
        [],
    ),
    # Another objection is none to this, and a reply or a year may name it.
    Row(
        evidence.evidence_turns_against,
        "edge",
        sides(counter_argument="They were clever.", reply="Not enough."),
        ["rivals-counter_argument"],
    ),
    Row(
        evidence.evidence_turns_against,
        "edge",
        sides(counter_argument="They were clever.", reply="Not in Leningrad."),
        [],
    ),
    Row(evidence.evidence_turns_against, "edge", sides(counter_argument="Not in 1926."), []),
    # The explanation may weigh it.
    Row(
        evidence.evidence_turns_against,
        "edge",
        sides(explanation="The Leningrad vote looks strong, but nobody followed."),
        [],
    ),
    Row(
        evidence.evidence_turns_against,
        "edge",
        sides(explanation="The Leningrad vote proves it."),
        ["rivals-counter_argument"],
    ),
    # Nothing is explained yet, or the factor in the question is not limited yet: others say so.
    Row(evidence.evidence_turns_against, "edge", sides(explanation=""), []),
    Row(evidence.evidence_turns_against, "edge", sides(place=1, counter_argument=""), []),
    # What supports the factor too.
    Row(
        evidence.evidence_turns_against,
        "edge",
        sides(supports=True),
        ["rivals-counter_argument"],
    ),
    Row(
        evidence.evidence_turns_against,
        "edge",
        sides(supports=True, counter_argument="They were clever."),
        [],
    ),
    Row(
        evidence.evidence_turns_against,
        "edge",
        sides(supports=True, link="But it was not enough."),
        [],
    ),
    Row(evidence.evidence_turns_against, "edge", Case(sides().outline), []),
    Row(evidence.disputed_as_settled, "fires", disputed(), ["rivals-evidence"]),
    Row(evidence.disputed_as_settled, "does not fire", COMPLETE, []),
    Row(evidence.disputed_as_settled, "edge", disputed(reply="Carr has it so."), []),
    Row(evidence.disputed_as_settled, "edge", disputed(point="Historians differ."), []),
    Row(evidence.disputed_as_settled, "edge", disputed(link="It may be so."), []),
    Row(evidence.disputed_as_settled, "edge", disputed(link="In May."), ["rivals-evidence"]),
    Row(evidence.disputed_as_settled, "edge", disputed(explanation="\n"), []),
    Row(
        # What is weighed by a criterion says nothing of the evidence.
        evidence.disputed_as_settled,
        "edge",
        disputed(weighed=("Little, perhaps: others might have won.", "", "")),
        ["rivals-evidence"],
    ),
    # Neither a word that is no name, nor the name of somebody of the time or in the question, says
    # who disputes it.
    Row(evidence.disputed_as_settled, "fires", kirov(), ["rivals-evidence"]),
    Row(
        evidence.disputed_as_settled, "fires", kirov("The proof was missing."), ["rivals-evidence"]
    ),
    Row(evidence.disputed_as_settled, "fires", kirov("Khrushchev was there."), ["rivals-evidence"]),
    Row(evidence.disputed_as_settled, "edge", kirov("Knight has it so."), []),
    Row(evidence.disputed_as_settled, "edge", kirov("This is Lenoe’s case."), []),
    Row(evidence.disputed_as_settled, "edge", kirov("Some were there."), ["rivals-evidence"]),
    Row(evidence.evidence_outside_the_dates, "fires", dated("1936"), ["rivals-evidence"]),
    Row(evidence.evidence_outside_the_dates, "does not fire", dated("1922", "1929-12-31"), []),
    # Five years before are background to causes, two to anything else; what reaches into the
    # years is inside, and so is the year after them.
    Row(evidence.evidence_outside_the_dates, "edge", dated("1917"), []),
    Row(evidence.evidence_outside_the_dates, "edge", dated("1916"), ["rivals-evidence"]),
    Row(evidence.evidence_outside_the_dates, "edge", dated("1920", question=IMPACT), []),
    Row(
        evidence.evidence_outside_the_dates,
        "edge",
        dated("1919", question=IMPACT),
        ["rivals-evidence"],
    ),
    Row(evidence.evidence_outside_the_dates, "edge", dated("1905/1923", "1928/1936"), []),
    Row(evidence.evidence_outside_the_dates, "edge", dated("1905/..", "", "-0044", "19XX"), []),
    Row(evidence.evidence_outside_the_dates, "edge", dated("1930"), []),
    Row(evidence.evidence_outside_the_dates, "edge", dated("1931"), ["rivals-evidence"]),
    Row(evidence.evidence_outside_the_dates, "edge", dated("1936", question=IMPACT), []),
    Row(
        evidence.evidence_outside_the_dates,
        "edge",
        dated("1905", question=IMPACT),
        ["rivals-evidence"],
    ),
    # What came of it after the years is what a question about effects asks for.
    Row(
        evidence.evidence_outside_the_dates,
        "edge",
        dated("1937", question=STRONGER, explanation="This caused the disasters of June 1941."),
        [],
    ),
    Row(
        evidence.evidence_outside_the_dates,
        "edge",
        dated("1936", question=Question(text="Why did Stalin win?")),
        [],
    ),
    Row(
        evidence.evidence_outside_the_dates,
        "edge",
        dated("1924", reply="In 1936 they were on trial.", link="In 1937 too."),
        ["rivals-reply"],
    ),
    # An earlier year is background beside others, and not alone.
    Row(evidence.evidence_outside_the_dates, "edge", dated("1924", link="In 1905 he hid."), []),
    Row(
        evidence.evidence_outside_the_dates,
        "edge",
        dated(explanation="He hid.", link="In 1905 he hid."),
        ["rivals-link"],
    ),
    # What the sentence sets apart is meant, and what stands in brackets may be a reference.
    *(
        Row(evidence.evidence_outside_the_dates, "edge", dated("1924", explanation=text), [])
        for text in (
            "They had quarrelled before 1917.",
            "Unlike in 1936, nobody was shot.",
            "It was weak (Deutscher, 1949).",
            "In 1949 Deutscher showed it.",
            "Kershaw 1998 disagrees.",
            "It dates from 1903. In 1903 it was small.",
            "2000 delegates and 1936 votes.",
            "1" * 5000,
        )
    ),
    # These set a year apart that is earlier, and none that is later.
    *(
        row
        for text in (
            "In {} the army collapsed for the same reason.",
            "In {} nobody had the first idea of it.",
            "The army would never be the same in {}.",
            "In {} they had quarrelled.",
        )
        for row in (
            Row(
                evidence.evidence_outside_the_dates,
                "fires",
                dated("1924", explanation=text.format(1941)),
                ["rivals-explanation"],
            ),
            Row(
                evidence.evidence_outside_the_dates,
                "edge",
                dated("1903", explanation=text.format(1903)),
                [],
            ),
        )
    ),
    *(
        Row(evidence.evidence_outside_the_dates, "edge", dated("1924", explanation=text), [])
        for text in ("It came in 1925, not in 1936.", "Zinoviev, who would be shot in 1936, lost.")
    ),
    Row(
        evidence.evidence_outside_the_dates,
        "edge",
        dated("1903", explanation="The split of 1903 was still felt."),
        [],
    ),
    Row(
        evidence.evidence_outside_the_dates,
        "edge",
        dated("1924", quotations=(FIGES,), explanation="Figes in 1996 is right."),
        [],
    ),
    Row(
        evidence.evidence_used_twice,
        "fires",
        changed(2, evidence=(fact("oath"), fact("oath"))),
        ["rivals-evidence"],
    ),
    Row(evidence.evidence_used_twice, "does not fire", COMPLETE, []),
    Row(
        # In three paragraphs it is told once.
        evidence.evidence_used_twice,
        "edge",
        replace(
            COMPLETE,
            paragraphs=tuple(replace(row, evidence=(VOTE,)) for row in COMPLETE.paragraphs),
        ),
        ["skill-evidence"],
    ),
    Row(evidence.evidence_used_twice, "edge", changed(2, evidence=(VOTE, VOTE)), []),
    Row(evidence.evidence_not_precise, "fires", own("He wrote a book"), ["rivals-evidence"]),
    Row(evidence.evidence_not_precise, "does not fire", COMPLETE, []),
    # A year that is told is a date too.
    Row(evidence.evidence_not_precise, "edge", own("He wrote a book", "It was 1924."), []),
    Row(
        evidence.evidence_not_precise,
        "edge",
        changed(2, evidence=(fact("in 1924", ""), fact("A book", ""))),
        ["rivals-evidence"],
    ),
    # Without any dated evidence the paragraph has a gap of its own.
    Row(evidence.evidence_not_precise, "edge", own("He wrote a book", beside=False), []),
    Row(
        evidence.evidence_not_precise,
        "edge",
        own("He wrote a book", point="", beside=False),
        ["rivals-evidence"],
    ),
    *(
        Row(evidence.evidence_not_precise, "edge", own(title, text, "", beside=False), [])
        for title, text in (
            ("Trotsky wrote a book", ""),
            ("He wrote a book", "It was by Trotsky."),
            ("He wrote 5,000 copies", ""),
        )
    ),
]


def whats(rule: Rule, case: Case) -> list[tuple[str, str]]:
    return [(gap.what, gap.about) for gap in rule.look(case)]


def test_a_finding_names_the_years_that_lie_outside_and_those_of_the_question() -> None:
    case = dated("1905/1907", "1936-12", "1937", "1937-02")
    assert whats(evidence.evidence_outside_the_dates, case) == [
        (
            "The question asks about 1922–1929, and under “Weak rivals” you bring in 1905–1907, "
            "1936 and 1937.",
            "1905–1907, 1936, 1937",
        )
    ]


def test_of_many_years_a_finding_names_the_first() -> None:
    case = dated(link=f"In {'   –   '.join(map(str, range(1931, 1943)))} and 1940.")
    [(_, about)] = whats(evidence.evidence_outside_the_dates, case)
    assert about == "1931 – 1932, 1933 – 1934, 1935 – 1936, 1937 – 1938, 1939 – 1940, others"


def test_a_finding_names_the_evidence_that_it_is_about() -> None:
    for rule, case in (
        (evidence.evidence_turns_against, sides()),
        (evidence.disputed_as_settled, disputed()),
        (evidence.evidence_used_twice, Case(changed(2, evidence=(fact("oath"),)))),
        (evidence.evidence_not_precise, own("He wrote a book")),
    ):
        [(what, about)] = whats(rule, case)
        assert about in ("vote", "oath", "own")
        assert (
            f"“{({'vote': VOTE.title, 'oath': 'oath', 'own': 'He wrote a book'})[about]}”" in what
        )


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_a_rule_finds_its_gap_where_it_is_and_nowhere_else(row: Row) -> None:
    assert row.found == list(row.places)
