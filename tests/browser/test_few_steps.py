"""A whole plan takes few steps besides the typing itself."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import without_heavy_findings

MOST = 45


class Hands:
    """A person at the desk, who counts every click and every key command, but not the typing."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.steps = 0

    def click(self, selector: str) -> None:
        self.steps += 1
        self.page.locator(selector).first.click()

    def press(self, key: str) -> None:
        self.steps += 1
        self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.insert_text(text)


def test_three_factors_six_pieces_of_evidence_three_historians_and_an_argument_in_45_steps(
    page: Page, address: str
) -> None:
    hands = Hands(page)
    page.goto(address)
    hands.click("summary:has-text('Choose a question')")
    hands.click("button:has-text('Plan this')")
    expect(page.locator("[data-keys]:not([hidden])")).to_be_attached()  # by the script
    hands.press("Control+Shift+Digit2")
    hands.type("The party made a machine that he alone worked; his rivals let him.")
    hands.press("Control+Shift+Digit2")
    hands.type("What the others could not have done without.")
    hands.press("Control+Shift+Digit2")
    hands.type("How long it held.")
    hands.click("#keep-ranking")
    for _ in range(3):
        hands.press("Control+Shift+Digit4")
        factor = page.evaluate("document.activeElement.id").removesuffix("-point")
        hands.type("It decided who could vote, and for whom.")
        _choose(hands, factor, "evidence", 2)
        _choose(hands, factor, "quotation", 1)
        for text in (
            "That led to his majority, because votes were posts, and posts were his to give.",
            "Others held the same posts, and won nothing by them.",
            "They held them before the ban on factions was used against anybody.",
            "And that leads to the next.",
        ):
            hands.press("Control+Shift+Digit4")
            hands.type(text)
    expect(page.locator("#check .what").first).to_contain_text("no judgement")
    hands.press("Control+Shift+Digit7")
    hands.press("Enter")
    hands.type("It was skill above all, by both measures, as the others held the same posts.")
    without_heavy_findings(page)
    assert page.locator("#paragraphs [value*='/evidence/'].drop").count() == 6
    assert page.locator("#paragraphs [value*='/quotation/'].drop").count() == 3
    print(f"{hands.steps} clicks and key commands")
    assert hands.steps <= MOST


def _choose(hands: Hands, factor: str, kind: str, count: int) -> None:
    """Open the library by its key and add the first items that it offers."""
    hands.press(f"Control+Shift+Digit{8 if kind == 'evidence' else 9}")
    chosen = hands.page.locator(f"#paragraphs [value^='{factor}/{kind}/'].drop")
    for number in range(count):
        expect(hands.page.locator("#library [name=item]:focus")).to_have_count(1)
        if number:
            hands.press("ArrowDown")
        hands.press("Enter")
        expect(chosen).to_have_count(number + 1)
