"""The search page: what is found in every topic that somebody may read, each with its place."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.asserts import assertContains, assertNotContains

from essayplanner.library.places import KINDS, place
from factors.models import Bank, Entry, Topic
from factors.records import RECORDS
from factors.search import index
from tests.conftest import Cast

pytestmark = pytest.mark.django_db

NOT_FOUND = "Nothing in the library holds all of these words."


def hits(client: Client, query: str) -> list[str]:
    page = client.get("/library/search/", {"q": query})
    assert page.status_code == 200
    return re.findall(r'class="title" href="([^"]+)"', page.content.decode())


def test_the_page_shows_kind_date_topic_title_and_excerpt_of_what_it_finds(
    client: Client, bank: Bank
) -> None:
    page = client.get("/library/search/", {"q": "general secretary 3 april 1922"})
    assertContains(page, "Evidence · 3 Apr 1922 · Stalin’s rise to power, 1922–29")
    assertContains(
        page,
        '<a class="title" href="/library/topics/stalin-rise/#evidence-general-secretary-1922">'
        "Stalin becomes <mark>General</mark> <mark>Secretary</mark></a>",
        html=True,
    )
    assertContains(page, "On <mark>3</mark> <mark>April</mark> <mark>1922</mark>, just after")


def test_a_search_can_be_shared_as_an_address_and_changed_in_its_box(client: Client) -> None:
    page = client.get("/library/search/", {"q": '  "Zinov\'ev" & co  '})
    assertContains(page, 'value="&quot;Zinov&#x27;ev&quot; &amp; co"')
    assertContains(page, "Search · Essay Planner</title>")


def test_an_empty_search_invites_to_type(client: Client) -> None:
    for query in ("", "   "):
        page = client.get("/library/search/", {"q": query})
        assertContains(page, "Type a name, a word, a date or a year")
        assertNotContains(page, 'role="status"')


def test_where_nothing_is_found_the_page_says_what_to_try(client: Client) -> None:
    assertContains(client.get("/library/search/", {"q": "bukharin quetzalcoatl"}), NOT_FOUND)
    assertContains(client.get("/library/search/", {"q": "quetzalcoatl"}), "Try fewer words")


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("%", "There is no word or year in that search"),
        ("_", "There is no word or year in that search"),
        ("\0", "There is no word or year in that search"),
        ("\u200f", "There is no word or year in that search"),
        ("?!" * 5000, "There is no word or year in that search"),
        ("<script>alert(1)</script>", NOT_FOUND),
        ("a" * 10_000, NOT_FOUND),
        ("stalin " * 5000, "only its first 10 words were used"),
        ("b c d e f g h i k l m", "only its first 10 words were used"),
        ("Sta\u200flin\0", "found"),
    ],
)
def test_any_text_gets_one_clear_answer(query: str, says: str, client: Client) -> None:
    page = client.get("/library/search/", {"q": query})
    assertContains(page, says)
    assertNotContains(page, "<script")


def test_bytes_that_are_no_text_are_harmless(client: Client) -> None:
    assertContains(client.get("/library/search/?q=%ED%A0%80%FF"), "There is no word or year")


def test_what_is_found_is_counted(client: Client, bank: Bank) -> None:
    assert len(hits(client, "sukhanov volkogonov")) == 1
    assertContains(client.get("/library/search/", {"q": "sukhanov volkogonov"}), ">1 found.")
    assert len(hits(client, "stalin")) == 30
    assertContains(
        client.get("/library/search/", {"q": "stalin"}),
        "More than 30 found; here are the first 30. Add a word to find fewer.",
    )


@pytest.mark.parametrize(("query", "found"), [("sukhanov volkogonov", 1), ("stalin", 30)])
def test_the_page_asks_as_many_questions_for_one_hit_as_for_thirty(
    query: str, found: int, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(4):  # session, user; topics, entries
        assert len(hits(cast.student, query)) == found


def test_a_topic_that_is_not_published_to_a_class_is_found_by_its_author_alone(
    cast: Cast, bank: Bank
) -> None:
    theirs = Topic.objects.create(
        slug="theirs", author=cast.classroom.memberships.get(role="teacher").user
    )
    edition = Bank.objects.create(
        topic=theirs,
        number=1,
        title="Theirs",
        summary="",
        starts=1,
        ends=2,
        published_at=bank.published_at,
    )
    edition.factor_set.create(slug="quorn", order=1, name="Quorn", short_name="Q", summary="")
    index(edition)
    assert hits(cast.teacher, "quorn") == []
    Topic.objects.filter(pk=theirs.pk).update(current=edition)
    assert _finders(cast, "quorn") == {"teacher"}
    cast.classroom.topics.add(theirs)
    assert _finders(cast, "quorn") == {"teacher", "student", "classmate"}


def _finders(cast: Cast, query: str) -> set[str]:
    return {who for who, client in cast.clients().items() if hits(client, query)}


def test_an_edition_that_is_not_current_is_not_found(client: Client, bank: Bank) -> None:
    Topic.objects.update(current=None)
    assert hits(client, "stalin") == []
    assert Entry.objects.filter(bank=bank).exists()


def test_every_kind_of_record_has_its_place() -> None:
    assert set(KINDS) == {*RECORDS, "questions", "factors"}
    assert {kind: place("t", kind, "s") for kind in KINDS} == {
        "evidence": "/library/topics/t/#evidence-s",
        "quotations": "/library/topics/t/#quotations-s",
        "people": "/library/topics/t/people/#people-s",
        "events": "/library/topics/t/timeline/#events-s",
        "documents": "/library/topics/t/reference/#documents-s",
        "historians": "/library/topics/t/historians/#historians-s",
        "terms": "/library/topics/t/glossary/#terms-s",
        "tables": "/library/topics/t/reference/#tables-s",
        "questions": "/library/topics/t/#questions-s",
        "factors": "/library/topics/t/#factors-s",
        "sources": "/library/topics/t/sources/#sources-s",
    }
