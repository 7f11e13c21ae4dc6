"""Keys: one goes from anywhere to any stage, and none is in anybody's way."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in

FOCUSED = "document.activeElement.id"


@pytest.fixture
def desk(page: Page, address: str) -> Page:
    """A guest's new plan."""
    page.goto(address)
    page.locator("summary", has_text="Choose a question").first.click()
    page.get_by_role("button", name="Plan this").first.click()
    expect(page.locator("[data-keys]:not([hidden])")).to_be_attached()  # by the script
    return page


def test_one_key_goes_from_anywhere_to_any_stage(desk: Page) -> None:
    desk.focus("#judgement")
    went = []
    for number in range(1, 8):
        desk.keyboard.press(f"Control+Shift+Digit{number}")
        went.append(desk.evaluate(FOCUSED))
    assert went == [
        *("question", "argument", "factors-stage", "skill-point"),
        *("challenge", "judgement", "finding-no_line_of_argument-argument"),
    ]


def test_the_same_key_again_goes_to_the_next_empty_box(desk: Page) -> None:
    desk.keyboard.press("Control+Shift+Digit2")
    desk.keyboard.type("Structure.")
    went = []
    for _ in range(4):
        desk.keyboard.press("Control+Shift+Digit2")
        went.append(desk.evaluate(FOCUSED))
    assert went == ["criterion_1", "criterion_2", "criterion_3", "criterion_1"]


def test_evidence_for_the_paragraph_in_hand_is_one_key_away(desk: Page) -> None:
    desk.focus("#rivals-point")
    desk.keyboard.press("Control+Shift+Digit8")
    expect(desk.locator('[name="to"][value="rivals"]')).to_be_checked()
    desk.keyboard.press("Escape")
    assert desk.evaluate(FOCUSED) == "rivals-point"


def test_a_factor_moves_by_the_arrows_and_keeps_the_focus(desk: Page) -> None:
    desk.focus("#up-structure")
    desk.keyboard.press("Alt+ArrowUp")
    expect(desk.locator("#announce")).to_contain_text("Ranked: ")
    assert desk.evaluate(FOCUSED) == "up-structure"


def test_the_list_of_keys_opens_closes_and_can_be_kept_from_opening_by_one_key(desk: Page) -> None:
    listed = desk.get_by_role("dialog", name="Keys")
    desk.keyboard.press("?")
    expect(listed).to_be_visible()
    listed.get_by_label("Let ? alone open this list").uncheck()
    desk.keyboard.press("Escape")
    desk.keyboard.press("?")
    expect(listed).to_be_hidden()
    desk.keyboard.press("Control+/")
    expect(listed).to_be_visible()
    listed.get_by_role("button", name="Close").click()
    desk.locator("#menu summary").click()
    desk.get_by_role("button", name="Keys").click()
    expect(listed).to_be_visible()


def test_a_question_mark_in_a_box_is_a_question_mark(desk: Page) -> None:
    desk.type("#argument", "Why him?")
    expect(desk.get_by_role("dialog", name="Keys")).to_be_hidden()
    expect(desk.locator("#argument")).to_have_value("Why him?")


def test_saving_by_its_key_saves_at_once(page: Page, address: str) -> None:
    sign_in(page, address, "priya.r")
    page.locator("a.question").first.click()
    with page.expect_response("**/save/") as answer:
        page.focus("#judgement")
        page.keyboard.press("End")
        page.keyboard.type(" So.")
        page.keyboard.press("Control+s")
    assert answer.value.ok
