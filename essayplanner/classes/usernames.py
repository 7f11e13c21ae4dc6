"""User names that are made of names: ``priya.r`` of Priya Raman."""

import re
from collections.abc import Collection

from anyascii import anyascii

_LONGEST = 30  # letters of a first name; nobody types more on a phone


def propose(name: str, taken: Collection[str]) -> str:
    """Return a user name for somebody that is not among those ``taken``, which are folded."""
    base = base_of(name)
    if base not in taken:
        return base
    number = 2
    while f"{base}{number}" in taken:
        number += 1
    return f"{base}{number}"


def base_of(name: str) -> str:
    """Return the first name and the first letter of the last, in small letters of ASCII."""
    spelt = anyascii(name).lower()
    words = [word for part in spelt.split() if (word := re.sub(r"[^a-z0-9]", "", part))]
    if not words:
        return "student"
    first, last = words[0][:_LONGEST], words[-1][:1] if len(words) > 1 else ""
    return f"{first}.{last}" if last else first


def fold(username: str) -> str:
    """Return a user name as it is compared: nobody tells two apart by their capitals."""
    return username.casefold()


def stem(username: str) -> str:
    """Return a user name without the number that makes it different from others."""
    return fold(username).rstrip("0123456789")
