"""How passwords are hashed."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class SchoolArgon2PasswordHasher(Argon2PasswordHasher):
    """Argon2id with the parameters that OWASP's Password Storage Cheat Sheet names first.

    Django's own default takes 100 MiB a sign-in, which thirty students at nine o'clock would
    turn into 3 GiB.
    """

    memory_cost = 19 * 1024
    time_cost = 2
    parallelism = 1
