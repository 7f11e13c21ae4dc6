"""The shelf: a bank as the desk shows it, drawn once for each edition."""

from pathlib import Path
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from factors.folding import holds, terms
from factors.library import Item
from factors.library import shelf as drawn_shelf
from factors.loading import load_pack
from factors.models import Bank, Bearing
from factors.pack import read_pack
from tests.factors.packs import sound, write

pytestmark = pytest.mark.django_db


def shelf(bank: Bank) -> tuple[Item, ...]:
    return drawn_shelf(bank.pk, bank.version)


BOTH = frozenset({"money", "faith"})


def loaded(folder: Path, changes: dict[str, Any] | None = None) -> Bank:
    """Load the small pack. The folder's name is part of it, so that no test meets another's."""
    pack = sound({"topic.summary": str(folder)} | (changes or {}))
    load_pack(read_pack(write(folder, pack)))
    return Bank.objects.get(current_of__slug="dissolution")


MONEY, FAITH = frozenset({"money"}), frozenset({"faith"})


def test_a_shelf_holds_the_bank_in_the_order_of_the_pack(tmp_path: Path) -> None:
    drawn = shelf(loaded(tmp_path))
    assert [(item.kind, item.key, item.title, item.supports, item.against) for item in drawn] == [
        ("evidence", "act-of-1536", "The Act of 1536", MONEY, FAITH),
        ("evidence", "pilgrimage", "The Pilgrimage of Grace", BOTH, frozenset()),
        (
            "quotation",
            "knowles-on-money",
            "David Knowles, “These words were written for …”",
            MONEY,
            FAITH,
        ),
        ("event", "fall-of-cromwell", "Cromwell is executed", frozenset(), frozenset()),
        ("person", "cromwell", "Thomas Cromwell", frozenset(), frozenset()),
    ]


def test_an_item_may_bear_on_a_factor_both_ways(tmp_path: Path) -> None:
    changes = {
        "evidence.0.supports": {"faith": "For."},
        "evidence.0.turns_against": {"faith": "Against."},
    }
    item = shelf(loaded(tmp_path, changes))[0]
    assert (item.supports, item.against) == (FAITH, FAITH)


def test_an_item_shows_how_it_bears_on_the_factors_that_are_weighed(tmp_path: Path) -> None:
    pilgrimage = shelf(loaded(tmp_path))[1]
    assert [
        [name in pilgrimage.body(factors) for name in ("Money:", "Faith:")]
        for factors in (BOTH, MONEY, frozenset[str]())
    ] == [[True, True], [True, False], [False, False]]
    assert "Historians disagree" in pilgrimage.body(())


def test_a_shelf_leaves_out_what_bears_on_nothing(tmp_path: Path) -> None:
    bank = loaded(tmp_path)
    Bearing.objects.filter(evidence__slug="pilgrimage").delete()
    keys = [item.key for item in shelf(bank)]
    assert keys == ["act-of-1536", "knowles-on-money", "fall-of-cromwell", "cromwell"]


def test_an_item_knows_its_years_and_the_words_that_lead_to_it(tmp_path: Path) -> None:
    act, pilgrimage, quotation, event, _ = shelf(loaded(tmp_path))
    assert (str(act.starts), str(act.ends)) == ("1536-03-01", "1536-03-31")
    assert (pilgrimage.starts.year, pilgrimage.ends.year) == (1536, 1536)
    assert (quotation.starts.year, quotation.ends.year) == (1, 9999)
    assert holds(act.words, terms("parliament march"))
    assert holds(event.words, terms("executed"))
    assert not holds(act.words, terms("executed"))


def test_an_item_shows_its_date_source_and_both_views(tmp_path: Path) -> None:
    act, pilgrimage, quotation, *_ = (item.body(BOTH) for item in shelf(loaded(tmp_path)))
    source = shelf(loaded(tmp_path))[0].source
    assert source == "Parliament of England, 1536, 27 Hen. 8, c. 28"
    for part in ("Mar 1536", "For <span", "Money:"):
        assert part in act
    assert "Historians disagree" not in act
    for part in ("Oct – Dec 1536 (O.S.)", "Historians disagree", "about religion", "about taxes"):
        assert part in pilgrimage
    for part in ("“These words were written for a test.”", "unchecked wording", "Nobody wrote"):
        assert part in quotation


def test_a_shelf_is_drawn_once_for_an_edition(
    tmp_path: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    bank = loaded(tmp_path)
    first = shelf(bank)
    with django_assert_num_queries(0):
        assert shelf(bank) is first


def test_a_shelf_asks_as_often_for_many_items_as_for_few(
    tmp_path: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    few = loaded(tmp_path)
    with django_assert_num_queries(7):
        assert len(shelf(few)) == 5
    item = sound()["evidence"][0]
    many = loaded(tmp_path, {"evidence": [item | {"slug": f"item-{n}"} for n in range(30)]})
    with django_assert_num_queries(7):
        assert len(shelf(many)) == 33


def test_a_new_version_is_drawn_anew(tmp_path: Path) -> None:
    old = shelf(loaded(tmp_path))[:3]
    new = shelf(loaded(tmp_path, {"evidence.0.title": "Another title"}))[:3]
    assert [item.title for item in old] == [
        "The Act of 1536",
        "The Pilgrimage of Grace",
        "David Knowles, “These words were written for …”",
    ]
    assert [item.title for item in new] == [
        "Another title",
        "The Pilgrimage of Grace",
        "David Knowles, “These words were written for …”",
    ]
    assert "Another title" in new[0].body(BOTH)


@pytest.mark.parametrize(
    ("place", "item"),
    [
        ("topic.factors.0.short_name", 0),
        ("evidence.0.title", 0),
        ("evidence.0.text", 0),
        ("evidence.0.supports.money", 0),
        ("evidence.0.turns_against.faith", 0),
        ("evidence.1.views.0.holders", 1),
        ("evidence.1.views.1.claim", 1),
        ("sources.0.title", 2),
        ("historians.0.family", 2),
        ("quotations.0.text", 2),
        ("quotations.0.argues", 2),
        ("quotations.0.page", 2),
        ("quotations.0.wording", 2),
        ("quotations.0.notes.0", 2),
        ("quotations.0.supports.money", 2),
        ("events.0.title", 3),
        ("people.0.name", 4),
        ("people.0.summary", 4),
        ("people.0.stances.0.text", 4),
    ],
)
def test_markup_in_a_pack_is_shown_and_not_obeyed(tmp_path: Path, place: str, item: int) -> None:
    changes: dict[str, Any] = {place: "<b onx=1>&{{x}}"}
    body = shelf(loaded(tmp_path, changes))[item].body(BOTH)
    assert "&lt;b onx=1&gt;&amp;{{x}}" in body
    assert "<b onx" not in body
