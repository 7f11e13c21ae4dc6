"""The library drawer beside the text: what is asked for, what answers, and what it costs."""

import re
from html import unescape
from typing import Any

import pytest
from django.http import QueryDict
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertRedirects

from essayplanner.plans.drawer import VALUES, Filter
from essayplanner.plans.models import Paragraph, Plan
from factors import library
from factors.models import Bearing, Event, Evidence, Person, Quotation, Topic
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


def shelf(cast: Cast, **asked: str) -> str:
    answer = cast.student.get(reverse("plans:shelf", args=[cast.plan.pk]), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def keys(text: str) -> list[str]:
    return re.findall(r'id="item-\w+?-([\w-]+)"', text)


def found(text: str) -> str:
    match = re.search(r'id="found"[^>]*>([^<]*)<', text)
    assert match
    return unescape(match[1])


def act(cast: Cast, verb: str, **data: str) -> Any:
    return sent(cast, verb, data)


def sent(cast: Cast, verb: str, data: dict[str, str], script: bool = False) -> Any:
    headers = {"X-Parts": "changed"} if script else {}
    return cast.student.post(reverse(f"plans:{verb}", args=[cast.plan.pk]), data, headers=headers)


def bearing(cast: Cast, factor: str, *sides: str) -> set[str]:
    rows = Bearing.objects.filter(
        evidence__bank=cast.plan.bank, factor__slug=factor, direction__in=sides
    )
    return set(rows.values_list("evidence__slug", flat=True))


BOTH = ("supports", "turns_against")


def test_the_desk_shows_the_evidence_on_its_first_paragraph(cast: Cast) -> None:
    page = cast.student.get(reverse("plans:desk", args=[cast.plan.pk])).content.decode()
    wanted = bearing(cast, "skill", *BOTH)
    assert set(keys(page)) == wanted
    assert found(page) == f"{len(wanted)} pieces of evidence on Skill"


@pytest.mark.parametrize(
    ("side", "ways", "says"),
    [
        ("all", BOTH, "on Rivals"),
        ("supports", BOTH[:1], "for Rivals"),
        ("against", BOTH[1:], "against Rivals"),
    ],
)
def test_a_side_of_a_factor(side: str, ways: tuple[str, ...], says: str, cast: Cast) -> None:
    text = shelf(cast, to="rivals", side=side)
    wanted = bearing(cast, "rivals", *ways)
    assert set(keys(text)) == wanted
    assert found(text) == f"{len(wanted)} pieces of evidence {says}"


def test_any_factor_of_the_plan(cast: Cast) -> None:
    text = shelf(cast, of="any")
    factors = [row.factor for row in cast.plan.paragraphs.all()]
    wanted = set().union(*(bearing(cast, factor, *BOTH) for factor in factors))
    assert set(keys(text)) == wanted
    assert found(text) == f"{len(wanted)} pieces of evidence"


def test_what_is_in_the_years_of_the_question_stands_first_and_what_supports_before_the_rest(
    cast: Cast,
) -> None:
    rows = {row.slug: row for row in Evidence.objects.filter(bank=cast.plan.bank)}
    supports = bearing(cast, "skill", "supports")
    years = [int(re.findall(r"\d{4}", rows[key].date)[0]) for key in keys(shelf(cast))]
    ends = [int(re.findall(r"\d{4}", rows[key].date)[-1]) for key in keys(shelf(cast))]
    assert cast.plan.starts == 1922
    assert cast.plan.ends == 1929
    outside = [year > 1929 or last < 1922 or False for year, last in zip(years, ends, strict=True)]
    assert True in outside
    assert outside == sorted(outside)
    inside = keys(shelf(cast))[: outside.index(True)]
    against = [key not in supports for key in inside]
    assert against == sorted(against)
    assert True in against


def test_each_item_says_how_it_bears_on_the_paragraph_and_what_lies_outside_the_question(
    cast: Cast,
) -> None:
    text = shelf(cast, to="skill", q="october 1917 role")
    (item,) = re.findall(r"<li.*?</li>", text, re.DOTALL)
    words = " ".join(re.sub(r"<[^>]+>", "", item).split())
    assert "supports Skill; can be turned against it · Service" in words
    assert "outside 1922–1929" in words
    assert "Historians disagree." in words


def test_used_and_unused(cast: Cast) -> None:
    act(cast, "choose", to="rivals", item="evidence/oath-speech")
    everything = keys(shelf(cast))
    assert keys(shelf(cast, used="used")) == ["oath-speech"]
    assert set(keys(shelf(cast, used="unused"))) == set(everything) - {"oath-speech"}
    assert "used in" in shelf(cast, used="used")
    assert found(shelf(cast, used="used")) == "1 piece of evidence on Skill, in your plan already"


@pytest.mark.parametrize("words", ["Trotskii funeral", "TROTSKY’S funeral", "trotsk januar 1924"])
def test_a_search_finds_every_spelling(words: str, cast: Cast) -> None:
    assert "trotsky-misses-funeral" in keys(shelf(cast, to="rivals", q=words))


def test_a_search_that_finds_nothing_says_so_and_offers_a_way_out(cast: Cast) -> None:
    text = shelf(cast, to="rivals", side="supports", used="unused", q=" gor<bachev ")
    assert keys(text) == []
    assert found(text) == "No evidence for Rivals, not used yet, with “gor<bachev”"
    assert "Show everything" in text
    assert keys(shelf(cast, to="rivals", side="supports", q="gorbachev", everything="yes")) == keys(
        shelf(cast, to="rivals", of="any")
    )


def test_a_search_without_words_finds_nothing(cast: Cast) -> None:
    assert keys(shelf(cast, q="?!")) == []


def test_quotations_come_with_their_words_their_notes_and_what_nobody_checked(cast: Cast) -> None:
    text = shelf(cast, kind="quotation", to="skill")
    rows = Quotation.objects.filter(bank=cast.plan.bank, bearings__factor__slug="skill").distinct()
    assert set(keys(text)) == {row.slug for row in rows}
    assert found(text) == f"{len(rows)} quotations on Skill"
    for part in ("unchecked wording", "Before you use it", "Figes", "“Only” is mistaken"):
        assert part in text


def test_the_timeline_is_events_and_evidence_in_the_order_of_their_dates(cast: Cast) -> None:
    text = shelf(cast, kind="timeline", to="rivals")
    rows = {
        row.slug: row
        for model in (Evidence, Event)
        for row in model._default_manager.filter(bank=cast.plan.bank)
    }
    events = {row.slug for row in Event.objects.filter(bank=cast.plan.bank)}
    assert set(keys(text)) == bearing(cast, "rivals", *BOTH) | events
    years = [rows[key].date[:4] for key in keys(text)]
    assert years == sorted(years)
    assert text.count('name="item"') == len(bearing(cast, "rivals", *BOTH))
    assert found(text) == f"{len(years)} dates, with the evidence on Rivals"


def test_people_come_with_where_they_stood_and_a_link_to_their_page(cast: Cast) -> None:
    text = shelf(cast, kind="people", q="Bukharin")
    assert "bukharin" in keys(text)
    assert (
        len(keys(shelf(cast, kind="people"))) == Person.objects.filter(bank=cast.plan.bank).count()
    )
    page = reverse("library:people", args=["stalin-rise"])
    assert f'href="{page}#people-bukharin" target="_blank"' in text
    assert "(opens in a new tab)" in text
    assert "Where they stood" in text
    assert 'id="people-bukharin"' in cast.student.get(page).content.decode()


@pytest.mark.parametrize(
    "asked",
    [
        {"to": "nothing"},
        {"to": "../../etc", "kind": "<b>", "of": "\0", "side": "1; drop", "used": "x" * 10_000},
        {"to": "", "kind": "", "of": "", "side": "", "used": "", "q": " \0 "},
        {"of": "skill", "kind": "person"},
    ],
)
def test_what_makes_no_sense_is_not_asked(asked: dict[str, str], cast: Cast) -> None:
    assert shelf(cast, **asked) == shelf(cast)


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
CHOICE = st.sampled_from(sorted({value for values in VALUES.values() for value in values}))


@given(st.dictionaries(st.sampled_from(["to", "q", *VALUES]), TEXT | CHOICE))
def test_a_filter_reads_its_own_address_again(data: dict[str, str]) -> None:
    read = Filter.read(data)
    assert all(getattr(read, name) in values for name, values in VALUES.items())
    assert len(read.q) <= 100
    query = QueryDict(mutable=True)
    query.update(read.query)
    assert Filter.read(query) == read


def test_a_huge_search_is_cut(cast: Cast) -> None:
    assert found(shelf(cast, q="x" * 100_000)).endswith(f"with “{'x' * 100}”")


def test_without_a_script_the_drawer_saves_and_comes_back_as_it_was_asked(cast: Cast) -> None:
    texts = {"argument.was": "", "argument": "It was skill.", "q": "Trotskii 1924"}
    asked = {"to": "rivals", "kind": "evidence", "side": "against", "of": "to", "used": "all"}
    answer = sent(cast, "open_library", texts | asked)
    address = reverse("plans:desk", args=[cast.plan.pk])
    assertRedirects(answer, f"{address}?to=rivals&side=against&q=Trotskii+1924#library")
    assert Plan.objects.get(pk=cast.plan.pk).argument == "It was skill."
    page = cast.student.get(answer.url).content.decode()
    assert keys(page) == keys(shelf(cast, to="rivals", side="against", q="trotsky 1924"))
    assert 'value="rivals" checked' in page
    assert '<option value="against" selected>' in page
    assert 'value="Trotskii 1924"' in page
    assert 'id="library-filters" open' in page


def test_a_paragraph_opens_the_library_for_itself(cast: Cast) -> None:
    answer = act(cast, "open_library", open="structure/quotation", to="skill", q="trotsky")
    address = reverse("plans:desk", args=[cast.plan.pk])
    assertRedirects(answer, f"{address}?to=structure&kind=quotation#library")


@pytest.mark.parametrize("verb", ["choose", "take_out", "move", "save", "keep_ranking"])
def test_every_verb_keeps_the_drawer_as_it_is(verb: str, cast: Cast) -> None:
    data = {"item": "evidence/oath-speech", "chosen": "skill/evidence/x", "move": "rivals/up"}
    asked = {"to": "rivals", "kind": "timeline", "q": "1924"}
    answer = sent(cast, verb, data | asked)
    assert "?to=rivals&kind=timeline&q=1924" in answer.url
    parts = sent(cast, verb, data | asked, script=True)
    assert keys(parts.content.decode()) == keys(shelf(cast, **asked))


def test_the_check_draws_what_is_shown(cast: Cast) -> None:
    answer = cast.student.get(
        reverse("plans:check", args=[cast.plan.pk]), {"kind": "people", "q": "bukharin"}
    )
    assert "bukharin" in keys(answer.content.decode())


def test_what_is_dragged_goes_into_the_paragraph_it_is_dropped_on(cast: Cast) -> None:
    act(cast, "choose", to="rivals", into="structure", item="evidence/oath-speech")
    chosen = {row.factor: row.choices.count() for row in cast.plan.paragraphs.all()}
    assert chosen == {"skill": 0, "rivals": 0, "structure": 1}
    assert (
        act(cast, "choose", into="no", to="skill", item="evidence/oath-speech").status_code == 404
    )


def test_a_topic_that_is_gone_leaves_the_drawer_for_what_is_ones_own(cast: Cast) -> None:
    cast.assignment.delete()
    Topic.objects.filter(slug="stalin-rise").update(current=None)
    Topic.objects.filter(slug="stalin-rise").delete()
    page = cast.student.get(reverse("plans:desk", args=[cast.plan.pk])).content.decode()
    assert "This topic is not in the library at present." in page
    assert "Add evidence of your own" in page
    assert keys(shelf(cast)) == []


@pytest.mark.parametrize("asked", [{}, {"of": "any"}, {"kind": "people"}, {"q": "trotsky"}])
def test_the_drawer_asks_as_often_for_many_items_as_for_few(
    asked: dict[str, str], cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    shelf(cast)  # drawn once
    with django_assert_num_queries(7):  # session, user, plan, the four of an Outline
        shelf(cast, **asked)


def test_a_bank_is_drawn_once_whatever_factors_are_weighed(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    library.shelf.cache_clear()
    with django_assert_num_queries(14):  # the seven of a shelf, and
        shelf(cast)
    Paragraph.objects.filter(plan=cast.plan).last().delete()  # type: ignore[union-attr]
    with django_assert_num_queries(7):
        assert "Structure" not in shelf(cast, of="any")
