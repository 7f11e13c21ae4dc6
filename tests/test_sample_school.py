"""The sample school: plans in every state of readiness."""

import pytest

from essayplanner.classes.models import Assignment
from essayplanner.plans.build import build_outline
from essayplanner.reviews.overview import overview
from essayplanner.sample import school


@pytest.fixture
def assignment(db: None) -> Assignment:
    school.make()
    return Assignment.objects.get()


def test_it_has_one_class_of_twelve_whose_plans_stand_in_every_state(
    assignment: Assignment,
) -> None:
    rows = list(overview(assignment))
    assert len(rows) == 12
    left = sorted(len(row.findings) for row in rows if row.plan)
    assert sum(row.plan is None for row in rows) == 1
    assert left[:2] == [0, 0]
    assert left[-1] >= 7
    assert len(set(left)) >= 5


def test_a_stated_ranking_is_the_one_that_the_student_gave(assignment: Assignment) -> None:
    plans = {row.student.username: row.plan for row in overview(assignment)}
    for student in school.SCHOOL["students"]:
        ranking = student.get("plan", {}).get("ranking")
        plan = plans[student["username"]]
        if ranking and plan:
            outline = build_outline(plan)
            assert outline.ranked
            assert [row.factor.key for row in outline.ranking] == ranking


def test_some_plans_have_links_weighings_and_an_order_of_their_own(assignment: Assignment) -> None:
    plans = {row.student.username: row.plan for row in overview(assignment)}
    outlines = {name: build_outline(plan) for name, plan in plans.items() if plan}
    linked = {name: len(row.links) for name, row in outlines.items() if row.links}
    assert linked == {"priya.r": 2, "ruby.c": 2, "kwame.a": 1}
    for name in linked:
        outline = outlines[name]
        assert all(outline.criteria[:2])
        keys = {row.factor.key: {item.key for item in row.evidence} for row in outline.paragraphs}
        assert all(link.evidence in keys[link.cause] | keys[link.effect] for link in outline.links)
    [ordered] = [name for name, row in outlines.items() if row.ordered]
    order = [row.factor.key for row in outlines[ordered].paragraphs]
    assert (ordered, order) == ("kwame.a", ["skill", "structure", "rivals"])


def test_of_all_explanations_the_one_that_tells_a_story_is_found(assignment: Assignment) -> None:
    found = [
        (row.student.username, finding.place)
        for row in overview(assignment)
        for finding in row.findings
        if finding.rule == "explanation_only_tells"
    ]
    assert found == [("niamh.oc", "skill-explanation")]
