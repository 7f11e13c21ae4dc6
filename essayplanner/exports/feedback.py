"""Feedback for the student: what was said of a plan, and room to write what to do about it."""

from collections.abc import Mapping
from typing import Any

from essayplanner.argument.outline import Outline
from essayplanner.exports import full
from essayplanner.exports.remarks import lay_feedback, lay_remarks
from essayplanner.exports.teacher import references
from essayplanner.exports.told import Told
from essayplanner.exports.typeset import Sheet
from essayplanner.exports.whole import whole


def lay(outline: Outline, told: Told) -> Mapping[str, Any]:
    """Lay out the question, what was said in all, and each remark with its replies, in order."""
    return {
        **full.laid(whole(outline, told)),
        **lay_feedback(told.feedback),
        "remarks": lay_remarks(outline, told.feedback, references(outline)),
    }


SHEET = Sheet("feedback", lay, parts=("whole",))
