"""Writing topics: a teacher's own, by form or by spreadsheet, as a draft until it is published."""
