"""The user, custom from the first migration."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """Somebody with a user name and a password; ``name`` is what a class list shows.

    A student is asked for no e-mail address, and no role stands here: a role is part of a
    membership of a class. Who signs in with a password that somebody gave them is asked for one of
    their own first: ``must_change_password``.
    """

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField(blank=True)
    name = models.CharField(max_length=150, blank=True)
    must_change_password = models.BooleanField(default=False)

    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        """Return the name for a class list, or the user name where none was given."""
        return str(self)

    def get_short_name(self) -> str:
        """Return the same: there is one name."""
        return str(self)


class CodeTry(models.Model):
    """A code of the second step tried for an account, kept until one fits, and a day at most."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="code_tries")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user}, {self.at:%Y-%m-%d %H:%M}"
