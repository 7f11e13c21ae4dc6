"""The print page of the fullest, the emptiest and the worst plans: one side of either paper."""

import io
import re

import pytest
from django.conf import settings
from playwright.sync_api import Page
from pypdf import PdfReader

from essayplanner.argument.outline import Outline
from essayplanner.exports import page as print_page
from tests.exports.levelled import WORST
from tests.exports.outlines import EMPTY, FULL, HOSTILE, LARGEST, OVERLONG, RICH
from tests.exports.reading import TOLD

PLANS = {
    "empty": EMPTY,
    "full": FULL,
    "rich": RICH,
    "largest": LARGEST,
    "overlong": OVERLONG,
    "hostile": HOSTILE,
    **WORST,
}


@pytest.mark.parametrize("outline", PLANS.values(), ids=list(PLANS))
def test_the_browser_prints_it_on_one_side(page: Page, outline: Outline) -> None:
    style = (settings.BASE_DIR / "static" / "css" / "print.css").read_text()
    html = print_page.render(outline, TOLD).decode()
    page.set_content(
        re.sub('<link rel="stylesheet"[^>]*>', lambda _: f"<style>{style}</style>", html)
    )
    for paper in ("A4", "Letter"):
        printed = PdfReader(io.BytesIO(page.pdf(format=paper, prefer_css_page_size=True)))
        assert len(printed.pages) == 1, paper
