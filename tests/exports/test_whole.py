"""The whole plan as plain values: nothing is left out, and each thing says what it is."""

from dataclasses import replace

import pytest

from essayplanner.argument.bank import ExamFormat
from essayplanner.argument.findings import RULES
from essayplanner.argument.outline import (
    Factor,
    Name,
    Outline,
    Paragraph,
    Question,
    Quotation,
    SetAside,
    Source,
    View,
)
from essayplanner.exports.sheet import Sign, name_of
from essayplanner.exports.whole import Left, Part, Piece, Quoted, Text, Tie, Weighing, whole
from tests.exports.outlines import EMPTY, FULL, HOSTILE, LARGEST, QUESTION, RICH, RIVALS, SKILL
from tests.exports.reading import TOLD

EDEXCEL = ExamFormat(key="edexcel", name="Edexcel 9HI0, Paper 1: AO1 essay")


def test_an_empty_plan_keeps_its_places() -> None:
    laid = whole(replace(EMPTY, paragraphs=EMPTY.paragraphs[:1]), TOLD)
    labels = ("Explanation", "Counter-argument", "Reply", "Link")
    assert laid.parts == (
        Part(
            sign=Sign(mark=1, sign="●", name="Skill"),
            name="Stalin’s political skill",
            rank="",
            point="",
            evidence=(),
            quotations=(),
            texts=tuple(Text(label=label, words="") for label in labels),
        ),
    )
    assert (laid.argument, laid.judgement, laid.links, laid.criteria) == ("", "", (), ())
    assert (laid.columns, laid.matrix, laid.set_aside, laid.sources) == ((), (), (), ())


def test_a_question_says_what_is_known_of_it() -> None:
    told = replace(TOLD, exam=EDEXCEL)
    assert whole(FULL, told).about == (EDEXCEL.name, "1922–29", "named in the question: Skill")
    assert whole(FULL, TOLD).about == ("1922–29", "named in the question: Skill")


@pytest.mark.parametrize(
    ("starts", "ends", "says"),
    [
        (1922, 1929, ("1922–29",)),
        (1894, 1917, ("1894–1917",)),
        (1900, 1905, ("1900–05",)),
        (1917, 1917, ("1917",)),
        (1917, None, ("1917",)),
        (None, 1929, ("1929",)),
        (44, 47, ("44–47",)),
        (None, None, ()),
    ],
)
def test_years_are_said_shortly(
    starts: int | None, ends: int | None, says: tuple[str, ...]
) -> None:
    plan = Outline(question=Question(text="Why?", starts=starts, ends=ends))
    assert whole(plan, TOLD).about == says


def test_evidence_keeps_its_source_its_place_and_both_views() -> None:
    item = replace(FULL.paragraphs[1].evidence[0], locator="ch. 41", own=True)
    plan = replace(FULL, paragraphs=(replace(FULL.paragraphs[1], evidence=(item,)),))
    assert whole(plan, TOLD).parts[0].evidence == (
        Piece(
            date="27 Jan 1924",
            title="Absent from the funeral.",
            text="Trotsky stays in the south while the others carry Lenin’s coffin.",
            cited="Trotsky, 1930, ch. 41",
            views=(
                View(holders="Trotsky", claim="he was told the wrong day"),
                View(holders="Eastman", claim="he could have come had he wished"),
            ),
            own=True,
        ),
    )


CARR = Name(family="Carr", given="E. H.")
DAVIES = Name(family="Davies", given="R. W.")


@pytest.mark.parametrize(
    ("historian", "authors", "kind", "page", "says"),
    [
        ("E. H. Carr", (CARR,), "book", "166", "E. H. Carr, Foundations (1969), p. 166"),
        ("E. H. Carr", (CARR,), "book", "16–17", "E. H. Carr, Foundations (1969), pp. 16–17"),
        ("E. H. Carr", (CARR,), "book", "xii", "E. H. Carr, Foundations (1969), p. xii"),
        ("E. H. Carr", (CARR,), "book", "ch. 3", "E. H. Carr, Foundations (1969), ch. 3"),
        ("E. H. Carr", (CARR,), "chapter", "", "E. H. Carr, ‘Foundations’ (1969)"),
        ("Lenin", (CARR,), "book", "2", "Lenin, in E. H. Carr, Foundations (1969), p. 2"),
        (
            "E. H. Carr",
            (CARR, DAVIES),
            "book",
            "",
            "E. H. Carr, with R. W. Davies, Foundations (1969)",
        ),
        (
            "Lenin",
            (CARR, DAVIES),
            "book",
            "",
            "Lenin, in E. H. Carr and R. W. Davies, Foundations (1969)",
        ),
        ("Lenin", (), "document", "", "Lenin, Foundations (1969)"),
        ("", (CARR,), "book", "", "E. H. Carr, Foundations (1969)"),
    ],
)
def test_a_quotation_says_whose_it_is_and_where_it_stands(
    historian: str, authors: tuple[Name, ...], kind: str, page: str, says: str
) -> None:
    source = Source(key="f", type=kind, title="Foundations", authors=authors, issued=1969)
    item = Quotation(key="q", historian=historian, text="Words.", source=source, page=page)
    plan = Outline(question=QUESTION, paragraphs=(Paragraph(factor=SKILL, quotations=(item,)),))
    (quoted,) = whole(plan, TOLD).parts[0].quotations
    assert "".join(run.text for run in quoted.credit) == says
    assert quoted.by == says.partition(", Foundations")[0].partition(", ‘")[0]
    assert [run.text for run in quoted.credit if run.italic] == (
        ["Foundations"] if kind != "chapter" else []
    )


def test_a_quotation_is_whole_with_all_that_qualifies_it() -> None:
    item = replace(
        FULL.paragraphs[0].quotations[0],
        text="One and two and three.",
        short="One … three.",
        wording="From an electronic copy.",
        notes=("Written in exile.", " "),
    )
    plan = replace(FULL, paragraphs=(replace(FULL.paragraphs[0], quotations=(item,)),))
    (quoted,) = whole(plan, TOLD).parts[0].quotations
    assert quoted == Quoted(
        text="One and two and three.",
        short="One … three.",
        by=quoted.by,
        credit=quoted.credit,
        checked=False,
        notes=("From an electronic copy.", "Written in exile."),
        own=False,
    )


def test_unchecked_wording_is_explained_where_it_is_said() -> None:
    (item,) = FULL.paragraphs[0].quotations
    for checked, says in (
        (False, "unchecked wording: not yet held against the printed book"),
        (True, ""),
    ):
        row = replace(FULL.paragraphs[0], quotations=(replace(item, checked=checked),))
        assert whole(replace(FULL, paragraphs=(row,)), TOLD).legend == says


def test_what_would_follow_without_a_factor_stands_there_only_when_it_is_said() -> None:
    row = replace(FULL.paragraphs[0], without="Molotov would have had it. ")
    texts = whole(replace(FULL, paragraphs=(row, FULL.paragraphs[1])), TOLD).parts
    assert texts[0].texts[4:] == (
        Text(label="If it is removed", words="Molotov would have had it."),
    )
    assert texts[1].texts[4:] == ()


def test_nothing_is_weighed_before_anything_is() -> None:
    laid = whole(replace(FULL, criteria=("what lasted", "", "")), TOLD)
    assert (laid.criteria, laid.columns, laid.matrix) == (
        (Text(label="First criterion", words="what lasted"),),
        (),
        (),
    )


def test_links_criteria_and_weighings_are_all_there() -> None:
    laid = whole(RICH, TOLD)
    skill, rivals = Sign(mark=1, sign="●", name="Skill"), Sign(mark=2, sign="▲", name="Rivals")
    structure = Sign(mark=3, sign="■", name="Structure")
    assert laid.links == (
        Tie(
            cause=rivals,
            kind="gave the opportunity for",
            effect=skill,
            sentence="While they fought each other he could wait.",
            evidence="Oct 1924: Lessons of October",
        ),
        Tie(
            cause=structure,
            kind="limited",
            effect=rivals,
            sentence="No blocs allowed.",
            evidence="",
        ),
        Tie(cause=skill, kind="accelerated", effect=structure, sentence="", evidence=""),
    )
    assert laid.criteria == (
        Text(label="First criterion", words="what set him apart"),
        Text(label="Second criterion", words="what came first"),
        Text(label="Third criterion", words=""),
    )
    assert laid.columns == ("First criterion", "Second criterion", "Third criterion")
    assert laid.matrix == (
        Weighing(
            sign=skill, cells=("His own, and nobody else’s.", "", "Late: it shows from 1925.")
        ),
        Weighing(sign=structure, cells=("Shared with Molotov.", "", "There from 1921.")),
        Weighing(sign=rivals, cells=("", "", "")),
    )


def test_what_is_left_on_purpose_stands_with_its_reason() -> None:
    plan = replace(
        EMPTY,
        set_aside=(
            SetAside(rule="no_judgement", place="judgement", reason="In the lesson\n on Friday."),
            SetAside(
                rule="only_one_factor", place="rivals-point", reason="By now there are three."
            ),
            SetAside(rule="of an older program", place="judgement"),
        ),
    )
    rules = {rule.key: rule for rule in RULES}
    assert whole(plan, TOLD).set_aside == (
        Left(
            says="There is no judgement yet.",
            where="Judgement",
            reason="In the lesson\non Friday.",
        ),
        Left(
            says=rules["only_one_factor"].says,
            where="Rivals: point",
            reason="By now there are three.",
        ),
        Left(says="of an older program", where="Judgement", reason=""),
    )
    coursework = replace(TOLD, exam=replace(EDEXCEL, coursework=True))
    assert [row.says for row in whole(plan, coursework).set_aside] == [
        rules["no_judgement"].asks,
        rules["only_one_factor"].asks,
        "of an older program",
    ]


def test_the_text_of_a_plan_passes_the_gate() -> None:
    laid = whole(HOSTILE, TOLD)
    assert laid.title == "How far did this stand?"
    assert "\u0000" not in repr(laid)
    assert laid.parts[0].sign.mark == 3
    assert laid.parts[0].texts[2].words == "first line\nsecond line\nthird line"


def test_the_order_of_the_essay_and_its_ranks_stay() -> None:
    assert [(part.sign.name, part.rank) for part in whole(RICH, TOLD).parts] == [
        ("Skill", "ranked 3rd"),
        ("Structure", "ranked 1st"),
        ("Rivals", "ranked 2nd"),
    ]
    assert [part.rank for part in whole(LARGEST, TOLD).parts] == ["1st", "2nd", "3rd"]
    assert RIVALS.name == whole(RICH, TOLD).parts[2].name


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Stalin", "Stalin"),
        ("1929", "1929"),
        ("סטלין (1)", "סטלין (1)\u200e"),
        ("Stalin ستالين", "Stalin ستالين\u200e"),
        ("ستالين Stalin", "ستالين Stalin"),
        ("", "Factor"),
    ],
)
def test_a_name_that_ends_right_to_left_keeps_its_rank_out_of_it(name: str, kept: str) -> None:
    assert name_of(Factor(key="f", name=name, short_name="", mark=1)) == kept
