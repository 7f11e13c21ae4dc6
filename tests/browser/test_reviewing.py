"""Reviewing in a real browser: few steps, nothing lost, by keyboard, on a phone, without scripts."""

import sqlite3
import uuid

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Server, saved, sign_in
from tests.browser.test_few_steps import Hands

MOST = 10
EXAM = "edexcel-9hi0-essay"
TEACHER = "ms.okafor"


def plan_of(server: Server, username: str) -> str:
    """Return the key of a student's plan."""
    rows = sqlite3.connect(server.data / "db.sqlite3").execute(
        "SELECT plans_plan.id FROM plans_plan JOIN accounts_user ON owner_id = accounts_user.id"
        " WHERE username = ?",
        [username],
    )
    return str(uuid.UUID(rows.fetchone()[0]))


def store(server: Server, *statements: str) -> None:
    with sqlite3.connect(server.data / "db.sqlite3", timeout=30) as rows:
        for statement in statements:
            rows.execute(statement)


@pytest.fixture
def review(page: Page, server: Server) -> Page:
    """Priya's plan, handed in by nobody, before her teacher; marked on an essay format."""
    store(
        server,
        "DELETE FROM reviews_comment",
        "DELETE FROM reviews_level",
        "DELETE FROM reviews_review",
        "DELETE FROM reviews_savedcomment",
        f"UPDATE classes_assignment SET exam_format = '{EXAM}'",
        "INSERT INTO reviews_savedcomment (owner_id, code, text, shared, question, made_at)"
        f" SELECT id, 'ev', 'Which fact proves it?', 0, '', '2026-01-01' FROM accounts_user"
        f" WHERE username = '{TEACHER}'",
        "INSERT INTO reviews_savedcomment (owner_id, code, text, shared, question, made_at)"
        f" SELECT id, 'how', 'Say how it led to the result.', 0, '', '2026-01-01'"
        f" FROM accounts_user WHERE username = '{TEACHER}'",
    )
    sign_in(page, server.address, TEACHER)
    open_review(page, server)
    return page


def open_review(page: Page, server: Server, username: str = "priya.r") -> None:
    page.goto(f"{server.address}/plans/{plan_of(server, username)}/review/")
    expect(page.locator("[data-keys]")).to_be_visible()  # by the script


def box(page: Page, place: str) -> str:
    return f'.beside[data-at="{place}"] textarea[data-comment]'


def test_a_review_takes_at_most_10_steps_besides_typing(review: Page) -> None:
    hands = Hands(review)
    first = review.url
    for digit in "4345":
        hands.press(digit)
    expect(review.locator("#spans")).to_have_text("Between Level 3 and Level 5: 8–20 marks of 20.")
    hands.click('.beside[data-at="skill-point"] .say')
    review.keyboard.type("ev ")
    hands.click('.beside[data-at="skill-explanation"] .say')
    review.keyboard.type("how ")
    hands.click('.beside[data-at="judgement"] .say')
    review.keyboard.type("Well weighed.")
    hands.press("Control+Shift+Enter")
    expect(review.locator(".message")).to_contain_text(
        "Released: Priya Raman can read 3 comments", timeout=20_000
    )
    assert review.url != first
    print(f"A review takes {hands.steps} steps besides typing.")
    assert hands.steps <= MOST
    review.goto(first)
    expect(review.locator(".comment.released .said")).to_have_text(
        ["Which fact proves it?", "Say how it led to the result.", "Well weighed."]
    )


def test_a_few_letters_offer_saved_comments_to_the_arrow_keys(review: Page) -> None:
    area = review.locator(box(review, "skill-point"))
    review.click('.beside[data-at="skill-point"] .say')
    review.keyboard.type("result")
    expect(review.locator("#offers li")).to_have_text(["how Say how it led to the result."])
    review.keyboard.press("ArrowDown")
    expect(area).to_have_attribute("aria-activedescendant", "offer-0")
    assert Axe().run(review).violations_count == 0
    review.keyboard.press("Enter")
    expect(area).to_have_value("Say how it led to the result.")
    expect(review.locator("#offers li")).to_have_count(0)
    review.keyboard.press("Control+z")
    expect(area).to_have_value("result")
    saved(review)
    review.reload()
    expect(area).to_have_value("result")


def test_marked_words_are_commented_on_by_key_and_found_again(review: Page) -> None:
    review.evaluate(
        """() => {
            const words = document.querySelector("[data-place=skill-point] [data-words]");
            getSelection().setBaseAndExtent(words.firstChild, 9, words.firstChild, 19);
        }"""
    )
    expect(review.locator("#on-words")).to_be_visible()
    review.keyboard.press("c")
    review.keyboard.type("Real? Since when?")
    saved(review)
    review.reload()
    said = review.locator('.beside[data-at="skill-point"] .on')
    expect(said).to_have_text("real skill")
    expect(review.locator("mark")).to_have_text("real skill")


def test_a_box_left_empty_goes_and_a_comment_is_deleted(review: Page) -> None:
    boxes = review.locator(box(review, "skill-point"))
    review.click('.beside[data-at="skill-point"] .say')
    expect(boxes).to_be_focused()
    expect(review.locator('[name$=".was"][name^="comment-"]')).to_have_count(1)
    review.keyboard.press("Escape")
    expect(boxes).to_have_count(0)
    review.click('.beside[data-at="skill-point"] .say')
    review.keyboard.type("No.")
    saved(review)
    review.locator("summary", has_text="Delete").click()
    review.get_by_role("button", name="Yes, delete it").click()
    expect(boxes).to_have_count(0)
    review.reload()
    expect(boxes).to_have_count(0)


def test_a_comment_begun_without_a_connection_is_saved_later(review: Page) -> None:
    review.context.set_offline(True)
    review.click('.beside[data-at="skill-point"] .say')
    review.keyboard.type("On the train.")
    expect(review.locator(".comment.box .hint")).to_contain_text("Keep this page open")
    review.context.set_offline(False)
    expect(review.locator(".comment.box .hint")).to_have_count(0, timeout=10_000)
    saved(review)
    review.reload()
    expect(review.locator(box(review, "skill-point"))).to_have_value("On the train.")


def test_two_windows_that_set_a_level_choose_one(review: Page) -> None:
    other = review.context.new_page()
    other.goto(review.url)
    expect(other.locator("[data-keys]")).to_be_visible()
    other.keyboard.press("2")
    expect(other.locator('[name="level-Analysis.was"]')).to_have_value("Level 2")
    review.keyboard.press("4")
    review.get_by_role("button", name="Keep Level 4").click()
    expect(review.locator('[name="level-Analysis.was"]')).to_have_value("Level 4")
    other.reload()
    expect(other.locator('[name="level-Analysis"]:checked')).to_have_value("Level 4")


def test_going_on_by_key_loses_nothing(review: Page) -> None:
    first = review.url
    review.click('.beside[data-at="skill-point"] .say')
    review.keyboard.type("Half a sen")
    review.keyboard.press("Escape")
    review.keyboard.press("p")
    expect(review).not_to_have_url(first)
    review.goto(first)
    expect(review.locator(box(review, "skill-point"))).to_have_value("Half a sen")


def test_single_keys_can_be_switched_off(review: Page) -> None:
    review.keyboard.press("?")
    review.get_by_label("Single keys").uncheck()
    review.get_by_role("button", name="Close").click()
    review.keyboard.press("4")
    expect(review.locator(".strand :checked")).to_have_count(0)
    review.evaluate("localStorage.clear()")


def test_what_a_strand_asks_opens_for_the_keyboard_or_for_good(review: Page) -> None:
    folds = review.locator(".words-of")
    asked = review.locator(".words-of[open]")
    expect(asked).to_have_count(0)
    assert review.evaluate(
        "document.querySelector('#release').getBoundingClientRect().bottom < innerHeight + 100"
    )
    review.focus("#mark")
    for _ in range(2):
        review.keyboard.press("Shift+Tab")
    expect(asked).to_have_count(1)
    expect(asked.locator("dt")).to_have_text(["Low Levels 1–2", "Middle Level 3", "Top Levels 4–5"])
    review.locator("label", has_text="Level 2").first.click()
    expect(asked).to_have_count(1)
    review.get_by_label("Always show what each asks").check()
    expect(asked).to_have_count(folds.count())
    review.reload()
    expect(asked).to_have_count(4)
    review.get_by_label("Always show what each asks").uncheck()
    expect(asked).to_have_count(0)
    review.evaluate("localStorage.clear()")


def test_evidence_of_the_library_is_folded_and_the_contents_lead_to_a_part(review: Page) -> None:
    evidence = review.locator(".part.evidence .given").first
    expect(evidence.locator(".words")).to_be_hidden()
    evidence.locator("summary").click()
    expect(evidence.locator(".words")).to_be_visible()
    review.get_by_role("navigation", name="Parts of the plan").get_by_text("Judgement").click()
    expect(review.get_by_role("heading", name="Judgement")).to_be_in_viewport()


def test_the_page_is_accessible_in_every_dress(review: Page) -> None:
    review.click('.beside[data-at="skill-point"] .say')
    review.keyboard.type("Why?")
    review.keyboard.press("Escape")
    saved(review)
    for scheme in ("light", "dark"):
        review.emulate_media(color_scheme=scheme)
        for width in (1280, 320):
            review.set_viewport_size({"width": width, "height": 900})
            found = Axe().run(review)
            assert found.violations_count == 0, found.generate_report()
            assert review.evaluate("document.documentElement.scrollWidth") <= width


def test_without_scripts_every_verb_is_a_form(
    review: Page, browser: Browser, server: Server
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, server.address, TEACHER)
    page.goto(f"{server.address}/plans/{plan_of(server, 'priya.r')}/review/")
    page.locator("label", has_text="Level 4").first.click()
    page.fill("#summary", "Rank them.")
    page.get_by_role("button", name="Comment on Skill: point").click()
    area = page.locator(box(page, "skill-point"))
    area.fill("Good.")
    page.select_option("#use", label="ev: Which fact proves it?")
    page.get_by_role("button", name="Put in").click()
    expect(area).to_have_value("Good.\nWhich fact proves it?")
    expect(page.locator("#summary")).to_have_value("Rank them.")
    expect(page.locator('[name="level-Analysis"]:checked')).to_have_value("Level 4")
    page.get_by_role("button", name="Release", exact=True).click()
    expect(page.locator(".message")).to_contain_text(
        "Priya Raman can read 1 comment, 1 level and what to do next now."
    )
    expect(page.locator(".comment.released .said")).to_contain_text("Which fact proves it?")
    context.close()
