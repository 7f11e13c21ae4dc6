"""A writer's pages after something went wrong, and before something is thrown away."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from factors.models import Topic
from tests.authoring.forms import SentForm
from tests.conftest import Cast

pytestmark = pytest.mark.django_db

WRITE = "/library/write/"


def started(client: Client) -> str:
    """The address of a topic that holds two factors and nothing else."""
    new = {
        "title": "The fall of the monasteries",
        "summary": "The Crown closed them.",
        "starts": "1529",
        "ends": "1540",
        "factors-0-text": "Money",
        "factors-1-text": "Faith",
    }
    assert client.post(f"{WRITE}new/", new).status_code == 302
    return f"{WRITE}{Topic.objects.get(author__isnull=False).slug}/"


def posted(client: Client, path: str, **sent: str) -> str:
    """The page of a form that was refused."""
    answer = client.post(path, sent)
    assert answer.status_code == 422
    return answer.content.decode()


def test_a_refused_form_says_so_first_and_leads_to_each_box(cast: Cast) -> None:
    sent = {"date": "one cold day", "title": "A", "bearings-gone-supports": "It paid."}
    page = posted(cast.teacher, f"{started(cast.teacher)}evidence/add/", **sent)
    assert "<title>Not saved: Add a piece of evidence" in page
    assert page.count('role="alert"') == 1
    summary = page.split('role="alert"')[1].split("</div>")[0]
    assert "Nothing is saved yet." in summary
    links = re.findall(r'href="#([^"]+)"', summary)
    assert links == ["id_date", "id_text", "id_source", "id_bearings-money-supports"]
    assert all(f'id="{place}"' in page for place in links)
    assert '<fieldset aria-describedby="id_bearings_helptext id_bearings_error">' in page
    assert re.search(r'<input[^>]*name="date"[^>]*aria-invalid="true"', page)


def test_a_form_that_was_not_sent_has_nothing_wrong_with_it(cast: Cast) -> None:
    page = cast.teacher.get(f"{started(cast.teacher)}evidence/add/").content.decode()
    assert "<title>Add a piece of evidence" in page
    assert "Nothing is saved yet." not in page


def test_a_box_that_must_be_filled_in_says_so_in_words(cast: Cast) -> None:
    page = cast.teacher.get(f"{started(cast.teacher)}events/add/").content.decode()
    labels = re.findall(r'<label for="[^"]+">(.*?)</label>', page)
    needed = [label.split(" <")[0] for label in labels if ">needed</span>" in label]
    assert needed == ["Date", "Event", "Source"]


@pytest.mark.parametrize("action", ["upload/", "replace/"])
@pytest.mark.parametrize("name", ["mine.xlsx", "mine.exe"])
def test_what_is_wrong_with_an_upload_stands_right_under_the_heading(
    action: str, name: str, cast: Cast
) -> None:
    topic = started(cast.teacher)
    path = f"{topic if action == 'replace/' else WRITE}{action}"
    for content in (b"", b"PK\x03\x04 and then nonsense"):
        answer = cast.teacher.post(path, {"file": SimpleUploadedFile(name, content)})
        page = answer.content.decode()
        assert "<title>Not saved: " in page
        assert re.search(r'</h1>\s*<div class="trouble" role="alert"', page)
        assert page.count('role="alert"') == 1


def test_a_new_topic_that_is_refused_says_so_under_the_heading(cast: Cast) -> None:
    page = posted(cast.teacher, f"{WRITE}new/", title="A", starts="1529", ends="1540")
    assert "<title>Not saved: Your topics" in page
    assert re.search(r'</h1>\s*<div class="trouble" role="alert"', page)
    assert 'href="#id_factors-0-text"' in page


def test_what_throws_work_away_is_said_before_the_button_is_there(cast: Cast) -> None:
    topic = started(cast.teacher)
    for path, name, lost in (
        (topic, "Discard the draft", "Throws the whole topic away"),
        (f"{topic}factors/money/", "Delete from the draft", "leaves the draft"),
    ):
        page = cast.teacher.get(path).content.decode()
        (folded,) = re.findall(rf"<details><summary>{name} …</summary>(.*?)</details>", page, re.S)
        assert lost in folded
        assert folded.index(lost) < folded.index(f"<button>{name}</button>")
        assert page.count(f"<button>{name}</button>") == 1


def test_where_there_is_nothing_to_choose_the_form_says_where_to_add_it(cast: Cast) -> None:
    topic = started(cast.teacher)
    answer = cast.teacher.get(f"{topic}quotations/add/")
    assertContains(answer, "None in this topic yet.", count=3)
    for table in ("historians", "sources", "evidence"):
        assertContains(answer, f'<a href="{topic}{table}/add/">Add one</a>')
    for factor in ("money", "faith"):
        cast.teacher.post(f"{topic}factors/{factor}/delete/")
    assertContains(cast.teacher.get(f"{topic}quotations/add/"), f'"{topic}factors/add/">Add one')
    assertNotContains(cast.teacher.get(f"{topic}terms/add/"), "None in this topic yet.")


def test_what_only_some_sources_have_is_folded_away_until_it_is_filled(cast: Cast) -> None:
    topic = started(cast.teacher)
    path = f"{topic}sources/add/"
    empty = cast.teacher.get(path).content.decode()
    assert '<details class="more">' in empty
    folded = empty.split('<details class="more">')[1].split("</details>")[0]
    assert re.findall(r'<input[^>]* name="(\w+)"', folded) == [
        "event",
        "archive",
        "archive_location",
        "url",
        "accessed",
    ]
    speech = {"type": "speech", "title": "A speech", "date": "4 Feb 1931", "event": "Moscow"}
    assert cast.teacher.post(path, speech).status_code == 302
    filled = cast.teacher.get(f"{topic}sources/a-speech/").content.decode()
    assert '<details class="more" open>' in filled


def test_the_folded_boxes_are_sent_with_the_others(cast: Cast) -> None:
    page = cast.teacher.get(f"{started(cast.teacher)}sources/add/").content.decode()
    assert {"title", "url", "accessed"} <= SentForm(page).values.keys()


def test_what_was_refused_counts_as_unsaved_when_the_page_is_left(cast: Cast) -> None:
    path = f"{started(cast.teacher)}terms/add/"
    assertContains(cast.teacher.get(path), 'data-guard=""')
    assert 'data-guard="unsaved"' in posted(cast.teacher, path, term="prior")


def test_the_notes_show_how_a_table_is_written(cast: Cast) -> None:
    topic = started(cast.teacher)
    example = "| Year | Houses closed |"
    assertContains(cast.teacher.get(f"{topic}notes/"), example)
    assertNotContains(cast.teacher.get(f"{topic}quotations/add/"), example)
