"""A topic pack as sheets of plain cells, which a workbook and files of CSV carry alike."""
