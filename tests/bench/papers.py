"""Print what papers cost: ``python -m tests.bench.papers [ROUNDS]``.

The one-side PDF beside the same words set by WeasyPrint, in turns, the medians of CPU time; a class
pack of 200 as the program streams it beside 40 of WeasyPrint's, five and one in turns, with the
memory that it takes; and the worst plan there is, on every paper in every form and as a preview.
"""

import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

STUDENTS, THEIRS = 200, 40
STYLE = """
@page { size: A4; margin: 12mm }
body { font: 10pt/1.3 serif } h1 { font-size: 19pt } h2 { font-size: 11pt }
.row { display: flex; gap: 6mm } .row > ul { width: 32%; padding: 0; list-style: none }
.row > div { width: 62% } td, th { vertical-align: top; text-align: left }
"""


def main(rounds: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as data:
        os.environ.update(DATA_DIR=data, DEBUG="true", HTTPS="false")
        os.environ["DJANGO_SETTINGS_MODULE"] = "essayplanner.settings"
        import django

        django.setup()
        from essayplanner.exports.pack import Copy, Pack, zipped
        from essayplanner.exports.papers import ALL, PAPERS
        from tests.exports.outlines import FULL, RICH, WORST
        from tests.exports.reading import NOON, TOLD

        sheet = PAPERS["one-side"].sheet
        if sheet is None:
            raise RuntimeError("One side is set by typst.")
        try:
            import weasyprint
        except (ImportError, OSError):
            print("WeasyPrint is not here, or Debian’s libpango-1.0-0, libpangoft2-1.0-0 and")
            print("libharfbuzz-subset0, which it needs, are not: there is nothing to compare with.")
        else:

            def ours(name: str = "") -> bytes:
                return sheet.pdf(replace(RICH, author=name), TOLD)

            def theirs(name: str = "") -> bytes:
                page = weasyprint.HTML(string=_html(replace(RICH, author=name)))
                return bytes(page.write_pdf(pdf_variant="pdf/ua-1"))

            _compare(ours, theirs, rounds)

            def pack() -> Iterator[bytes]:
                return zipped(
                    Pack(
                        classroom="12A",
                        question=RICH.question,
                        paper="one-side",
                        told=TOLD,
                        made=NOON,
                    ),
                    (
                        Copy(
                            student=f"Student {at}", state="", outline=replace(RICH, author=f"{at}")
                        )
                        for at in range(STUDENTS)
                    ),
                )

            _packs(pack(), theirs)
            _memory(pack())
        print("\nThe worst plan, CPU seconds (a plain one’s):")
        previews = {
            (slug, "preview"): partial(paper.sheet.picture, number=1)
            for slug, paper in PAPERS.items()
            if paper.sheet
        }
        renders: dict[tuple[str, str], Callable[..., object]] = {
            **{(slug, form): PAPERS[slug].forms[form] for slug, form in ALL},
            **previews,
        }
        for (slug, form), render in renders.items():
            plain, worst = (
                min(_cpu(partial(render, plan, TOLD)) for _ in range(3)) for plan in (FULL, WORST)
            )
            print(f"  {slug}.{form}: {worst:.2f} ({plain:.2f})")


def _compare(ours: Callable[[], bytes], theirs: Callable[[], bytes], rounds: int) -> None:
    """Print the medians of both in turns."""
    ours(), theirs()
    taken = [(_cpu(ours), _cpu(theirs)) for _ in range(rounds)]
    mine, other = (statistics.median(column) * 1000 for column in zip(*taken, strict=True))
    print("| one side as a PDF/UA-1 | CPU, ms | × ours |\n|---|---|---|")
    print(f"| ours | {mine:.1f} | 1.0 |\n| WeasyPrint | {other:.1f} | {other / mine:.1f} |")


def _packs(ours: Iterator[bytes], theirs: Callable[[str], bytes]) -> None:
    """Print what a pack of 200 takes beside 40 of theirs."""
    mine = other = 0.0
    for at in range(THEIRS):
        mine += _cpu(lambda: [next(ours) for _ in range(STUDENTS // THEIRS)])
        other += _cpu(partial(theirs, f"Student {at}"))
    mine += _cpu(lambda: list(ours))  # the contents
    print(
        f"\nA pack of {STUDENTS}: {mine:.1f} s; {THEIRS} of WeasyPrint’s: {other:.1f} s, ", end=""
    )
    print(f"{other / mine:.1f} × as long.")


def _memory(pack: Iterator[bytes]) -> None:
    """Print how much is in memory as a pack streams."""
    after = [_resident() for _ in pack]
    print(f"Memory after 20 of the pack {after[19]} MiB, after {STUDENTS} {after[-1]} MiB.")


def _cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _resident() -> int:
    """Return the MiB in memory now; where the system does not say, the most there ever was."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * resource.getpagesize() // 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _html(outline: Any) -> str:
    """Write the words of the one-side sheet as a page of HTML, simply styled."""
    from essayplanner.exports.sheet import sheet

    plan: dict[str, Any] = sheet(outline)

    def tag(name: str, *texts: str) -> str:
        words = " ".join(filter(None, texts))
        return f"<{name}>{escape(words)}</{name.split()[0]}>" if words else ""

    rows = []
    for row in plan["paragraphs"]:
        evidence = "".join(
            f"<li><b>{escape(item['date'])}</b> <b>{escape(item['title'])}</b> "
            f"{escape(item['text'])} ({escape(item['source'])}) {escape(item['views'])}</li>"
            for item in row["evidence"]
        )
        quotations = (
            tag("blockquote", item["text"], item["attribution"]) for item in row["quotations"]
        )
        argument = "".join(quotations) + "".join(
            tag("p", label, row[key])
            for label, key in (
                ("Explanation", "explanation"),
                ("Counter-argument", "counter_argument"),
                ("Reply", "reply"),
                ("Link", "link"),
            )
        )
        rows.append(
            f"{tag('h2', row['name'], row['rank'])}{tag('p', row['point'])}"
            f'<div class="row"><ul>{evidence}</ul><div>{argument}</div></div>'
        )
    links = "".join(
        tag("li", link["cause"]["name"], link["kind"], link["effect"]["name"], link["sentence"])
        for link in plan["links"]
    )
    matrix = "".join(
        f"<tr>{tag('th', row['name'])}{''.join(tag('td', cell) for cell in row['cells'])}</tr>"
        for row in plan["matrix"]["rows"]
    )
    sources = "".join(tag("li", "".join(run["text"] for run in runs)) for runs in plan["sources"])
    return (
        f'<!doctype html><html lang="en-GB"><title>{escape(plan["title"])}</title>'
        f"<style>{STYLE}</style>{tag('p', plan['author'])}{tag('h1', plan['title'])}"
        f"{tag('p', plan['argument'])}{''.join(rows)}<h2>Links</h2><ul>{links}</ul>"
        f"<h2>Judgement</h2>{tag('p', plan['judgement'])}"
        f"{''.join(tag('p', row['label'], row['text']) for row in plan['criteria'])}"
        f"<table>{matrix}</table><h2>Sources</h2><ul>{sources}</ul></html>"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
