"""Print how many MiB the worst plan takes beyond an ordinary one: ``PAPER FORM``, in a process alone."""

import os
import resource
import sys


def main(slug: str, form: str) -> None:
    """Set an ordinary plan, then the worst, and print by how much the peak rose."""
    os.environ.update(DJANGO_SETTINGS_MODULE="essayplanner.settings", DEBUG="true")
    import django

    django.setup()
    from essayplanner.exports.papers import PAPERS
    from tests.exports.outlines import FULL, WORST
    from tests.exports.reading import TOLD

    render = PAPERS[slug].forms[form]
    render(FULL, TOLD)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    render(WORST, TOLD)
    print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)


if __name__ == "__main__":
    main(*sys.argv[1:])
