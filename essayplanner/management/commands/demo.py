"""The whole program with a sample school in it, from one command."""

import os
import socket
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from essayplanner.accounts.models import User
from essayplanner.plans.models import Plan
from essayplanner.sample import school

HOST = "127.0.0.1"


class Command(BaseCommand):
    """``manage.py demo``: migrate, load the packs, make the sample school, and serve."""

    help = "Make a sample school and serve it on this machine."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the port, the folder for the data, and whether to serve."""
        parser.add_argument("--port", type=int, default=8000, help="default: 8000")
        parser.add_argument("--data", type=Path, default=None, help="default: var/")
        parser.add_argument("--no-serve", action="store_true", help="make the school and stop")

    def handle(self, *, port: int, data: Path | None, no_serve: bool, **options: Any) -> None:
        """Do it all; the second time nothing changes but that the server starts."""
        _use_settings_of_its_own((data or settings.DATA_DIR).resolve())
        if not no_serve:
            _require_free(port)
        if _holds_real_work():
            raise CommandError(
                "This database holds somebody's work, so no sample school was put into it and "
                "nothing was changed; choose another folder with --data."
            )
        call_command("migrate", verbosity=0)
        call_command("loadpack", all=True, stdout=self.stdout)
        if school.exists():
            self.stdout.write("The sample school is here already; nothing was changed.")
        else:
            school.make()
            self.stdout.write("Made the sample school: a teacher, a class and twelve students.")
        self._print_accounts()
        if not no_serve:
            call_command("collectstatic", interactive=False, verbosity=0)
            self.stdout.write(f"\nOpen http://{HOST}:{port}/ (stop with Ctrl+C)")
            self.stdout.flush()
            _serve(port)

    def _print_accounts(self) -> None:
        (teacher, name), *students = school.accounts()
        self.stdout.write(f"\nSign in with the password {school.PASSWORD} as")
        self.stdout.write(f"  {teacher:<16} {name}, the teacher")
        for username, student in students:
            self.stdout.write(f"  {username:<16} {student}")


def _use_settings_of_its_own(data: Path) -> None:
    """Run this command once more where the settings are not the demonstration's own.

    Settings are read only once, and those of a real site (its database, its names) are none of
    the demonstration's business.
    """
    wanted = {
        "DATA_DIR": str(data),
        "DATABASE_URL": f"sqlite:///{data}/db.sqlite3",
        "ALLOWED_HOSTS": f"{HOST},localhost",
        "CSRF_TRUSTED_ORIGINS": "",
        "HTTPS": "false",
        "DEBUG": "false",
    }
    if any(os.environ.get(name) != value for name, value in wanted.items()):
        os.environ.update(wanted)
        os.execv(sys.executable, [sys.executable, *sys.argv])  # noqa: S606 (our own arguments)


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError) as error:
            raise CommandError(
                f"Port {port} cannot be used ({error}); choose another with --port."
            ) from None


def _holds_real_work() -> bool:
    """Say whether there are people or plans here that did not come with the sample school."""
    if User._meta.db_table not in connection.introspection.table_names():
        return False
    return not school.exists() and (User.objects.exists() or Plan.objects.exists())


def _serve(port: int) -> None:
    """Become the real server, on this machine alone."""
    arguments = [
        *("essayplanner.wsgi", "--bind", f"{HOST}:{port}"),
        *("--worker-class", "gthread", "--workers", "2", "--threads", "4"),
        # What typst and the allocator keep of large papers goes with the worker.
        *("--max-requests", "2000", "--max-requests-jitter", "500"),
        *("--no-control-socket", "--log-level", "warning"),
    ]
    os.execv(sys.executable, [sys.executable, "-m", "gunicorn", *arguments])  # noqa: S606
