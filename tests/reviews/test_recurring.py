"""What recurs in the plans of a class."""

from typing import Any

from essayplanner.plans.standing import Facts
from essayplanner.reviews.overview import Stands, Work
from essayplanner.reviews.recurring import Recurs, Repeated, Stock, what_recurs

STOCK = Stock(
    {"skill": "Skill", "rivals": "Rivals", "structure": "Structure"},
    {"oath": "The oath", "grain": "Grain", "ban": "The ban"},
    ("Robert Conquest", "Sarah Davies"),
)
LINE, VERDICT = ("no_line_of_argument", "argument"), ("no_judgement", "judgement")


def wrote(name: str, words: int = 9, **values: Any) -> Work:
    blank: dict[str, Any] = {
        name: {} if name in ("left", "factors") else [] for name in Facts.__slots__
    }
    facts = Facts(**{**blank, "basis": "", "stage": "", **values})
    return Work(student=1, name=name, stands=Stands(words, 0, 0, "", "", facts))


def test_nothing_recurs_where_nothing_is_written() -> None:
    assert what_recurs([], STOCK) == Recurs(0)
    assert what_recurs([Work(student=1, name="A"), wrote("B", 0, findings=[LINE])], STOCK) == (
        Recurs(0)
    )


def test_gaps_are_counted_by_student_the_commonest_first() -> None:
    recurs = what_recurs(
        [
            wrote("A", findings=[VERDICT, LINE, LINE]),
            wrote("B", findings=[VERDICT, ("not_ranked", "ranking"), ("no_rule_now", "x")]),
            wrote("C", findings=[LINE, VERDICT, ("no_rule_now", "x")]),
        ],
        STOCK,
    )
    assert [(row.rule, row.students) for row in recurs.findings] == [
        ("no_judgement", ("A", "B", "C")),
        ("no_line_of_argument", ("A", "C")),
    ]
    assert recurs.plans == 3
    assert isinstance(recurs.findings[0], Repeated)
    assert recurs.findings[1].says.startswith("The plan does not yet say what it argues")


def test_what_nobody_used_met_or_heard_stands_in_the_order_of_the_library() -> None:
    factors = dict(STOCK.factors)
    rows = [
        wrote("A", evidence=["grain", "own-1"], factors=factors, unmet=["rivals", "structure"]),
        wrote("B", historians=["Sarah Davies"], factors=factors, unmet=["skill", "structure"]),
    ]
    recurs = what_recurs(rows, STOCK)
    assert recurs.unused == ("The oath", "The ban")
    assert recurs.unheard == ("Robert Conquest",)
    assert recurs.unmet == ("Structure",)


def test_a_factor_that_no_plan_has_is_one_whose_objection_nobody_met() -> None:
    rows = [wrote("A", factors={"skill": "Skill"}, unmet=[])]
    assert what_recurs(rows, STOCK).unmet == ("Rivals", "Structure")


def test_rankings_are_counted_by_what_comes_first() -> None:
    rows = [
        wrote("A", ranking=["rivals", "skill"]),
        wrote("B", ranking=["rivals"]),
        wrote("C", ranking=["luck", "skill"]),
        wrote("D"),
    ]
    recurs = what_recurs(rows, STOCK)
    assert recurs.rankings == (
        ("Skill", 0),
        ("Rivals", 2),
        ("Structure", 0),
        ("another factor", 1),
    )
    assert recurs.ranked == 3
