"""Join codes: eight signs that can be read from the back of a room, and typed on a phone."""

import secrets
import unicodedata

LENGTH = 8
# Without signs that are taken for others (0 O Q D, 1 I L, 2 Z, 5 S, 6 G, 8 B, U V) in one another's
# company, and without vowels, so that no code is a word.
ALPHABET = "23456789CFHJKMNPRTVWXY"
# What is never in a code can only have been meant for what looks like it.
_MEANT = str.maketrans("ZSGBU", "2568V")
_LONGEST = 60  # of what is typed: eight signs and room for spaces


def make_code() -> str:
    """Return a new code: one of 22⁸, some fifty thousand million."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def show_code(code: str) -> str:
    """Return a code as people read it, in two groups: ``KWT4-M7PX``."""
    return f"{code[:4]}-{code[4:]}"


def read_code(typed: str) -> str:
    """Return the code that was typed, in any case, with spaces or dashes; or an empty string."""
    signs = unicodedata.normalize("NFKC", typed[:_LONGEST]).upper()
    code = "".join(sign for sign in signs if sign.isalnum()).translate(_MEANT)
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""
