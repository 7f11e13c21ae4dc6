"""Saved comments and the log of what was said, in a real browser."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in
from tests.browser.test_factors import accessible


def test_a_teacher_begins_with_twelve_finds_one_and_takes_more_from_a_file(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/accounts/sign-up/?next=/classes/")
    page.get_by_label("Username").fill("mr.byrne")
    page.get_by_label("Password").fill("a-plain-long-word")
    page.get_by_role("button", name="Sign up").click()
    page.get_by_label("Name of the class").fill("13C")
    page.get_by_role("button", name="Make this class").click()
    page.goto(f"{address}/saved-comments/")
    accessible(page, ".find", "h1")
    page.get_by_role("button", name="Add twelve to begin with").click()
    rows = page.locator(".saved > li")
    expect(rows).to_have_count(12)
    accessible(page, ".find", ".saved", "#files")
    page.get_by_label("Find").fill("dates out")
    page.keyboard.press("Enter")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("story")
    page.get_by_role("link", name="Change", exact=True).click()
    accessible(page, "#id_code", "#id_text", "#id_question")
    page.get_by_label("Code").fill("date")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert").first).to_contain_text("Another comment of yours")
    page.get_by_label("Code").fill("argue")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("status")).to_have_text("Saved: argue.")
    content = b"code,text,shared\nnew,Why now?,maybe\nother,Other?,yes\n"
    file = {"name": "a.csv", "mimeType": "text/csv", "buffer": content}
    page.locator("#id_file").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Add the comments of this file").click()
    said = page.get_by_role("alert")
    expect(said).to_contain_text("1 added, 0 changed.")
    expect(said).to_contain_text("Row 2: “shared” is neither yes nor no.")
    accessible(page, ".trouble", ".saved")


def test_the_log_of_what_was_said_can_be_read_on_a_phone(page: Page, address: str) -> None:
    sign_in(page, address, "ms.okafor")
    page.get_by_role("link", name="12B", exact=False).first.click()
    page.get_by_role("link", name="How far was Stalin").first.click()
    page.get_by_role("link", name="What was said").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What was said")
    accessible(page, ".find", ".log")
