"""A topic as columns of factors: each item once in full, and all that is known of it."""

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from essayplanner.accounts.models import User
from factors.models import Topic
from tests.conftest import Cast
from tests.factors.packs import sound
from tests.library.banks import RICH, TOPIC, part, read, rich, says

pytestmark = pytest.mark.django_db


def test_a_piece_of_evidence_shows_all_that_is_known_of_it() -> None:
    rich()
    assert part(read(), "evidence-act-of-1536", "article") == (
        "Mar 1536 The Act of 1536 "
        "Parliament gave the Crown every house worth less than £200 a year. "
        "(Parliament of England, 1536, 27 Hen. 8, c. 28) "
        "For Money: The line was drawn by income. "
        "Against Faith: Larger houses were praised in the same Act. "
        "Thomas Cromwell"
    )


def test_both_views_of_a_disputed_matter_and_an_old_style_date_are_shown() -> None:
    rich()
    text = part(read(), "evidence-pilgrimage", "article")
    assert text.startswith("Oct – Dec 1536 (O.S.) The Pilgrimage of Grace ")
    assert "Historians disagree Some: It was about religion. Others: It was about taxes." in text


def test_a_quotation_shows_its_short_form_first_and_everything_to_cite_and_test_it() -> None:
    rich()
    assert part(read(), "quotations-knowles-on-money", "article") == (
        "David Knowles Money came first. “These words … a few more were.” "
        "The whole quotation “These words were written for a test, and then a few more were.” "
        "David Knowles, The Religious Orders in England (1959), p. 7 unchecked wording "
        "For Money: It says so. Against Faith: It leaves religion out. "
        "Test this against … Mar 1536 The Act of 1536 "
        "Oct – Dec 1536 (O.S.) The Pilgrimage of Grace "
        "Before you use it Nobody wrote this. Wording: Invented."
    )


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        (
            {"sources.0.original": 1948, "sources.0.edition": "2nd edn"},
            "The Religious Orders in England (first 1948; edition of 1959, 2nd edn), p. 7",
        ),
        ({"quotations.0.page": ""}, "(1959), page not known"),
        (
            {"sources.0.type": "chapter", "sources.0.container_title": "Essays"},
            "‘The Religious Orders in England’, in Essays (1959), p. 7",
        ),
        ({"quotations.0.checked": "British Library, 2 May 2026"}, "checked: British Library"),
    ],
)
def test_a_quotation_says_which_printing_it_is_from(changes: dict[str, Any], shown: str) -> None:
    rich(changes)
    assert shown in part(read(), "quotations-knowles-on-money", "article")


def test_a_checked_quotation_has_no_flag_and_one_without_a_short_form_stands_whole() -> None:
    rich({"quotations.0.checked": "Seen.", "quotations.0.short": ""})
    text = part(read(), "quotations-knowles-on-money", "article")
    assert "unchecked wording" not in text
    assert "The whole quotation" not in text
    assert "“These words were written for a test, and then a few more were.”" in text


def test_an_item_stands_in_full_where_it_first_supports_and_as_a_link_elsewhere() -> None:
    rich()
    faith, money = (part(read(), f"factors-{slug}", "section") for slug in ("faith", "money"))
    assert "Rebels in the north" in faith
    assert "Rebels in the north" not in money
    assert "Oct – Dec 1536 (O.S.) The Pilgrimage of Grace under Faith" in money
    # What only turns against a factor is no part of its column.
    assert "The Act of 1536" not in faith
    assert "Evidence 1" in faith
    assert "Evidence 2" in money


def test_evidence_stands_in_order_of_date() -> None:
    earlier = sound()["evidence"][0] | {"slug": "earlier", "date": "1529"}
    rich({"evidence.+": earlier})
    assert re.findall(r'id="evidence-([\w-]+)"', read()) == [
        "earlier",
        "act-of-1536",
        "pilgrimage",
    ]


def test_eight_factors_have_a_column_each_with_a_mark() -> None:
    factors = [
        {"slug": slug, "name": slug, "short_name": slug, "summary": "It mattered."}
        for slug in ("money", "faith", *"abcdef")
    ]
    rich({"topic.factors": factors})
    headings = re.findall(r"<h2.*?mark-(\d).*?</h2>", read())
    assert headings == list("12345678")


def test_a_question_is_planned_from_here(client: Client) -> None:
    rich()
    page = client.get(TOPIC).content.decode()
    path = "/plans/start/dissolution/how-far-money/"
    assert f'<form class="choose" method="post" action="{path}">' in page
    assert "How far was money the reason" in part(page, "questions-how-far-money", "li")
    assert client.post(path).status_code == 302


def test_a_term_is_explained_once_in_an_item_and_again_in_the_next() -> None:
    rich()
    terms = re.findall(r'class="term" href="([^"]+)" data-meaning="([^"]+)">([^<]+)<', read())
    glossary = f"{TOPIC}glossary/"
    house = "A place where monks or nuns lived by a rule."
    act = "A law; it could close a religious house."
    assert terms == [
        (f"{glossary}#terms-house", house, "house"),
        (f"{glossary}#terms-act", act, "Act"),
    ]


@pytest.mark.parametrize(
    "place",
    [
        "topic.title",
        "topic.summary",
        "topic.questions.0.text",
        "topic.factors.0.name",
        "topic.factors.0.short_name",
        "topic.camps.0.name",
        "topic.camps.0.summary",
        "sources.0.title",
        "historians.0.family",
        "historians.0.position",
        "people.0.name",
        "people.0.also.0",
        "people.0.posts.0.text",
        "people.0.stances.0.text",
        "people.0.fate",
        "events.0.title",
        "events.1.views.0.claim",
        "terms.0.term",
        "terms.0.meaning",
        "tables.0.title",
        "tables.0.columns.0",
        "tables.0.rows.0.cells.0",
        "tables.0.note",
        "documents.0.title",
        "documents.0.passages.0.text",
        "documents.0.passages.0.wording",
        "evidence.0.title",
        "evidence.0.text",
        "evidence.0.supports.money",
        "evidence.1.views.0.holders",
        "quotations.0.argues",
        "quotations.0.notes.0",
        "quotations.0.wording",
    ],
)
def test_markup_in_a_bank_is_shown_and_not_obeyed(place: str) -> None:
    rich({place: "<b x='1'>&{{x}}"})
    pages = [Client().get(TOPIC + page).content.decode() for page in ("", *PAGES_BELOW)]
    assert any("&lt;b x=&#x27;1&#x27;&gt;&amp;{{x}}" in page for page in pages)
    assert not any("<b x" in page for page in pages)


PAGES_BELOW = ("timeline/", "people/", "historians/", "glossary/", "reference/", "sources/")


@pytest.mark.parametrize("page", ["", *PAGES_BELOW])
def test_a_topic_that_is_not_open_to_somebody_is_not_there(page: str, cast: Cast) -> None:
    bank = rich()
    author = User.objects.get(username="teacher")
    Topic.objects.filter(pk=bank.topic_id).update(built_in=False, author=author)
    got = {who: client.get(TOPIC + page).status_code for who, client in cast.clients().items()}
    assert got == dict.fromkeys(got, 404) | {"teacher": 200}


def test_a_topic_without_a_published_bank_is_not_there(client: Client) -> None:
    Topic.objects.create(slug="empty", built_in=True)
    assert client.get("/library/topics/empty/").status_code == 404


# For each page: the topic, its counts and its terms; then what stands on it.
COLD = {
    "": 11,  # factors, evidence + people + bearings, quotations + tests + bearings, questions
    "timeline/": 12,  # events + people, evidence + people + bearings; people, factors; camps, people
    "people/": 7,  # camps, people + evidence + events
    "historians/": 7,  # quotations + tests + bearings, historians
    "glossary/": 4,
    "reference/": 7,  # sources, people, tables, documents
    "sources/": 10,  # sources, evidence, quotations, events, people, tables, documents
}


@pytest.mark.parametrize("page", COLD)
def test_a_page_asks_as_often_for_thirty_records_as_for_one(
    page: str, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rich()
    with django_assert_num_queries(COLD[page]):
        client.get(TOPIC + page)
    rich(_many(30))
    with django_assert_num_queries(COLD[page]):
        many = client.get(TOPIC + page)
    assert len(many.content) > 3000
    with django_assert_num_queries(2 if page == "" else 1):
        assert says(client.get(TOPIC + page).content.decode()) == says(many.content.decode())


def _many(number: int) -> dict[str, Any]:
    """Return changes that give the topic ``number`` more of each of its records."""
    tables = {name: sound()[name] for name in ("sources", "evidence", "quotations", "historians")}
    tables |= {name: rows for name, rows in RICH.items() if "." not in name}
    return {
        name: rows + [rows[0] | {"slug": f"more-{n}"} for n in range(number)]
        for name, rows in tables.items()
    }
