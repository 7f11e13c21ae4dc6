"""Markup drawn once and filled in: whatever is in the texts, each stands in its own place."""

from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from essayplanner.plans.boxes import Box, Frame

TEXT = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(
    ["<hole>", "{{ hole }}", "</textarea><script>alert(1)</script>", "#hole", '" onfocus="x']
)


@given(label=TEXT, hint=TEXT, value=TEXT, was=TEXT)
def test_a_box_holds_its_texts_as_text_whatever_they_are(
    label: str, hint: str, value: str, was: str
) -> None:
    drawn = Box(Frame("argument", label, "", hint, 2), value, was).markup
    head, _, tail = drawn.partition("<textarea")
    assert f'<label for="argument">{escape(label)}</label>' in head
    assert f">{escape(hint)}</span>" in head
    assert tail == (
        ' dir="auto" id="argument" name="argument" rows="2" aria-describedby="argument-hint">\n'
        f"{escape(value)}</textarea>\n"
        f'<input type="hidden" name="argument.was" value="{escape(was)}">\n</div>\n'
    )
