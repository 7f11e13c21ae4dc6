"""The library drawer in a browser: filters, search, adding by click, key and drag, and one's own."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_main_job import accessible


def begin(page: Page, address: str) -> Page:
    """Open a guest's new plan with its first paragraph in sight."""
    page.goto(address)
    page.locator("summary", has_text="Choose a question").first.click()
    page.get_by_role("button", name="Plan this").first.click()
    expect(page.locator("#found")).to_contain_text("pieces of evidence on")
    return page


@pytest.fixture
def desk(page: Page, address: str) -> Page:
    return begin(page, address)


@pytest.fixture
def plain(browser: Browser, address: str) -> Iterator[Page]:
    """The same without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    yield begin(context.new_page(), address)
    context.close()


def factor(page: Page, number: int) -> str:
    """The key of a paragraph by its place."""
    return str(page.locator("#paragraphs [data-factor]").nth(number).get_attribute("data-factor"))


def first_item(page: Page) -> str:
    return str(page.locator("#items .item").first.get_attribute("id")).split("-", 2)[2]


def test_filters_and_the_search_answer_at_once(desk: Page) -> None:
    found = desk.locator("#found")
    before = found.inner_text()
    expect(desk.get_by_role("button", name="Show", exact=True)).to_be_hidden()
    desk.locator("#library .filters summary").click()
    desk.get_by_label("For or against it").select_option("Supports")
    expect(found).to_contain_text(" for ")
    desk.get_by_label("For or against it").select_option("For and against")
    expect(found).to_have_text(before)
    desk.get_by_label("Search", exact=True).fill("Trotskii funeral")
    expect(found).to_contain_text("with “Trotskii funeral”")
    desk.get_by_label("Search", exact=True).fill("gorbachev")
    expect(found).to_contain_text("No evidence on")
    accessible(desk)
    desk.get_by_role("button", name="Show everything").click()
    expect(desk.get_by_label("Search", exact=True)).to_have_value("")
    expect(found).to_have_text(re.compile(r"^\d+ pieces of evidence$"))
    for name, says in (("Timeline", "dates"), ("People", "people"), ("Historians", "quotations")):
        desk.locator("#kinds").get_by_text(name, exact=True).click()
        expect(found).to_contain_text(says)
        accessible(desk)
    opened = desk.locator("#library .filters")
    assert opened.get_attribute("open") is not None


def test_the_library_follows_the_writer_from_paragraph_to_paragraph(desk: Page) -> None:
    second = factor(desk, 1)
    name = desk.locator(f'[name="to"][value="{second}"] + .mark').evaluate(
        "mark => mark.nextSibling.textContent.trim()"
    )
    desk.locator(f"#{second}-point").click()
    expect(desk.locator("#found")).to_contain_text(f"on {name}")
    expect(desk.locator(f'[name="to"][value="{second}"]')).to_be_checked()
    expect(desk.locator(f"#{second}-point")).to_be_focused()


def test_by_keys_alone(desk: Page) -> None:
    origin = desk.locator(f"#choose-evidence-{factor(desk, 1)}")
    origin.press("Enter")
    expect(desk.locator("#items button:focus")).to_be_visible()
    key = first_item(desk)
    expect(desk.locator(f"#add-evidence-{key}")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.locator(f"#item-evidence-{key} .used-in")).to_be_visible()
    expect(desk.locator(f"#add-evidence-{key}")).to_be_focused()
    desk.keyboard.press("/")
    expect(desk.get_by_label("Search", exact=True)).to_be_focused()
    desk.keyboard.type("congress/")
    desk.keyboard.press("Enter")
    expect(desk.locator("#found")).to_contain_text("congress/")
    desk.keyboard.press("ArrowDown")
    expect(desk.locator("#items .item").first.locator("button")).to_be_focused()
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("ArrowUp")
    expect(desk.locator("#items .item").first.locator("button")).to_be_focused()
    desk.keyboard.press("/")
    desk.keyboard.press("Escape")
    expect(origin).to_be_focused()


def test_what_is_added_leaves_the_list_of_the_unused_and_the_next_takes_its_place(
    desk: Page,
) -> None:
    desk.locator("#library .filters summary").click()
    desk.get_by_label("Used or not").select_option("Unused")
    expect(desk.locator("#found")).to_contain_text("not used yet")
    second = desk.locator("#items .item").nth(1).get_attribute("id")
    key = first_item(desk)
    desk.locator(f"#add-evidence-{key}").click()
    expect(desk.locator(f"#item-evidence-{key}")).to_have_count(0)
    expect(desk.locator(f"#{second} button")).to_be_focused()
    expect(desk.locator(f"#{factor(desk, 0)}-evidence li")).to_have_count(1)


def test_an_item_is_dragged_onto_a_paragraph(desk: Page) -> None:
    desk.set_viewport_size({"width": 1280, "height": 900})
    key, second = first_item(desk), factor(desk, 1)
    card = desk.locator(f"#factor-{second}")
    card.scroll_into_view_if_needed()
    assert not desk.evaluate(
        "performance.getEntriesByType('resource').some(r => /drag/.test(r.name))"
    )
    desk.locator(f"#item-evidence-{key} .head").hover()
    desk.mouse.down()
    box = desk.locator(f"#{second}-evidence h4").bounding_box()
    assert box is not None
    for step in range(10):
        desk.mouse.move(box["x"] + 20 + step, box["y"] + 5)
        desk.wait_for_timeout(50)
    expect(card).to_have_class(re.compile("takes"))
    desk.mouse.up()
    expect(desk.locator(f"#{second}-evidence li")).to_have_count(1)
    expect(card).not_to_have_class(re.compile("takes"))
    expect(desk.locator("#announce")).to_contain_text("Added to")
    assert desk.locator(f"#{second}-point").input_value() == ""


def test_without_a_connection_the_items_stay_and_one_sentence_says_so(desk: Page) -> None:
    before = desk.locator("#items").inner_text()
    desk.context.set_offline(True)
    desk.locator("#kinds").get_by_text("People", exact=True).click()
    expect(desk.locator("#announce")).to_contain_text("The library did not answer")
    assert desk.locator("#items").inner_text() == before
    desk.context.set_offline(False)
    desk.locator("#kinds").get_by_text("Historians", exact=True).click()
    expect(desk.locator("#found")).to_contain_text("quotations")


def test_on_a_phone_the_sheet_leaves_the_field_in_sight(desk: Page) -> None:
    desk.set_viewport_size({"width": 320, "height": 640})
    second = factor(desk, 1)
    desk.locator(f"#choose-evidence-{second}").click()
    expect(desk.locator("#items button:focus")).to_be_visible()
    sheet = desk.locator("#library").bounding_box()
    assert sheet is not None
    assert sheet["y"] >= 640 * 0.4
    assert desk.evaluate("document.documentElement.scrollWidth") <= 320
    key = first_item(desk)
    button = desk.locator(f"#add-evidence-{key}")
    size = button.bounding_box()
    assert size is not None
    assert min(size["width"], size["height"]) >= 40
    button.click()
    expect(desk.locator(f"#{second}-evidence li")).to_have_count(1)
    desk.keyboard.press("Escape")
    expect(desk.locator("#items")).to_be_hidden()


def test_without_javascript_it_filters_adds_and_loses_no_word(plain: Page) -> None:
    second = factor(plain, 1)
    plain.fill(f"#{second}-point", "They beat themselves.")
    plain.check(f'[name="to"][value="{second}"]', force=True)
    plain.get_by_label("Search", exact=True).fill("Trotskii")
    plain.get_by_role("button", name="Show", exact=True).click()
    expect(plain.locator("#found")).to_contain_text("with “Trotskii”")
    assert plain.url.endswith("#library")
    expect(plain.locator(f"#{second}-point")).to_have_value("They beat themselves.")
    key = first_item(plain)
    plain.locator(f"#add-evidence-{key}").click()
    expect(plain.locator(f"#{second}-evidence li")).to_have_count(1)
    expect(plain.get_by_label("Search", exact=True)).to_have_value("Trotskii")
    plain.fill(f"#{second}-reply", "So it stands.")
    plain.locator("#own-evidence").click()
    plain.get_by_label("What happened").fill("It happened")
    plain.locator("main form .primary").click()
    expect(plain.locator(f"#{second}-evidence li")).to_have_count(2)
    expect(plain.locator(f"#{second}-reply")).to_have_value("So it stands.")


def test_evidence_of_ones_own_from_the_drawer_to_the_card_and_back(desk: Page) -> None:
    first = factor(desk, 0)
    desk.type(f"#{first}-point", "Typed just before")
    desk.get_by_role("button", name="Add evidence of your own").click()
    expect(desk.get_by_role("heading", name="Your own evidence")).to_be_visible()
    accessible(desk)
    desk.get_by_label("Date").fill("once upon a time")
    desk.get_by_label("What happened").fill("A strike at the Putilov works")
    desk.locator("main form .primary").click()
    expect(desk.locator(".trouble")).to_contain_text("is not a date")
    accessible(desk)
    desk.get_by_label("Date").fill("spring 1922")
    desk.locator("main form .primary").click()
    card = desk.locator(f"#{first}-evidence")
    expect(card).to_contain_text("Spring 1922")
    expect(card).to_contain_text("your own")
    expect(desk.locator(f"#{first}-point")).to_have_value("Typed just before")
    accessible(desk)
    card.get_by_role("button", name="Edit: A strike").click()
    expect(desk.get_by_label("Date")).to_have_value("Spring 1922")
    desk.get_by_label("What happened").fill("A strike")
    desk.get_by_role("button", name="Save").click()
    expect(card.locator("b")).to_have_text("A strike")


def test_a_quotation_of_ones_own_is_marked_unchecked(desk: Page) -> None:
    desk.locator("#kinds").get_by_text("Historians", exact=True).click()
    desk.get_by_role("button", name="Add a quotation of your own").click()
    desk.get_by_label("Historian", exact=True).fill("Sheila Fitzpatrick")
    desk.get_by_label("The exact words").fill("Nobody quotes this.")
    desk.get_by_label("Title of the book").fill("A book")
    desk.locator("main form .primary").click()
    chosen = desk.locator(f"#{factor(desk, 0)}-quotation")
    expect(chosen).to_contain_text("Nobody quotes this.")
    expect(chosen).to_contain_text("unchecked wording")
    expect(desk.locator("#kind-quotation")).to_be_checked()
