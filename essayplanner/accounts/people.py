"""Who is asking: a signed-in user, a guest in this browser, or nobody known."""

from dataclasses import dataclass
from typing import Self

from django.http import HttpRequest

from essayplanner.accounts.guests import guest_key


@dataclass(frozen=True, slots=True)
class Person:
    """A user or a guest, by their key. With neither it is somebody who has nothing here yet."""

    user_id: int | None = None
    guest_key: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> Self:
        """Return who sent the request."""
        if request.user.is_authenticated:
            return cls(user_id=request.user.pk)
        return cls(guest_key=guest_key(request))
