"""A teacher makes a class’s accounts of a roster with faults, prints the slips, and one signs in."""

import io
import re

import openpyxl
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.browser.conftest import sign_in
from tests.browser.test_main_job import accessible, squeezed

PASTED = """Wren, Dorothy
Amir Khan
Amir Khan
Priya Raman
\tno.name
Siân O’Neill\tsian o
王小明
=HYPERLINK("http://x.example","Click")
<b>Bold</b> Boy
"""


def roster(page: Page, address: str) -> str:
    """Open the roster of the sample school’s class as its teacher, and return its address."""
    sign_in(page, address, "ms.okafor")
    page.goto(address)
    found = re.search(r"/classes/[0-9a-f-]{36}/", page.content())
    assert found
    page.goto(f"{address}{found[0]}roster/")
    return page.url


def make(page: Page) -> None:
    page.get_by_role("button", name=re.compile("^Make")).click()


def test_a_roster_is_pasted_mended_made_printed_and_signed_in_with(
    page: Page, browser: Browser, address: str
) -> None:
    url = roster(page, address)
    accessible(page)
    page.get_by_label("Names, one on each line").fill(PASTED)
    page.get_by_role("button", name="Check these names").click()
    left = page.get_by_role("region", name="Left out: 3")
    for says in (
        "Priya Raman is in this class already.",
        "There is no name.",
        "The user name may have letters, digits and @ . + - _ only.",
    ):
        expect(left).to_contain_text(says)
    expect(page.get_by_label("Name, line 1", exact=True)).to_have_value("Dorothy Wren")
    expect(page.get_by_label("User name, line 3")).to_have_value("amir.k2")
    accessible(page)

    page.get_by_label("User name, line 6").fill("sian.o")
    make(page)
    expect(page.get_by_role("alert")).to_contain_text("Nothing was made yet.")
    expect(page.get_by_role("button", name="Make 7 accounts")).to_be_visible()
    accessible(page)
    make(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^7 slips for"))
    accessible(page)
    password = page.locator("li", has_text="Siân O’Neill").locator(".typed").nth(1).inner_text()
    pdf = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    printed = squeezed("".join(sheet.extract_text() for sheet in pdf.pages))
    assert len(pdf.pages) == 1
    assert password in printed
    assert printed.count("Password") == 7
    assert "Print this page" not in printed

    student = browser.new_context().new_page()
    student.goto(f"{address}/accounts/sign-in/")
    student.get_by_label("Username").fill("sian.o")
    student.get_by_label("Password").fill(password)
    student.get_by_role("button", name="Sign in").click()
    expect(student.get_by_role("button", name="Sign out")).to_be_visible()
    student.context.close()

    page.goto(url)
    page.get_by_role("button", name=re.compile("^New slips for")).click()
    expect(page.get_by_role("heading", level=2, name="Dorothy Wren")).to_be_visible()
    expect(page.get_by_text("Siân O’Neill")).to_have_count(0)


def test_no_slip_of_a_long_roster_is_cut_across_pages(browser: Browser, address: str) -> None:
    """As a workbook, and without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    roster(page, address)
    workbook = openpyxl.Workbook()
    workbook.worksheets[0].append(["Surname", "First name"])
    for number in range(60):
        long = "the Longest of All Names " * (number % 3)
        letters = chr(97 + number // 26) + chr(97 + number % 26)
        workbook.worksheets[0].append([f"{long}Q{letters}", f"Learner{letters}"])
    data = io.BytesIO()
    workbook.save(data)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.get_by_label("Or a file").set_input_files(
        {"name": "13A.xlsx", "mimeType": kind, "buffer": data.getvalue()}
    )
    page.get_by_role("button", name="Check these names").click()
    make(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^60 slips for"))
    sheets = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    counts = [
        [squeezed(sheet.extract_text()).count(part) for part in ("Sign in at", "Password")]
        for sheet in sheets
    ]
    assert len(counts) > 1
    assert all(begun == ended and begun % 2 == 0 for begun, ended in counts), counts
    assert sum(begun for begun, _ in counts) == 60
    context.close()
