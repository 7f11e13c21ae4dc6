"""Loading a pack makes a bank that says what the pack says; what was published before stays."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Model

from essayplanner.classes.actions import set_question
from essayplanner.classes.models import Classroom
from factors.checking import PackError
from factors.loading import MODELS, bank_pack, load_pack, write_draft
from factors.models import Bank, Bearing, Topic
from factors.pack import packs, read_pack
from tests.factors.packs import sound, write

pytestmark = pytest.mark.django_db

RECORDS: tuple[type[Model], ...] = (Topic, Bank, Bearing, *MODELS.values())


def bank() -> dict[str, list[dict[str, Any]]]:
    """Every row of the library, with its key."""
    return {
        model.__name__: list(model._default_manager.order_by("pk").values()) for model in RECORDS
    }


def current(topic: str = "dissolution") -> Bank:
    """The current edition of a topic."""
    return Bank.objects.select_related("topic").get(current_of__slug=topic)


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
        for row in Bearing.objects.filter(factor__bank=current())
    )


def test_a_loaded_bank_says_what_the_pack_says(tmp_path: Path) -> None:
    assert load(tmp_path)
    topic = current()
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
        "",
        ["Nobody wrote this."],
    )
    assert [(source.slug, source.label) for source in topic.source_set.all()] == [
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


def test_a_pack_that_is_loaded_again_changes_no_row(tmp_path: Path) -> None:
    assert load(tmp_path) is True
    before = bank()
    assert load(tmp_path) is False
    assert bank() == before


def test_an_edition_reads_back_as_the_pack_that_was_loaded(tmp_path: Path) -> None:
    changes = {
        "quotations.0.short": "These words … for a test.",
        "quotations.0.tested_by": ["pilgrimage", "act-of-1536"],
        "topic.questions.0.factors": ["faith", "money"],
    }
    pack = read_pack(write(tmp_path, sound(changes)))
    load_pack(pack)
    assert bank_pack(current()) == pack


def test_a_changed_pack_is_a_new_edition_and_the_old_one_stays_as_it_was(tmp_path: Path) -> None:
    load(tmp_path)
    old, before = current(), bank_pack(current())
    assert load(tmp_path, {"evidence.0.text": "Said otherwise.", "topic.title": "The dissolution"})
    new = current()
    assert (old.number, new.number, new.title) == (1, 2, "The dissolution")
    assert new.evidence_set.get(slug="act-of-1536").text == "Said otherwise."
    assert bank_pack(old) == before


def test_what_a_class_was_set_stays_though_the_pack_drops_it(tmp_path: Path) -> None:
    load(tmp_path)
    question = current().question_set.get(slug="why")
    assignment = set_question(Classroom.objects.create(name="12B"), question)
    load(tmp_path, {"topic.questions": sound()["topic"]["questions"][1:]})
    assignment.refresh_from_db()
    assert assignment.question == "Why were the monasteries dissolved?"


def test_two_packs_may_use_the_same_slugs(tmp_path: Path) -> None:
    load(tmp_path)
    ours = bank_pack(current())
    load(tmp_path, {"topic.slug": "other"})
    assert bank_pack(current()) == ours
    assert bank_pack(current("other")).evidence == ours.evidence


def test_a_draft_is_put_away_for_the_next_and_never_current(tmp_path: Path) -> None:
    load(tmp_path)
    topic, published = current().topic, current()
    for title in ("First try", "Second try"):
        write_draft(topic, read_pack(write(tmp_path, sound({"topic.title": title}))))
    assert [(bank.title, bool(bank.discarded_at)) for bank in topic.banks.all()] == [
        ("Second try", False),
        ("First try", True),
        (published.title, False),
    ]
    assert topic.banks.drafts().get().title == "Second try"
    assert current() == published


def test_a_pack_does_not_take_the_place_of_a_topic_that_somebody_wrote(tmp_path: Path) -> None:
    Topic.objects.create(slug="dissolution")
    before = bank()
    with pytest.raises(PackError) as refusal:
        load(tmp_path)
    assert str(refusal.value) == (
        "topic.toml, field “slug”: is that of a topic which somebody wrote."
    )
    assert bank() == before


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
        "evidence.toml, record “act-of-1536”, field “source”: “x” is no source of this topic.",
    ]
    assert bank() == before


def test_loadpack_all_leaves_the_built_in_packs_loaded() -> None:
    loadpack("--all")
    names = [*(folder.name for folder in packs()), "exam formats"]
    assert loadpack("--all") == "".join(f"{name}: unchanged.\n" for name in names)
    assert set(Topic.objects.values_list("slug", flat=True)) >= {"stalin-rise"}
