"""What somebody is about to do when they are asked once more who they are, and the way back."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve, reverse

_FILE = ("take a file of what is held on you", "privacy:data")
_ABOUT = {
    "privacy:data": _FILE,
    "privacy:data_json": _FILE,
    "privacy:data_pdf": _FILE,
    "privacy:leave": ("delete your account", "account_home"),
    "account_email": ("change your e-mail address", "account_email"),
    "socialaccount_connections": ("change what you sign in with", "socialaccount_connections"),
}
_STEPS = ("change how you get in", "mfa_index")
_OTHER = ("go on", "account_home")


@dataclass(frozen=True, slots=True)
class Before:
    """``what`` comes next, where it leads ``onward``, and ``back``, where nothing is done."""

    what: str
    onward: str
    back: str
    is_file: bool


def before(onward: str) -> Before:
    """Return what is said before an address, which may be anything.

    A file is not led to but its page: a browser that is handed a file stays on the page before it.
    """
    try:
        name = resolve(urlsplit(onward).path).view_name
    except (Resolver404, ValueError):
        name = ""
    what, back = _ABOUT.get(name, _STEPS if name.startswith("mfa_") else _OTHER)
    is_file = (what, back) == _FILE
    return Before(what, reverse(back) if is_file else onward, reverse(back), is_file)
