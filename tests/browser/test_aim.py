"""The same plan for a new question, by keyboard, with scripts and without."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_main_job import accessible, tab_to

POINT = "He waited until the others had beaten one another."
NEW = "To what extent did the mistakes of his rivals decide the struggle"


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def desk(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """The desk of a guest's plan with a point in it."""
    context = browser.new_context(java_script_enabled=request.param)
    page = context.new_page()
    page.goto(address)
    page.locator("summary", has_text="Choose a question").first.click()
    row = page.locator("li").filter(has_text="How far was Stalin’s own political skill")
    row.get_by_role("button", name="Plan this").click()
    page.locator("#skill-point").fill(POINT)
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.get_by_role("button", name="Save", exact=True).click()
    page.goto(re.split("[?#]", page.url)[0])
    expect(page.locator("#skill-point")).to_have_value(POINT)
    yield page
    context.close()


def test_a_plan_is_aimed_as_a_copy_and_then_itself(desk: Page) -> None:
    page, first = desk, desk.url
    scripted = page.locator("noscript p").count() == 0
    page.goto(f"{first}aim/")
    if scripted:
        accessible(page)
    tab_to_or_click(page, "link", NEW, scripted)
    expect(page.get_by_role("heading", level=1)).to_have_text("What the new question changes")
    expect(page.get_by_role("listitem").first).to_contain_text("His rivals’ weakness")
    if scripted:
        accessible(page)
    tab_to_or_click(page, "button", "Aim a copy at this question", scripted)
    expect(page.get_by_role("heading", level=1)).to_contain_text(NEW)
    expect(page.locator("#skill-point")).to_have_value(POINT)
    expect(page.get_by_text("This is the copy")).to_be_visible()
    assert page.url != first

    page.goto(f"{first}aim/")
    page.get_by_label("Your question").fill("Was it luck, 1924–27?")
    page.get_by_label("Which factor does it name?").select_option("luck")
    for box in ("From the year", "To the year"):
        page.get_by_label(box).fill("")
    tab_to_or_click(page, "button", "See what changes", scripted)
    expect(page.locator("main")).to_contain_text("Asks about 1924–1927.")
    tab_to_or_click(page, "button", "Change this plan", scripted)
    expect(page.get_by_role("heading", level=1)).to_have_text("Was it luck, 1924–27?")
    assert re.split("[?#]", page.url)[0] == first
    expect(page.locator("#skill-point")).to_have_value(POINT)
    expect(page.locator("#paragraphs [data-factor]").first).to_have_attribute("data-factor", "luck")
    page.get_by_role("link", name="Print", exact=True).click()
    page.get_by_role("link", name="Back to your plan").click()
    assert page.url == first


def tab_to_or_click(page: Page, role: str, name: str, scripted: bool) -> None:
    """Press a link or button by keyboard; where the focus cannot be asked for, by its place."""
    target = page.get_by_role(role, name=name)  # type: ignore[arg-type]
    if scripted:
        tab_to(page, target)
        page.keyboard.press("Enter")
    else:
        target.click()
