"""Print how many MiB the worst plan takes beyond an ordinary one, in a process alone.

``PAPER FORM``, or ``PAPER preview`` for a picture of its first page.
"""

import os
import resource
import sys


def main(slug: str, form: str) -> None:
    """Set an ordinary plan, then the worst; print by how much the peak rose."""
    os.environ.update(DJANGO_SETTINGS_MODULE="essayplanner.settings", DEBUG="true")
    import django

    django.setup()
    from essayplanner.argument.outline import Outline
    from essayplanner.exports.papers import PAPERS
    from essayplanner.exports.told import Told
    from tests.exports.outlines import FULL, WORST
    from tests.exports.reading import TOLD

    paper = PAPERS[slug]

    def picture(outline: Outline, told: Told) -> bytes | None:
        return paper.sheet.picture(outline, told, 1) if paper.sheet else None

    render = picture if form == "preview" else paper.forms[form]
    render(FULL, TOLD)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    render(WORST, TOLD)
    print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)


if __name__ == "__main__":
    main(*sys.argv[1:])
