"""Print and download in a real browser: a paper is seen, taken, and there again next time."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import saved, sign_in, start_plan
from tests.browser.test_factors import accessible
from tests.browser.test_main_job import tab_to

PICTURE = "#shown img"


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page of a narrow phone that runs no scripts."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    yield context.new_page()
    context.close()


def open_papers(page: Page, address: str) -> None:
    """Open a student's own plan from the start page, and print it."""
    page.goto(address)
    page.locator("a.question").first.click()
    page.get_by_role("link", name="Print", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Print and download")


def shows(page: Page, source: str, ratio: float) -> None:
    """Hold the picture against what it is of, and that it is really there, all of it, unbent."""
    expect(page.locator(PICTURE)).to_have_attribute("src", source)
    expect(page.locator(PICTURE)).to_have_js_property("complete", True)
    natural = page.locator(PICTURE).evaluate("image => image.naturalWidth / image.naturalHeight")
    box = page.locator(PICTURE).bounding_box()
    assert box
    assert box["width"] / box["height"] == pytest.approx(ratio, rel=0.01)
    assert natural == pytest.approx(ratio, rel=0.01)
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= page.viewport_size["width"]  # type: ignore[index]


def take(page: Page, name: str, folder: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("link", name=name).click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def test_a_student_sees_a_paper_takes_it_and_finds_the_choice_again(
    page: Page, address: str, tmp_path: Path
) -> None:
    sign_in(page, address, "priya.r")
    open_papers(page, address)
    shows(page, "one-side/1.png?size=a4", 210 / 297)
    page.get_by_role("radio", name="US Letter").check()
    shows(page, "one-side/1.png?size=letter", 8.5 / 11)
    expect(page.get_by_role("radio", name="US Letter")).to_be_focused()
    expect(page.get_by_role("status")).to_have_text("One side: One page")
    accessible(page, "#choice", "#shown")
    file = take(page, "Download PDF", tmp_path)
    said = rf"priya.raman\W+one.side\W+how.far.was.stalin.*{date.today().isoformat()}\.pdf"
    assert re.fullmatch(said, file.name, re.IGNORECASE)
    assert file.read_bytes().startswith(b"%PDF-")

    page.get_by_role("radio", name="Sources").check()
    expect(page.get_by_role("heading", level=2)).to_have_text("Sources")
    expect(page.locator(PICTURE)).to_have_count(0)
    assert "TY  - " in take(page, "Download RIS", tmp_path).read_text("utf-8")
    page.get_by_role("link", name="Back to your plan").click()
    page.get_by_role("link", name="Print", exact=True).click()
    # It is no paper to print: the one that was taken is there again.
    expect(page.get_by_role("radio", name="One side")).to_be_checked()
    expect(page.get_by_role("radio", name="US Letter")).to_be_checked()
    expect(page.get_by_role("heading", level=2)).to_have_text("One side")


def test_without_scripts_a_phone_does_the_same(plain: Page, address: str, tmp_path: Path) -> None:
    sign_in(plain, address, "priya.r")
    open_papers(plain, address)
    hints = plain.locator("#choice .hint")
    expect(hints.first).to_be_visible()  # that of the chosen paper alone
    assert [hint.is_visible() for hint in hints.all()].count(True) == 1
    download = plain.get_by_role("link", name="Download PDF").bounding_box()
    assert download
    assert download["y"] < 1.8 * 700
    plain.get_by_role("radio", name="US Letter").check()
    plain.get_by_role("button", name="Show this paper").click()
    shows(plain, "one-side/1.png?size=letter", 8.5 / 11)
    expect(plain.get_by_role("heading", level=2)).to_be_in_viewport()
    file = take(plain, "Download PDF", tmp_path)
    assert file.read_bytes().startswith(b"%PDF-")
    open_papers(plain, address)
    expect(plain.get_by_role("radio", name="US Letter")).to_be_checked()
    shows(plain, "one-side/1.png?size=letter", 8.5 / 11)


def test_a_guest_turns_the_pages_of_a_long_paper_by_keyboard(
    page: Page, address: str, tmp_path: Path
) -> None:
    start_plan(page, address)
    for box in ("#argument", "#judgement"):
        page.locator(box).fill("The system decided who would win. " * 280)
    saved(page)
    page.get_by_role("link", name="Print", exact=True).click()
    page.get_by_role("radio", name="Full plan").check()
    shows(page, "full/1.png?size=a4", 210 / 297)
    last = int(page.locator("#which-page").inner_text().removeprefix("Page 1 of "))
    assert last > 2
    tab_to(page, page.get_by_role("link", name="Next page"))
    for number in range(2, last + 1):
        page.keyboard.press("Enter")
        shows(page, f"full/{number}.png?size=a4", 210 / 297)
        expect(page.get_by_role("status")).to_have_text(f"Full plan: Page {number} of {last}")
    # There is no next one: the focus is on the way back, not lost.
    expect(page.get_by_role("link", name="Previous page")).to_be_focused()
    accessible(page, "#choice", "#shown")
    page.reload()
    shows(page, f"full/{last}.png?size=a4", 210 / 297)
    assert take(page, "Download PDF", tmp_path).read_bytes().startswith(b"%PDF-")


def test_on_a_phone_the_choice_is_a_step_away_from_its_picture(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    start_plan(page, address)
    page.get_by_role("link", name="Print", exact=True).click()
    page.get_by_role("radio", name="US Letter").check()
    page.get_by_role("button", name="Show this paper").click()
    expect(page.get_by_role("heading", level=2)).to_be_in_viewport()
    shows(page, "one-side/1.png?size=letter", 8.5 / 11)
    with page.expect_download() as download:
        page.locator(PICTURE).click()
    assert download.value.suggested_filename.endswith(".pdf")


def test_the_version_that_is_printed_is_the_one_of_the_history(page: Page, address: str) -> None:
    start_plan(page, address)
    page.locator("#argument").fill("It was luck.")
    saved(page)
    page.locator("#menu summary").click()
    page.get_by_role("link", name="History").click()
    page.locator(".rows a").first.press("Enter")
    page.get_by_role("link", name="Print or download this version").click()
    expect(page.locator("main")).to_contain_text("This is your plan as it was on")
    shows(page, "one-side/1.png?size=a4", 210 / 297)
    page.get_by_role("link", name="Open the print page").click()
    expect(page.locator("main")).not_to_contain_text("It was luck.")
    page.go_back()
    page.get_by_role("link", name="Print it as it is now").click()
    page.get_by_role("link", name="Open the print page").click()
    expect(page.locator("main")).to_contain_text("It was luck.")


def test_where_the_answer_does_not_come_the_browser_says_so(page: Page, address: str) -> None:
    start_plan(page, address)
    page.get_by_role("link", name="Print", exact=True).click()
    shows(page, "one-side/1.png?size=a4", 210 / 297)  # no answer is on its way with a cookie
    page.context.clear_cookies()  # nobody’s plan any more
    page.get_by_role("radio", name="US Letter").check()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Print and download")
