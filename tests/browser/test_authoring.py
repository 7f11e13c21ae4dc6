"""A teacher makes a topic from the empty workbook; a student plans on it and takes the paper."""

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.conftest import sign_in
from tests.browser.test_main_job import accessible

# As a teacher types it: no slugs, dates in words, other records by their names.
SHEETS: dict[str, list[dict[str, Any]]] = {
    "Topic": [
        {
            "Title": "The outbreak of the English Civil War",
            "Summary": "In August 1642 king and Parliament went to war.",
            "Starts": 1625,
            "Ends": 1642,
        }
    ],
    "Factors": [
        {"Name": "Religion", "Short name": "Religion", "Summary": "Fear of popery."},
        {
            "Name": "The king’s own rule",
            "Short name": "The king",
            "Summary": "Mistrust of Charles.",
        },
    ],
    "Questions": [
        {
            "Question": "How far was religion the cause of war in 1642?",
            "Starts": 1637,
            "Ends": 1642,
            "Factors": "Religion, The king’s own rule",
            "Named factor": "Religion",
        }
    ],
    "Sources": [
        {
            "Type": "book",
            "Title": "The Causes of the English Civil War",
            "Authors": "Russell, Conrad",
            "Publisher": "Clarendon Press",
            "Place": "Oxford",
            "Year": 1990,
        }
    ],
    "Historians": [
        {"Family name": "Example", "Given names": "Anne", "Position": "Invented for this test."}
    ],
    "People": [
        {
            "Name": "Charles I",
            "Lived": "1600–1649",
            "Summary": "King of England, Scotland and Ireland.",
            "Source": "The Causes of the English Civil War",
        }
    ],
    "Evidence": [
        {
            "Date": "4 Jan 1642",
            "Title": "The king comes for five members",
            "Text": "Charles came to the Commons with armed men to arrest five of its members.",
            "Source": "The Causes of the English Civil War",
            "People": "Charles I",
            "Supports: factor 2": "He broke Parliament’s privilege in person.",
            "Turns against: factor 1": "The quarrel was over power, not prayer.",
        },
        {
            "Date": "1637",
            "Title": "A prayer book for Scotland",
            "Text": "A new prayer book was met with riots in Edinburgh.",
            "Source": "The Causes of the English Civil War",
            "Supports: factor 1": "Religion brought the first open revolt.",
        },
    ],
    "Quotations": [
        {
            "Historian": "Anne Example",
            "Text": "These words were written for this test.",
            "Argues": "That the test should pass.",
            "Source": "The Causes of the English Civil War",
            "Supports: factor 2": "They say nothing of religion.",
        }
    ],
}


def filled(template: Path, sheets: dict[str, list[dict[str, Any]]], to: Path) -> Path:
    """Fill in a workbook by the headings that stand in it."""
    workbook = openpyxl.load_workbook(template)
    for name, rows in sheets.items():
        sheet = workbook[name]
        columns = {cell.value: number for number, cell in enumerate(sheet[1], 1)}
        for number, row in enumerate(rows, 2):
            for heading, value in row.items():
                sheet.cell(number, columns[heading], value)
    workbook.save(to)
    return to


def test_a_topic_on_another_subject_is_made_from_the_template_planned_on_and_printed(
    page: Page, address: str, tmp_path: Path
) -> None:
    sign_in(page, address, "ms.okafor")
    page.get_by_role("link", name="Write a topic for your classes").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the empty workbook").click()
    template = tmp_path / "template.xlsx"
    download.value.save_as(template)

    wrong = {"Evidence": [SHEETS["Evidence"][0] | {"Date": "one cold day"}, SHEETS["Evidence"][1]]}
    page.get_by_label("Workbook (.xlsx) or pack (.zip)").set_input_files(
        filled(template, SHEETS | wrong, tmp_path / "wrong.xlsx")
    )
    page.get_by_role("button", name="Check it and make the topic").click()
    fault = (
        "Evidence, row 2, column “Date”: “one cold day” is not a date; write it like 3 April 1922"
    )
    expect(page.get_by_role("alert").first).to_contain_text(fault)
    accessible(page)

    page.get_by_label("Workbook (.xlsx) or pack (.zip)").set_input_files(
        filled(template, SHEETS, tmp_path / "topic.xlsx")
    )
    page.get_by_role("button", name="Check it and make the topic").click()
    expect(page.get_by_role("heading", name="Nothing is missing")).to_be_visible()
    accessible(page)
    page.get_by_role("link", name="Preview it as students will see it").click()
    expect(page.get_by_text("4 Jan 1642")).to_be_visible()
    page.get_by_role("link", name="Go on writing").click()
    page.get_by_label("12B").check()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("Published. Plans that were begun before")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()

    sign_in(page, address, "hamza.s")
    page.get_by_role("heading", name="The outbreak of the English Civil War").click()
    section = page.locator("section", has_text="The outbreak of the English Civil War")
    section.get_by_text("Choose a question (1)").click()
    section.get_by_role("button", name="Plan this").click()
    page.get_by_label("Line of argument").fill("The king’s rule turned fear into war.")
    page.get_by_role("button", name="Choose evidence for The king’s own rule").click()
    page.get_by_role("button", name="Add: The king comes for five members").click()
    expect(page.locator(".chosen li").first).to_contain_text("4 Jan 1642")
    with page.expect_download() as paper:
        page.get_by_role("link", name="PDF", exact=True).click()
    text = PdfReader(io.BytesIO(Path(paper.value.path()).read_bytes())).pages[0].extract_text()
    printed = " ".join(text.split())
    for words in (
        "How far was religion the cause of war in 1642?",
        "The king’s rule turned fear into war.",
        "The king comes for five members",
        "Russell, C. (1990)",
    ):
        assert words in printed


@pytest.mark.parametrize(
    "path", ["", "stalin", "evidence/oath-speech/", "tables/expulsions/", "people/stalin/"]
)
def test_the_writing_pages_are_accessible(path: str, page: Page, address: str) -> None:
    sign_in(page, address, "ms.okafor")
    page.goto(f"{address}/library/write/")
    if path:
        row = page.locator(
            "li", has=page.get_by_role("link", name="Stalin’s rise to power, 1922–29")
        )
        row.get_by_role("button", name="Copy to my topics").click()
    if "/" in path:
        page.goto(page.url + path)
    accessible(page)


def test_a_record_is_written_at_320_pixels_without_javascript(address: str, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    page = context.new_page()
    sign_in(page, address, "ms.okafor")
    page.goto(f"{address}/library/write/")
    page.get_by_label("Title").fill("A topic on a phone")
    page.get_by_label("Summary").fill("Typed with a thumb.")
    page.get_by_label("From the year").fill("1900")
    page.get_by_label("to the year").fill("1910")
    for number, name in enumerate(("One cause", "Another cause")):
        page.locator(f"#id_factors-{number}-text").fill(name)
    page.get_by_role("button", name="Start this topic").click()
    page.get_by_role("link", name="Add a term").click()
    page.get_by_label("Term").fill("thumb")
    page.get_by_label("Meaning").fill("A short finger.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("link", name="thumb")).to_be_attached()
    context.close()
