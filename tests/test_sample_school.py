"""The sample school: plans in every state of readiness."""

import pytest

from essayplanner.classes.models import Assignment
from essayplanner.plans.build import build_outline
from essayplanner.plans.states import State
from essayplanner.reviews.overview import (
    Work,
    Written,
    look,
    students_of,
    works,
    written_by,
)
from essayplanner.sample import school
from factors.exam_formats import load_formats, read_formats
from factors.models import ExamFormat


@pytest.fixture
def assignment(db: None) -> Assignment:
    school.make()
    return Assignment.objects.get()


def written(assignment: Assignment) -> list[Written]:
    return list(written_by(assignment, students_of(assignment), None).values())


def work_of(assignment: Assignment) -> dict[str, Work]:
    return {row.name: row for row in works(look(assignment))}


def test_its_work_has_come_to_every_state_but_the_last_over_two_weeks(
    assignment: Assignment,
) -> None:
    rows = work_of(assignment)
    assert {row.state for row in rows.values()} == {*State} - {State.AGAIN}
    assert rows["Priya Raman"].state == State.WITH_FEEDBACK
    days = {row.worked_at.date() for row in rows.values() if row.worked_at}
    assert len(days) >= 6
    assert all(row.fresh for row in rows.values())
    kwame = rows["Kwame Asante"].stands
    assert kwame
    [(says, reason)] = kwame.facts.aside
    assert says.startswith("No causal link leads to")
    assert reason.startswith("Trotsky keeping quiet")


def test_it_has_one_class_of_twelve_whose_plans_stand_in_every_state(
    assignment: Assignment,
) -> None:
    rows = work_of(assignment)
    assert len(rows) == 12
    left = sorted(row.stands.gaps for row in rows.values() if row.stands)
    assert sum(row.plan is None for row in rows.values()) == 1
    assert left[:2] == [0, 0]
    assert left[-1] >= 7
    assert len(set(left)) >= 5


def test_it_is_set_on_a_format_of_which_a_review_shows_the_strands(assignment: Assignment) -> None:
    load_formats(read_formats())
    row = ExamFormat.objects.get(slug=assignment.exam_format)
    assert (row.board, row.specification, row.author, row.coursework) == (
        "AQA",
        "7042",
        None,
        False,
    )
    assert len(row.strands) == 4


def test_a_stated_ranking_is_the_one_that_the_student_gave(assignment: Assignment) -> None:
    plans = {str(row.plan.owner): row.plan for row in written(assignment)}
    for student in school.SCHOOL["students"]:
        ranking = student.get("plan", {}).get("ranking")
        plan = plans.get(student["name"])
        if ranking and plan:
            outline = build_outline(plan)
            assert outline.ranked
            assert [row.factor.key for row in outline.ranking] == ranking


def test_some_plans_have_links_weighings_and_an_order_of_their_own(assignment: Assignment) -> None:
    plans = {str(row.plan.owner): row.plan for row in written(assignment)}
    outlines = {name: build_outline(plan) for name, plan in plans.items()}
    linked = {name: len(row.links) for name, row in outlines.items() if row.links}
    assert linked == {"Priya Raman": 2, "Ruby Campbell": 2, "Kwame Asante": 1}
    for name in linked:
        outline = outlines[name]
        assert all(outline.criteria[:2])
        keys = {row.factor.key: {item.key for item in row.evidence} for row in outline.paragraphs}
        assert all(link.evidence in keys[link.cause] | keys[link.effect] for link in outline.links)
    [ordered] = [name for name, row in outlines.items() if row.ordered]
    order = [row.factor.key for row in outlines[ordered].paragraphs]
    assert (ordered, order) == ("Kwame Asante", ["skill", "structure", "rivals"])


def test_of_all_explanations_the_one_that_tells_a_story_is_found(assignment: Assignment) -> None:
    found = [
        (row.outline.author, finding.place)
        for row in written(assignment)
        for finding in row.check().findings
        if finding.rule == "explanation_only_tells"
    ]
    assert found == [("Niamh O'Connor", "skill-explanation")]
