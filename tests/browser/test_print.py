"""The print page of the fullest, the emptiest and the worst plans: one side of the paper asked for."""

import io
import re
from dataclasses import replace

import pytest
from django.conf import settings
from playwright.sync_api import Page
from pypdf import PdfReader

from essayplanner.argument.outline import Outline
from essayplanner.exports import page as print_page
from essayplanner.exports.told import SIZES, Size
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


POINTS: dict[Size, tuple[int, int]] = {"a4": (595, 842), "letter": (612, 792)}


def printed(page: Page, outline: Outline, size: Size) -> PdfReader:
    """Print a plan as the browser does when nobody tells it what paper there is."""
    style = (settings.BASE_DIR / "static" / "css" / "print.css").read_text()
    html = print_page.render(outline, replace(TOLD, size=size)).decode()
    page.set_content(
        re.sub('<link rel="stylesheet"[^>]*>', lambda _: f"<style>{style}</style>", html)
    )
    return PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize("outline", PLANS.values(), ids=list(PLANS))
@pytest.mark.parametrize("size", SIZES)
def test_the_browser_prints_it_on_one_side(page: Page, outline: Outline, size: Size) -> None:
    sides = printed(page, outline, size).pages
    found = [(side.mediabox.width, side.mediabox.height) for side in sides]
    assert found == [pytest.approx(POINTS[size], abs=1)]


def test_a_long_plan_loses_its_sources_and_no_word_of_its_texts(page: Page) -> None:
    text = " ".join(printed(page, LARGEST, "a4").pages[0].extract_text().split())
    assert "Left out to fit one side: the sources. The full plan has everything." in text
