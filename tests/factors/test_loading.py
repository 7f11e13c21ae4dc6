"""Loading a pack makes the bank say what the pack says, and leaves alone what it need not touch."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Model

from essayplanner.classes.models import Assignment, Classroom
from factors import citations
from factors.loading import load_pack
from factors.models import (
    Bearing,
    Evidence,
    Factor,
    Historian,
    Question,
    Quotation,
    Source,
    Topic,
)
from factors.pack import PackError, packs, read_pack
from tests.factors.packs import GONE, sound, write

pytestmark = pytest.mark.django_db

RECORDS: tuple[type[Model], ...] = (
    Topic,
    Factor,
    Question,
    Question.factors.through,
    Source,
    Historian,
    Evidence,
    Quotation,
    Bearing,
)


def bank() -> dict[str, list[dict[str, Any]]]:
    """Every row of the library, with its key."""
    return {
        model.__name__: list(model._default_manager.order_by("pk").values()) for model in RECORDS
    }


def keys(model: type[Any]) -> dict[str, int]:
    return dict(model.objects.filter(topic__slug="dissolution").values_list("slug", "pk"))


def load(folder: Path, changes: dict[str, Any] | None = None) -> bool:
    return load_pack(read_pack(write(folder, sound(changes))))


def bearings() -> list[tuple[str, str, str, str]]:
    return sorted(
        (
            str((row.evidence or row.quotation or row).slug),  # type: ignore[union-attr]
            row.direction,
            row.factor.slug,
            row.how,
        )
        for row in Bearing.objects.filter(factor__topic__slug="dissolution")
    )


def test_a_loaded_bank_says_what_the_pack_says(tmp_path: Path) -> None:
    assert load(tmp_path)
    topic = Topic.objects.get(slug="dissolution")
    assert (topic.title, topic.starts, topic.ends) == (
        "The end of the monasteries, 1536–40",
        1529,
        1540,
    )
    assert list(topic.factor_set.values_list("slug", "order")) == [("money", 1), ("faith", 2)]
    assert [
        (question.slug, question.named_factor and question.named_factor.slug, question.order)
        for question in topic.question_set.all()
    ] == [("why", None, 1), ("how-far-money", "money", 2)]
    assert [
        [factor.slug for factor in question.factors.all()] for question in topic.question_set.all()
    ] == [["money", "faith"], ["money", "faith"]]
    act, pilgrimage = topic.evidence_set.all()
    assert (act.slug, str(act), act.source.slug, act.locator, act.views) == (
        "act-of-1536",
        "Mar 1536: The Act of 1536",
        "suppression-act",
        "27 Hen. 8, c. 28",
        [],
    )
    assert (pilgrimage.date_text, pilgrimage.views) == (
        "Oct – Dec 1536 (O.S.)",
        [
            {"holders": "Some", "claim": "It was about religion."},
            {"holders": "Others", "claim": "It was about taxes."},
        ],
    )
    quotation = topic.quotation_set.get()
    assert (str(quotation), quotation.page, quotation.checked, quotation.notes) == (
        "David Knowles: These words were written for a test.",
        "7",
        False,
        ["Nobody wrote this."],
    )
    assert [(source.slug, citations.label(source)) for source in topic.source_set.all()] == [
        ("knowles-religious-orders", "Knowles, 1959"),
        ("suppression-act", "Parliament of England, 1536"),
    ]


def test_every_item_bears_on_the_factors_that_the_pack_names(tmp_path: Path) -> None:
    load(tmp_path)
    assert bearings() == [
        ("act-of-1536", "supports", "money", "The line was drawn by income."),
        ("act-of-1536", "turns_against", "faith", "Larger houses were praised in the same Act."),
        ("knowles-on-money", "supports", "money", "It says so."),
        ("knowles-on-money", "turns_against", "faith", "It leaves religion out."),
        ("pilgrimage", "supports", "faith", "People defended them."),
        ("pilgrimage", "supports", "money", "Land was seized after."),
    ]


def test_a_bearing_that_the_pack_changes_is_changed(tmp_path: Path) -> None:
    load(tmp_path)
    load(
        tmp_path,
        {
            "evidence.0.turns_against": {"money": "It raised little."},
            "quotations.0.turns_against": GONE,
        },
    )
    assert bearings() == [
        ("act-of-1536", "supports", "money", "The line was drawn by income."),
        ("act-of-1536", "turns_against", "money", "It raised little."),
        ("knowles-on-money", "supports", "money", "It says so."),
        ("pilgrimage", "supports", "faith", "People defended them."),
        ("pilgrimage", "supports", "money", "Land was seized after."),
    ]


def test_a_pack_that_is_loaded_again_changes_no_row(tmp_path: Path) -> None:
    assert load(tmp_path) is True
    before = bank()
    assert load(tmp_path) is False
    assert bank() == before


def test_a_changed_pack_keeps_the_rows_of_the_records_that_it_keeps(tmp_path: Path) -> None:
    load(tmp_path)
    models = (Factor, Question, Source, Historian, Evidence, Quotation)
    before = [keys(model) for model in models]
    assert load(
        tmp_path,
        {
            "topic.title": "The dissolution",
            "topic.factors.0.name": "Greed",
            "topic.questions.0.text": "Why did the monasteries fall?",
            "sources.0.issued": 1971,
            "historians.0.position": "Changed his mind.",
            "evidence.0.text": "Said otherwise.",
            "quotations.0.page": "8",
        },
    )
    assert [keys(model) for model in models] == before
    topic = Topic.objects.get(slug="dissolution")
    assert [
        topic.title,
        topic.factor_set.all()[0].name,
        topic.question_set.all()[0].text,
        topic.source_set.all()[0].issued,
        topic.historian_set.get().position,
        topic.evidence_set.all()[0].text,
        topic.quotation_set.get().page,
    ] == [
        "The dissolution",
        "Greed",
        "Why did the monasteries fall?",
        1971,
        "Changed his mind.",
        "Said otherwise.",
        "8",
    ]


def test_what_a_pack_no_longer_holds_leaves_the_bank_and_what_is_new_joins_it(
    tmp_path: Path,
) -> None:
    load(tmp_path)
    before = keys(Evidence)
    pack = sound()
    survey = {"slug": "valor-ecclesiasticus", "type": "document", "title": "The Valor"}
    new = pack["evidence"][0] | {"slug": "valor", "source": "valor-ecclesiasticus"}
    changes = {
        "sources": [pack["sources"][0], survey],
        "evidence": [new, pack["evidence"][1]],
        "quotations": [],
        "historians": [],
        "topic.questions": pack["topic"]["questions"][:1],
    }
    assert load(tmp_path, changes)
    topic = Topic.objects.get(slug="dissolution")
    assert [item.slug for item in topic.evidence_set.all()] == ["valor", "pilgrimage"]
    assert keys(Evidence)["pilgrimage"] == before["pilgrimage"]
    assert list(keys(Source)) == ["knowles-religious-orders", "valor-ecclesiasticus"]
    assert keys(Quotation) == {}
    assert keys(Historian) == {}
    assert list(keys(Question)) == ["why"]
    assert {row[0] for row in bearings()} == {"valor", "pilgrimage"}


def test_a_factor_that_a_question_named_can_leave_the_pack(tmp_path: Path) -> None:
    load(tmp_path)
    pack = sound()
    changes = {
        "topic.factors": pack["topic"]["factors"][1:],
        "topic.questions": [pack["topic"]["questions"][0] | {"factors": ["faith"]}],
        "evidence": [pack["evidence"][1] | {"supports": {"faith": "People defended them."}}],
        "quotations": [],
    }
    assert load(tmp_path, changes)
    assert [(row.slug, row.order) for row in Factor.objects.filter(topic__slug="dissolution")] == [
        ("faith", 1)
    ]


def test_records_stand_in_the_order_of_the_changed_pack(tmp_path: Path) -> None:
    load(tmp_path)
    before = keys(Evidence)
    load(tmp_path, {"evidence": sound()["evidence"][::-1]})
    assert [item.slug for item in Topic.objects.get(slug="dissolution").evidence_set.all()] == [
        "pilgrimage",
        "act-of-1536",
    ]
    assert keys(Evidence) == before


def test_two_packs_may_use_the_same_slugs(tmp_path: Path) -> None:
    load(tmp_path)
    before = keys(Evidence)
    load(tmp_path, {"topic.slug": "other"})
    load(tmp_path, {"topic.summary": "Loaded once more."})
    assert keys(Evidence) == before
    for topic in Topic.objects.filter(slug__in=("dissolution", "other")):
        assert [item.source.topic for item in topic.evidence_set.all()] == [topic, topic]
        assert [item.historian.topic for item in topic.quotation_set.all()] == [topic]
        assert Bearing.objects.filter(factor__topic=topic, evidence__topic=topic).count() == 4


def set_to_a_class(slug: str) -> Assignment:
    question = Question.objects.get(topic__slug="dissolution", slug=slug)
    return Assignment.objects.create(
        classroom=Classroom.objects.create(name="12B"), question=question
    )


def test_a_pack_that_drops_a_question_set_to_a_class_is_refused_and_the_old_one_stays(
    tmp_path: Path,
) -> None:
    load(tmp_path)
    assignment = set_to_a_class("why")
    before = bank()
    with pytest.raises(PackError) as refusal:
        load(
            tmp_path,
            {"topic.questions": sound()["topic"]["questions"][1:], "evidence.0.text": "New."},
        )
    assert str(refusal.value) == (
        "topic.toml, record “why”: is set to a class, so it cannot leave the pack."
    )
    assert bank() == before
    assignment.refresh_from_db()
    assert assignment.question.slug == "why"


def test_every_question_that_cannot_leave_is_named_at_once(tmp_path: Path) -> None:
    load(tmp_path)
    set_to_a_class("why")
    set_to_a_class("how-far-money")
    before = bank()
    only = sound()["topic"]["questions"][0] | {"slug": "when"}
    with pytest.raises(PackError) as refusal:
        load(tmp_path, {"topic.questions": [only]})
    assert str(refusal.value).splitlines() == [
        "topic.toml, record “why”: is set to a class, so it cannot leave the pack.",
        "topic.toml, record “how-far-money”: is set to a class, so it cannot leave the pack.",
    ]
    assert bank() == before


def test_a_question_set_to_a_class_may_be_reworded(tmp_path: Path) -> None:
    load(tmp_path)
    assignment = set_to_a_class("why")
    assert load(tmp_path, {"topic.questions.0.text": "Why did the monasteries fall?"})
    assignment.refresh_from_db()
    assert assignment.question.text == "Why did the monasteries fall?"


def loadpack(*arguments: str) -> str:
    out = io.StringIO()
    call_command("loadpack", *arguments, stdout=out)
    return out.getvalue()


def test_loadpack_says_whether_anything_changed(tmp_path: Path) -> None:
    folder = write(tmp_path / "dissolution", sound())
    assert loadpack(str(folder)) == "dissolution: loaded.\n"
    assert loadpack(str(folder)) == "dissolution: unchanged.\n"
    write(folder, sound({"topic.title": "The dissolution"}))
    assert loadpack(str(folder)) == "dissolution: loaded.\n"


def test_loadpack_refuses_a_pack_with_a_fault_whole_and_the_old_one_stays(tmp_path: Path) -> None:
    folder = write(tmp_path / "dissolution", sound())
    loadpack(str(folder))
    before = bank()
    write(folder, sound({"topic.title": "New", "evidence.1.title": "", "evidence.0.source": "x"}))
    with pytest.raises(CommandError) as refusal:
        loadpack(str(folder))
    assert str(refusal.value).splitlines() == [
        "dissolution was not loaded.",
        "evidence.toml, record “pilgrimage”, field “title”: is empty.",
        "evidence.toml, record “act-of-1536”, field “source”: “x” is no source of this pack.",
    ]
    assert bank() == before


def test_loadpack_refuses_a_pack_that_drops_a_question_set_to_a_class(tmp_path: Path) -> None:
    folder = write(tmp_path / "dissolution", sound())
    loadpack(str(folder))
    set_to_a_class("why")
    before = bank()
    write(folder, sound({"topic.questions": sound()["topic"]["questions"][1:]}))
    with pytest.raises(CommandError) as refusal:
        loadpack(str(folder))
    assert str(refusal.value).splitlines() == [
        "dissolution was not loaded.",
        "topic.toml, record “why”: is set to a class, so it cannot leave the pack.",
    ]
    assert bank() == before


def test_loadpack_all_leaves_the_built_in_packs_loaded() -> None:
    loadpack("--all")
    assert loadpack("--all") == "".join(f"{folder.name}: unchanged.\n" for folder in packs())
    assert set(Topic.objects.values_list("slug", flat=True)) >= {"stalin-rise"}
