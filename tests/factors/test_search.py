"""A search finds every kind of record by its words, the most telling first, in one query."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from factors.checking import check
from factors.loading import load_pack
from factors.models import Bank, Entry
from factors.records import RECORDS
from factors.search import Results, highlight, index, search
from tests.factors.packs import sound

pytestmark = pytest.mark.django_db


def evidence(slug: str, date: str, title: str, **more: Any) -> dict[str, Any]:
    fields = {"text": "A fact.", "source": "stalin-works", "supports": {"money": "It helps."}}
    return {"slug": slug, "date": date, "title": title, **fields, **more}


RUSSIAN: dict[str, Any] = {
    "topic.slug": "zinoviev-falls",
    "sources.+": {
        "slug": "stalin-works",
        "type": "book",
        "title": "Sochineniia",
        "authors": [{"family": "Stalin", "given": "Iosif"}],
        "place": "Moskva",
        "issued": 1949,
    },
    "historians.0": {
        "slug": "carr",
        "family": "Carr",
        "given": "Edward Hallett",
        "position": "Stalin was made by circumstances.",
    },
    "quotations.0.historian": "carr",
    "quotations.0.argues": "Ezhov came later.",
    "people": [
        {
            "slug": "zinoviev",
            "name": "Grigory Zinoviev",
            "also": ["Hirsch Apfelbaum"],
            "lived": "1883–1936",
            "summary": "He led the Comintern.",
            "posts": [{"date": "1919/1926", "text": "Chair of the Comintern"}],
            "source": "stalin-works",
        }
    ],
    "evidence": [
        evidence("thirty", "1922-04-30", "A meeting at the end"),
        evidence("later", "1928-07", "A talk", text="Bukharin calls on Kamenev."),
        evidence("bukharin-speaks", "1928-09-30", "Bukharin prints his Notes"),
        evidence("secretary", "1922-04-03", "A new General Secretary"),
        evidence("removal", "1926-10", "A post is lost", people=["zinoviev"]),
        evidence("span", "1929/1931", "Years of <hunger> & need"),
    ],
    "events": [
        {
            "slug": "congress",
            "date": "1925-12",
            "title": "Fourteenth Congress",
            "people": ["zinoviev"],
            "source": "stalin-works",
        }
    ],
    "terms": [
        {
            "slug": "comintern",
            "term": "Comintern",
            "also": ["Third International"],
            "meaning": "The union of communist parties.",
        }
    ],
    "tables": [
        {
            "slug": "expelled",
            "title": "Who was expelled",
            "columns": ["Who", "When"],
            "rows": [{"cells": ["Uglanov", "1932"]}],
        }
    ],
    "documents": [
        {
            "slug": "testament",
            "title": "A letter to the Congress",
            "date": "1922-12-24",
            "summary": "Dictated over several days.",
            "source": "stalin-works",
            "passages": [
                {
                    "about": "zinoviev",
                    "translation": "stalin-works",
                    "text": "October was no accident.",
                }
            ],
        }
    ],
}


def russian(changes: dict[str, Any] | None = None) -> Bank:
    tables = sound(RUSSIAN | (changes or {}))
    load_pack(check(tables))
    return Bank.objects.get(current_of__slug=tables["topic"]["slug"])


def found(bank: Bank, query: str) -> list[str]:
    return [f"{hit.kind}/{hit.slug}" for hit in search([bank.pk], query).hits]


@pytest.fixture
def zinoviev_falls(db: None) -> Bank:
    return russian()


BY_HIM = ["people/zinoviev", "evidence/removal", "events/congress", "documents/testament"]


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("Bukharin 1928", ["evidence/bukharin-speaks", "evidence/later"]),
        ("buk kam", ["evidence/later"]),
        ("1928", ["evidence/later", "evidence/bukharin-speaks"]),
        ("3 April 1922", ["evidence/secretary"]),
        ("April 1922", ["evidence/secretary", "evidence/thirty"]),
        ("Apr. 1922", ["evidence/secretary", "evidence/thirty"]),
        ("1930", ["evidence/span"]),
        ("Zinov'ev", BY_HIM),
        ("Apfelbaum", BY_HIM),
        ("third international", ["terms/comintern"]),
        ("Comintern", ["terms/comintern", "people/zinoviev"]),
        ("Uglanov 1932", ["tables/expelled"]),
        ("Yezhov", ["quotations/knowles-on-money"]),
        ("edward carr circumstances", ["historians/carr"]),
        ("Iosif Stalin 1949", ["sources/stalin-works"]),
        ("Reform of religion", ["factors/faith"]),
        ("how far dissolved", ["questions/how-far-money"]),
        ("accident october", ["documents/testament"]),
        ("Bukharin 1936", []),
        ("ukharin", []),
    ],
)
def test_a_query_finds_what_holds_all_its_words(
    query: str, slugs: list[str], zinoviev_falls: Bank
) -> None:
    assert found(zinoviev_falls, query) == slugs


def test_every_kind_of_record_can_be_found(zinoviev_falls: Bank) -> None:
    kinds = set(Entry.objects.filter(bank=zinoviev_falls).values_list("kind", flat=True))
    assert kinds == {*RECORDS, "questions", "factors"}


def test_a_hit_says_where_it_is_and_shows_what_was_found(zinoviev_falls: Bank) -> None:
    (hit,) = search([zinoviev_falls.pk], "hunger fact").hits
    assert (hit.bank_id, hit.kind, hit.slug, hit.title, hit.date, str(hit.excerpt)) == (
        zinoviev_falls.pk,
        "evidence",
        "span",
        "Years of <hunger> & need",
        "1929–1931",
        "A <mark>fact</mark>. It helps.",
    )


def test_an_excerpt_begins_near_what_was_found() -> None:
    text = f"{'word ' * 100}and then Kamenev’s <answer> came{' more' * 100}"
    bank = russian({"evidence.0.text": text})
    (hit,) = search([bank.pk], "kamenev meeting").hits
    assert hit.excerpt == (
        f"… {'word ' * 10}and then <mark>Kamenev’s</mark> &lt;answer&gt; came{' more' * 27} …"
    )


def test_only_the_banks_that_are_given_are_searched(zinoviev_falls: Bank, bank: Bank) -> None:
    both = Bank.objects.filter(pk__in=[bank.pk, zinoviev_falls.pk])
    banks = {hit.bank_id for hit in search(both, "Zinoviev", limit=1000).hits}
    assert banks == {bank.pk, zinoviev_falls.pk}
    assert search([], "Zinoviev") == Results()
    assert {hit.bank_id for hit in search([bank.pk], "Zinoviev").hits} == {bank.pk}


def test_a_new_edition_is_found_by_what_it_says_and_the_old_one_by_what_it_said() -> None:
    old = russian()
    new = russian({"evidence.0.title": "A meeting at Shakhty"})
    assert (found(new, "Shakhty"), found(old, "Shakhty")) == (["evidence/thirty"], [])
    assert (found(new, "meeting end"), found(old, "meeting end")) == ([], ["evidence/thirty"])


def test_indexing_again_changes_nothing(zinoviev_falls: Bank) -> None:
    def rows() -> list[tuple[Any, ...]]:
        shown = ("bank", "kind", "slug", "rank", "heading", "folded", "title", "date", "text")
        return list(Entry.objects.order_by("bank", "kind", "slug").values_list(*shown))

    before = rows()
    index(zinoviev_falls)
    assert rows() == before


@pytest.mark.parametrize(("limit", "more"), [(1, True), (4, False), (5, False)])
def test_a_search_says_whether_there_is_more(limit: int, more: bool, zinoviev_falls: Bank) -> None:
    results = search([zinoviev_falls.pk], "Zinoviev", limit)
    assert (len(results.hits), results.more) == (min(limit, 4), more)


@pytest.mark.parametrize("query", ["Apfelbaum", "a", "nowhere", "co-operation " * 20])
def test_a_search_is_one_query(
    query: str, zinoviev_falls: Bank, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        search(Bank.objects.filter(current_of__isnull=False), query)


HOSTILE = [
    *("", "%", "_", "\\", "'", "\0", "\ud800", "\u200f", "-", "' OR 1=1 --", "<script>"),
    *("a" * 10_000, "a " * 10_000, "a-" * 10_000, "%" * 10_000, "A_B%C\0D"),
]


@pytest.mark.parametrize("query", HOSTILE)
def test_any_text_may_be_searched_for(query: str, zinoviev_falls: Bank) -> None:
    assert {hit.bank_id for hit in search([zinoviev_falls.pk], query).hits} <= {zinoviev_falls.pk}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(st.text())
def test_any_text_at_all_may_be_searched_for(zinoviev_falls: Bank, query: str) -> None:
    assert len(search([zinoviev_falls.pk], query, 1).hits) <= 1


def test_what_is_found_is_marked_in_any_spelling_and_all_else_is_escaped() -> None:
    text = "Trotskii’s <b>reply</b> to Zinov'ev & co-operation"
    assert highlight(text, "trotsky zinoviev cooperation b") == (
        "<mark>Trotskii’s</mark> &lt;<mark>b</mark>&gt;reply&lt;/<mark>b</mark>&gt; to "
        "<mark>Zinov&#x27;ev</mark> &amp; <mark>co-operation</mark>"
    )
