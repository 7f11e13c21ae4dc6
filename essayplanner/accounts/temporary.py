"""Passwords that are read out or printed on a slip: for the first sign-in, or after a reset."""

import secrets
from pathlib import Path

from essayplanner.accounts.lockout import lift
from essayplanner.accounts.models import User

# Easy to say, to spell and to type on a phone; none is a name or could be taken for an insult.
WORDS = tuple(Path(__file__).with_name("words.txt").read_text("ascii").split())


def make_password() -> str:
    """Return a new password of three words, such as ``maple-kettle-north``: some 28 bits.

    That is for a few days behind the limit of wrong sign-ins; whoever has it chooses their own.
    """
    return "-".join(secrets.choice(WORDS) for _ in range(3))


def give_temporary(user: User) -> str:
    """Give somebody a new password and return it, to be shown once; it is stored as a hash alone.

    All their sessions end, nobody of that name is locked out any more, and the next sign-in leads
    to choosing a password of their own.
    """
    password = make_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    lift([user])
    return password
