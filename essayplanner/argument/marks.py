"""What stands in quotation marks in a text, typographic or straight."""

import re
from collections.abc import Iterator

# More of one text than this is not looked at, so that none takes long.
MOST_PARTS = 60
MOST_WAYS = 4
MOST_LETTERS = 1500

_MARKS = ("“", '"', "‘", "„", "«", " '", "('", "\n'")
_CURLY = re.compile(r"[“”„«»]")
# Each looks back from its mark, so that the marks are all that is looked for.
_SINGLE = re.compile(r"[‘'](?<![\w'’].)(?=[\w\[…“\"])")
_SINGLE_END = re.compile(r"['’](?<=[\w.,;:!?…\]”\"].)(?!\w)")


def has_marks(text: str) -> bool:
    """Say whether anything may stand in quotation marks."""
    return text[:1] == "'" or any(mark in text for mark in _MARKS)


def marked_parts(text: str) -> Iterator[list[tuple[int, int]]]:
    """Yield what stands in quotation marks, each as the ways in which its end may be read.

    An apostrophe looks like the single mark that closes.
    """
    double = [*_nested(text), *_straight(text)][:MOST_PARTS]
    for span in double:
        yield [span]
    for count, match in enumerate(_SINGLE.finditer(text)):
        if count == MOST_PARTS:
            return
        start = match.end()
        if any(first <= start < last for first, last in double):
            continue
        ends = []
        again = _SINGLE.search(text, start, start + MOST_LETTERS)
        stop = again.start() if again else start + MOST_LETTERS
        for end in _SINGLE_END.finditer(text, start, stop):
            ends.append((start, end.start()))
            if len(ends) == MOST_WAYS:
                break
        if ends:
            yield ends


def _nested(text: str) -> Iterator[tuple[int, int]]:
    depth, start = 0, 0
    for match in _CURLY.finditer(text):
        if match.group() in "“„«":
            if not depth or "\n" in text[start : match.start()]:
                depth, start = 0, match.end()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield start, match.start()
    if depth:
        # A mark that nothing closes hides none of those that follow.
        for match in re.finditer(r"“([^“”]+)”", text[start:]):
            yield start + match.start(1), start + match.end(1)


def _straight(text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"\"([^\"]+)\"", text):
        yield match.span(1)
