"""What a password has to be: long, and none that is tried first. No signs or digits are asked for.

After NIST SP 800-63B-4, section 3.1.1.2 (length, a list of known ones with words of the place and
of the person, no other rules) and the NCSC's "three random words".
"""

import re
import unicodedata

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from essayplanner.accounts.models import User

LEAST, MOST = 12, 256  # hashing what is longer would only keep the server busy
HELP = (
    f"At least {LEAST} characters. Three words that have nothing to do with each other are good, "
    "and easy to keep in mind."
)
_WORDS = (
    *("essay", "planner", "history", "school", "college", "sixthform", "student", "teacher"),
    *("password", "passwort", "letmein", "welcome", "secret", "hello", "login", "admin"),
    *("stalin", "lenin", "trotsky", "bukharin", "kamenev", "zinoviev", "kirov", "russia"),
    *("russian", "soviet", "ussr", "communist", "communism", "bolshevik", "revolution", "joseph"),
)
_ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_RUNS = {
    row[start : start + length]
    for forward in _ROWS
    for row in (forward, forward[::-1])
    for length in range(4, len(row) + 1)
    for start in range(len(row) - length + 1)
}


class SoundPassword:
    """The one validator of ``AUTH_PASSWORD_VALIDATORS``."""

    def __init__(self) -> None:
        self._common = CommonPasswordValidator().passwords

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ``ValidationError`` with all that is wrong with a password."""
        faults = []
        if len(password) < LEAST:
            faults.append(f"Take at least {LEAST} characters: one more word is enough.")
        elif len(password) > MOST:
            faults.append(f"Take no more than {MOST} characters.")
        elif fault := self._why_known(password, user):
            faults.append(f"{fault} Take three words that have nothing to do with each other.")
        if faults:
            raise ValidationError(faults)

    def get_help_text(self) -> str:
        """Return what is said beside the box."""
        return HELP

    def _why_known(self, password: str, user: User | None) -> str:
        folded = unicodedata.normalize("NFKC", password).casefold()
        bare = "".join(filter(str.isalnum, folded)) or folded
        if bare and (len(set(bare)) < 5 or bare in (bare + bare)[1:-1]):
            return "The same few characters again and again are soon guessed."
        if folded.strip() in self._common or bare in self._common:
            return "That is one of the passwords that are tried first."
        kinds = dict.fromkeys(_RUNS, "a row of keys")
        kinds |= dict.fromkeys(_WORDS, "words that stand for this place")
        kinds |= dict.fromkeys(_school_words(), "the name of the school")
        kinds |= dict.fromkeys(_own_words(user), "your own name")
        left, found = folded, []
        for word in sorted(kinds, key=len, reverse=True):
            if word in left:
                left = left.replace(word, " ")
                found.append(kinds[word])
        if found and sum(map(str.isalpha, left)) < 4:
            return f"That is little more than {' and '.join(sorted(set(found)))}."
        return ""


def _own_words(user: User | None) -> set[str]:
    said = [user.username, user.name, user.email.partition("@")[0]] if user else []
    return {word for text in said for word in _words_of(text)}


def _school_words() -> set[str]:
    return _words_of(settings.SCHOOL_NAME)


def _words_of(text: str) -> set[str]:
    return {word for word in re.split(r"[\W_]+", text.casefold()) if len(word) >= 3}
