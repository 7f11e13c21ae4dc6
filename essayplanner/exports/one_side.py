"""The plan on one side of paper."""

from essayplanner.exports.sheet import sheet
from essayplanner.exports.typeset import Sheet

SHEET = Sheet("one_side", lambda outline, told: sheet(outline))
