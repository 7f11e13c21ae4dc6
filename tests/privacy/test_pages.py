"""The page on privacy and the starter of an assessment say what is so, to everybody."""

import re
from datetime import timedelta
from html import unescape
from io import BytesIO
from pathlib import Path

import docx
import pytest
from django.conf import settings as site
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains
from pytest_django.fixtures import DjangoAssertNumQueries, Settings

from essayplanner.accounts import guests
from essayplanner.classes import attempts
from essayplanner.plans.querysets import KEPT_DELETED
from essayplanner.privacy.assessment import Entries, Gap, Text, assess
from essayplanner.privacy.cookies import cookies
from tests.conftest import PASSWORD, Cast

PAGES = ["/privacy/", "/privacy/dpia/", "/privacy/dpia.docx"]


def main(client: Client, path: str = "/privacy/") -> str:
    page = client.get(path).content.decode()
    return page[page.index("<main") : page.index("</main>")]


def plain(markup: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def words(client: Client, path: str = "/privacy/") -> str:
    return plain(main(client, path))


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_everybody_may_read_them_and_nobody_may_do_more(path: str, cast: Cast) -> None:
    for client in cast.clients().values():
        assert client.get(path).status_code == client.head(path).status_code == 200
        for verb in ("post", "put", "patch", "delete"):
            assert getattr(client, verb)(path).status_code == 405


@pytest.mark.parametrize("path", PAGES)
def test_they_ask_the_database_nothing(
    path: str, client: Client, django_assert_num_queries: DjangoAssertNumQueries, db: None
) -> None:
    with django_assert_num_queries(0):
        client.get(path)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/", "/accounts/sign-in/", "/accounts/sign-up/", "/join/", "/library/", "/nowhere/"]
)
def test_every_page_leads_there(path: str, client: Client) -> None:
    page = client.get(path).content.decode()
    assert '<footer class="foot"><a href="/privacy/">Privacy</a></footer>' in page
    if path in ("/accounts/sign-up/", "/join/"):
        assert '<a href="/privacy/">What we keep, and who sees it</a>' in page


def test_the_page_is_read_in_some_three_minutes(client: Client) -> None:
    """At 250 to 300 words a minute, without the two tables that open on a press."""
    page = re.sub(r"<details>.*?</details>", "", main(client), flags=re.DOTALL)
    assert len(plain(page).split()) < 900


def test_its_figures_are_those_of_the_settings(client: Client, settings: Settings) -> None:
    settings.KEEP_UNUSED_ACCOUNTS = timedelta(days=3 * 365)
    settings.KEEP_ARCHIVED_CLASSES = timedelta(days=365)
    settings.SESSION_COOKIE_AGE = 45 * 24 * 60 * 60
    said = words(client)
    assert (
        timedelta(days=30),
        timedelta(days=30),
        timedelta(hours=1),
    ) == (KEPT_DELETED, guests.KEPT, attempts.WINDOW)
    for sentence in (
        "Deleted plans 30 days after the plan was deleted",
        "Plans made without an account 30 days after the plan was last worked on",
        "Wrong sign-ins 1 day after",
        "Wrong join codes 1 hour after the code was tried",
        "Sign-ins that have ended 45 days after signing in, or a guest’s last day of work at the",
        "Notes of who looked at a plan 1 year after they looked, or when the plan is erased",
        "Archived classes 1 year after the class was archived",
        "Unused accounts 3 years after",
        "you can read the note for 1 year",
        "12 hours at most; 45 days where you asked to stay signed in; 31 days where you have no",
        "but for those who look after the site; no warning comes before",
    ):
        assert sentence in said
    for page in (words(client, "/privacy/dpia/"), "\n".join(in_word(client))):
        assert "unused for 3 years" in page
        assert "1 year after it is archived" in page


@pytest.mark.parametrize(
    ("path", "figure"), [("/privacy/", r"\b\d+ (?:day|hour|year|month|week)s?\b")]
)
def test_no_figure_is_typed_into_the_page_itself(path: str, figure: str) -> None:
    for name in ("privacy", "dpia"):
        text = Path(site.BASE_DIR, f"templates/privacy/{name}.html").read_text("utf-8")
        assert re.findall(figure, text) == []


@pytest.mark.parametrize(
    ("school", "contact", "says"),
    [
        ("", "", "ask the teacher or whoever gave you the address of this site"),
        ("Hill School", "", "The school office tells you who that is"),
        ("Hill School", "Ms Data, dpo@hill.example", "ask Ms Data, dpo@hill.example ."),
        ("", "Ms Data, dpo@hill.example", "ask Ms Data, dpo@hill.example ."),
    ],
)
def test_it_says_whom_to_ask(
    school: str, contact: str, says: str, client: Client, settings: Settings
) -> None:
    settings.SCHOOL_NAME, settings.PRIVACY_CONTACT = school, contact
    said = words(client)
    assert says in said
    assert ("Hill School runs this site" in said) == bool(school)
    assert ("Whoever runs this site decides" in said) == (not school)


def test_what_is_typed_into_the_settings_is_no_markup(client: Client, settings: Settings) -> None:
    settings.SCHOOL_NAME = settings.PRIVACY_CONTACT = "<b>St John’s</b>"
    for path in PAGES[:2]:
        assertNotContains(client.get(path), "<b>St")
        assertContains(client.get(path), "&lt;b&gt;St John’s&lt;/b&gt;")
    assert any("<b>St John’s</b>" in text for text in in_word(client))


@pytest.mark.parametrize("keeps", [True, False])
def test_it_says_what_stays_after_deleting(keeps: bool, client: Client, settings: Settings) -> None:
    settings.KEEP_HANDED_IN = keeps
    said = words(client)
    assert ("stays with that class as you last handed it in, without your name" in said) == keeps
    assert ("Plans that you handed in go too." in said) == (not keeps)
    assert ("Plans handed in go too." in words(client, "/privacy/dpia/")) == (not keeps)


def test_a_providers_part_is_said_where_there_is_one(client: Client, settings: Settings) -> None:
    assert "Google" not in words(client)
    settings.SOCIALACCOUNT_PROVIDERS = {"google": {}}
    said = words(client)
    assert "they learn that you do, and tell us your account number there, and nothing" in said
    assert "Number of an account with Google, and nothing else" in words(client, "/privacy/dpia/")
    assert "Sign-in with Google is switched on" in words(client, "/privacy/dpia/")


def test_whether_e_mail_is_sent_is_said(client: Client, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    assert "None is asked for, and this site sends none" in words(client)
    assert "No e-mail is sent from here." in words(client, "/privacy/dpia/")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert "to get back in when you forget your password" in words(client)
    assert "E-mail is sent, to addresses that their owners added" in words(client, "/privacy/dpia/")


@pytest.mark.django_db
def test_every_cookie_that_is_set_is_named(cast: Cast) -> None:
    named = {row.name for row in cookies()}
    client = Client()
    client.get("/accounts/sign-in/")
    client.post("/accounts/sign-in/", {"login": "student", "password": PASSWORD})
    client.get(reverse("exports:paper", args=[cast.plan.pk, "one-side", "html"]), {"size": "a4"})
    client.post(reverse("plans:delete", args=[cast.plan.pk]))
    assert {*client.cookies.keys()} <= named
    assert {site.SESSION_COOKIE_NAME, site.CSRF_COOKIE_NAME} <= {*client.cookies.keys()}
    said = words(client)
    assert all(name in said for name in named)


@pytest.mark.django_db
def test_the_device_keeps_what_the_page_says() -> None:
    """What the scripts keep in a browser, so that a new thing is said on the page first."""
    scripts = Path(site.BASE_DIR, "static/js").glob("*.js")
    kept = {
        found
        for path in scripts
        for found in re.findall(
            r'(localStorage|sessionStorage|indexedDB|caches|document\.cookie\s*=)[.\w]*\(?("[\w-]+"|)',
            path.read_text("utf-8"),
        )
    }
    assert kept == {
        ("indexedDB", '"essayplanner"'),
        ("localStorage", '"all-words"'),
        ("localStorage", '"single-keys"'),
        ("sessionStorage", ""),  # whether a rehearsal's clock is hidden
    }


def in_word(client: Client) -> list[str]:
    answer = client.get("/privacy/dpia.docx")
    assert answer["Content-Disposition"] == 'attachment; filename="essay-planner-dpia.docx"'
    document = docx.Document(BytesIO(answer.content))
    texts = [paragraph.text for paragraph in document.paragraphs]
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    return [*texts, *(cell.text for cell in cells)]


def test_the_page_and_the_word_document_say_the_same(client: Client) -> None:
    page, paper = words(client, "/privacy/dpia/"), in_word(client)
    for step in assess():
        assert step.title in page
        assert step.title in paper
        for block in step.blocks:
            if isinstance(block, Entries):
                said = [*block.labels[1:], *(cell for row in block.rows for cell in row)]
                assert set(said) <= {*paper}
            else:
                said = [block.text if isinstance(block, Text) else block.asks]
                assert any(said[0] in text for text in paper)
            assert [text for text in said if text not in page] == []


def test_each_gap_is_marked_for_the_school(client: Client, settings: Settings) -> None:
    def gaps() -> list[str]:
        return [row.asks for step in assess() for row in step.blocks if isinstance(row, Gap)]

    assert words(client, "/privacy/dpia/").count("School: ") == len(gaps()) > 10
    assert sum(text.startswith("School: ") for text in in_word(client)) == len(gaps())
    before = gaps()
    settings.SCHOOL_NAME, settings.PRIVACY_CONTACT = "Hill School", "Ms Data"
    assert len(gaps()) == len(before) - 2
    assert "Controller: Hill School." in words(client, "/privacy/dpia/")


def test_codes_of_the_second_step_are_named(client: Client) -> None:
    assert "a join code or a code of the second step was wrong" in words(client)
    assert "second step: a time for each, under the account" in words(client, "/privacy/dpia/")
