"""The rules, a family a module. ``findings.py`` puts them in order."""
