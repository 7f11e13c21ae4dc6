"""People, historians, glossary, reference and sources; and that every link arrives somewhere."""

import re
from typing import Any

import pytest
from django.test import Client

from essayplanner.library import pages
from factors.checking import check
from factors.loading import load_pack, write_draft
from factors.models import Bank
from tests.factors.packs import sound
from tests.library.banks import PAGES, RICH, TOPIC, part, read, rich, says

pytestmark = pytest.mark.django_db


def test_a_person_shows_names_life_posts_stances_fate_and_where_they_stand() -> None:
    rich()
    assert part(read("people/"), "people-cromwell", "article") == (
        "Thomas Cromwell c. 1485–1540 Also: Crumwell Ran the closing of each religious house. "
        "Posts Jan 1535 Vicegerent in spirituals "
        "Where they stood 1535–1540 The Crown: Drew up the Acts. "
        "What became of them Beheaded. "
        "In evidence Mar 1536 The Act of 1536 Oct – Dec 1536 (O.S.) The Pilgrimage of Grace "
        "In events 1535 Commissioners count what each religious house is worth "
        "Source: Knowles, 1959"
    )


def test_what_a_person_stands_in_is_in_order_of_date() -> None:
    rich({"evidence.1.date": "1534"})
    text = part(read("people/"), "people-cromwell", "article")
    assert "In evidence 1534 (O.S.) The Pilgrimage of Grace Mar 1536 The Act of 1536" in text


def test_a_historian_shows_a_position_and_quotations() -> None:
    rich({"historians.+": {"slug": "aston", "family": "Aston", "position": "Silent here."}})
    page = read("historians/")
    knowles = part(page, "historians-knowles", "section")
    assert knowles.startswith("David Knowles Puts the Crown’s finances before doctrine. Money came")
    assert "Test this against … Mar 1536 The Act of 1536" in knowles
    assert part(page, "historians-aston", "section") == (
        "Aston Silent here. Cited in this topic, but not quoted."
    )
    assert page.index("historians-aston") < page.index("historians-knowles")


def test_the_glossary_explains_its_terms_in_order_each_with_the_others() -> None:
    rich()
    page = read("glossary/")
    assert re.findall(r'id="terms-(\w+)"', page) == ["act", "house"]
    assert part(page, "terms-house", "div") == (
        "religious house also house A place where monks or nuns lived by a rule."
    )
    assert re.findall(r'class="term"[^>]*>([^<]+)<', page) == ["religious house"]


def test_a_reference_table_is_a_table_with_heads_of_columns_and_rows_and_its_sources() -> None:
    rich()
    page = read("reference/")
    table = page[page.index("<table") : page.index("</table>")]
    assert re.findall(r'<th scope="col">(.*?)</th>', table) == ["Year", "Houses", "Source"]
    assert re.findall(r'<th scope="row">(.*?)</th>', table) == ["1536", "1540"]
    assert [says(cell) for cell in re.findall(r"<td.*?</td>", table)] == [
        *("243", "Parliament of England, 1536, p. 1"),
        *("the rest", ""),
    ]
    assert "Counts differ." in part(page, "tables-closed", "section")


def test_a_document_groups_its_passages_by_person_and_never_mixes_translations() -> None:
    rich()
    assert part(read("reference/"), "documents-letters", "article") == (
        "The commissioners’ letters Sept 1535 Reports of what they saw in each house. "
        "(Parliament of England, 1536) "
        "Historians disagree Some: They lied. Others: They exaggerated. "
        "On Thomas Cromwell "
        "In the words of Parliament of England, 1536 "
        "“Sir, first.” Wording: Spelling made modern. “Sir, second.” "
        "In the words of Knowles, 1959 “My lord, first.” "
        "On Robert Aske In the words of Parliament of England, 1536 “He is a captain.”"
    )


def test_a_source_shows_its_reference_and_what_rests_on_it() -> None:
    rich()
    page = read("sources/")
    assert re.findall(r'id="sources-([\w-]+)"', page) == [
        "knowles-religious-orders",
        "suppression-act",
    ]
    assert part(page, "sources-suppression-act", "li").startswith("Parliament of England (1536)")
    assert re.findall(r'class="muted">(\w+):</span> <a href="([^"]+)"', page) == [
        ("evidence", f"{TOPIC}#evidence-pilgrimage"),
        ("quotation", f"{TOPIC}#quotations-knowles-on-money"),
        ("event", f"{TOPIC}timeline/#events-valor"),
        ("event", f"{TOPIC}timeline/#events-last-house"),
        ("person", f"{TOPIC}people/#people-cromwell"),
        ("document", f"{TOPIC}reference/#documents-letters"),
        ("evidence", f"{TOPIC}#evidence-act-of-1536"),
        ("person", f"{TOPIC}people/#people-aske"),
        ("table", f"{TOPIC}reference/#tables-closed"),
        ("document", f"{TOPIC}reference/#documents-letters"),
    ]


@pytest.mark.parametrize("topic", [TOPIC, "/library/topics/stalin-rise/"])
def test_every_link_between_the_pages_arrives_and_no_anchor_stands_twice(
    topic: str, client: Client
) -> None:
    rich()
    texts = {topic + page: client.get(topic + page).content.decode() for page in PAGES}
    anchors = {path: re.findall(r'\sid="([^"]+)"', text) for path, text in texts.items()}
    assert {path: len(set(ids)) for path, ids in anchors.items()} == {
        path: len(ids) for path, ids in anchors.items()
    }
    lost = {
        (path, link)
        for path, text in texts.items()
        for link in re.findall(r'href="([^"]*#[^"]+)"', text)
        for page, _, anchor in [link.rpartition("#")]
        if not page.startswith("?") and anchor not in anchors[page or path]
    }
    assert lost == set()


def test_no_page_has_anything_inline_or_from_another_host(client: Client) -> None:
    rich({"sources.0.url": "https://example.org/"})
    for page in PAGES:
        text = client.get(TOPIC + page).content.decode()
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", text), page
        assert not re.search(r"""(?:src|href|action)=["']?(?:https?:)?//""", text), page


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        ("people/", "Nobody stands in this topic yet."),
        ("historians/", "No historian stands in this topic yet."),
        ("glossary/", "No term is explained in this topic yet."),
        ("reference/", "This topic has no tables and no documents yet."),
    ],
)
def test_an_empty_page_says_so_and_is_not_in_the_row_of_pages(
    page: str, sentence: str, client: Client
) -> None:
    tables = ("historians", "quotations", "people", "events", "terms", "tables", "documents")
    nothing: dict[str, Any] = {table: [] for table in tables}
    load_pack(check(sound({"evidence.0.people": [], **nothing})))
    answer = client.get(TOPIC + page).content.decode()
    assert sentence in answer
    assert f'<a href="{TOPIC}{page}"' not in answer


def test_a_draft_is_drawn_anew_each_time() -> None:
    topic = rich().topic
    draft = write_draft(topic, check(sound(RICH)))
    first = pages.glossary(draft)
    draft.term_set.filter(slug="act").update(meaning="A statute.")
    assert "A statute." in pages.glossary(Bank.objects.get(pk=draft.pk))
    assert "A statute." not in first


def test_a_new_edition_is_drawn_anew() -> None:
    rich()
    assert "A statute." not in read("glossary/")
    rich({"terms.1.meaning": "A statute."})
    assert "A statute." in read("glossary/")
