"""Who is asking: a signed-in user, a guest in this browser, or nobody known."""

from dataclasses import dataclass
from typing import Self

from django.http import HttpRequest

from essayplanner.accounts.guests import guest_key
from essayplanner.accounts.models import User


@dataclass(frozen=True, slots=True)
class Person:
    """A user, or a guest by their key. With neither it is somebody who has nothing here yet."""

    user: User | None = None
    guest_key: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        """Return who sent the request."""
        if isinstance(request.user, User):
            return cls(user=request.user)
        return cls(guest_key=guest_key(request))
