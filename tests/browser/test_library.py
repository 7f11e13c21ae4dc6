"""The library's pages in a browser: accessible, printed clean, and terms explained on the spot."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_main_job import accessible, tab_to

TOPIC = "/library/topics/stalin-rise/"
PAGES = ["", "timeline/", "people/", "historians/", "glossary/", "reference/", "sources/", "notes/"]
OTHERS = ["/library/", "/library/search/?q=Bukharin+1928", "/library/formats/"]


@pytest.mark.parametrize("path", [*OTHERS, *(TOPIC + page for page in PAGES)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_the_library_are_accessible(
    path: str, scheme: str, address: str, page: Page
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(address + path)
    accessible(page)
    page.eval_on_selector_all("details", "all => all.forEach(part => { part.open = true })")
    accessible(page)


def meaning(term: Locator) -> str:
    """Return what a term shows below itself, if anything."""
    return str(
        term.evaluate(
            "term => { const shown = getComputedStyle(term, '::after');"
            " return shown.display === 'none' || shown.content === 'none' ? '' : shown.content }"
        )
    )


def test_a_term_is_explained_under_the_pointer_until_esc(page: Page, address: str) -> None:
    page.goto(address + TOPIC)
    term = page.locator(".term").first
    says = f'"{term.get_attribute("data-meaning")}"'
    assert meaning(term) == ""
    term.hover()
    assert meaning(term) == says
    box = term.bounding_box()
    assert box
    for below in range(2, 14, 2):  # the pointer may go on to the meaning itself
        page.mouse.move(box["x"] + 8, box["y"] + box["height"] + below)
        assert meaning(term) == says
    page.keyboard.press("Escape")
    assert meaning(term) == ""
    page.mouse.move(1, 1)
    term.hover()
    assert meaning(term) == says


def test_a_term_is_explained_under_the_focus_until_esc(page: Page, address: str) -> None:
    page.goto(address + TOPIC)
    term = page.locator(".term").first
    tab_to(page, term)
    assert meaning(term) != ""
    page.keyboard.press("Escape")
    assert meaning(term) == ""
    expect(term).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/glossary/#terms-*")
    expect(page.locator("#terms-" + page.url.split("#terms-")[1])).to_be_in_viewport()


def test_a_printed_page_has_the_evidence_and_nothing_to_press(page: Page, address: str) -> None:
    page.goto(address + TOPIC)
    page.emulate_media(media="print")
    expect(page.locator("article.entry").first).to_be_visible()
    for part in (".site", ".tabs", ".questions", ".jump"):
        expect(page.locator(part)).to_be_hidden()
