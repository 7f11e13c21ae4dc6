"""Make the README's pictures anew: ``python -m tests.pictures``.

They are papers of the sample school's plans, as anybody's demo prints them.
"""

import os
import tempfile
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / ".readme"
PICTURES = (("one-side", 1), ("cards", 1), ("map", 1))
STUDENT = "priya.r"


def main() -> None:
    """Write each picture into the folder."""
    with tempfile.TemporaryDirectory() as data:
        os.environ.update(
            DATA_DIR=data, HTTPS="false", DJANGO_SETTINGS_MODULE="essayplanner.settings"
        )
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("loadpack", all=True)
        from essayplanner.exports.papers import PAPERS
        from essayplanner.exports.told import Told
        from essayplanner.plans.build import build_outline
        from essayplanner.plans.models import Plan
        from essayplanner.sample import school

        school.make()
        plan = Plan.objects.select_related("owner").filter(owner__username=STUDENT)[0]
        outline, told = build_outline(plan), Told(made=date(2026, 11, 20))
        FOLDER.mkdir(exist_ok=True)
        for slug, number in PICTURES:
            sheet = PAPERS[slug].sheet
            picture = sheet and sheet.picture(outline, told, number, dots=80)
            if not picture:
                raise SystemExit(f"There is no page {number} of {slug}.")
            (FOLDER / f"{slug}.png").write_bytes(picture)


if __name__ == "__main__":
    main()
