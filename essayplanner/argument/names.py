"""Family names of historians and of people of the time that are words as well."""

# What stands with a capital and is one of these need not be a person; without one it is none.
_NAMES_AND_WORDS = """
black brilliant brown church conquest cook cross figure fish friend grey hill house hunt king law
lee long lord love march marsh mason may moon park pipes price read rice rich rose service short
smith stone strong swift ward white wood young
"""
WORDS_TOO = frozenset(_NAMES_AND_WORDS.split())
