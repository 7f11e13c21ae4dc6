"""Print the table of the README: ``python -m tests.bench [ROUNDS]``.

Each row is the CPU time of one request inside the process, on a SQLite database made for the run,
as a multiple of its floor: a bare signed-in page, or a bare save, in a Django with the middleware
that ``startproject`` writes. All rows take turns in every round, so that whatever else the machine
does falls on all of them alike; the figures are medians.
"""

import inspect
import io
import itertools
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from essayplanner.plans.models import Plan

STARTPROJECT = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TOKEN = "a" * 32
Request = Callable[[], object]
TOPICS = (10, 310)  # how many items the two topics have between which an item is measured


def main(rounds: int) -> None:
    """Make a database, measure, print."""
    with tempfile.TemporaryDirectory() as data:
        os.environ.update(
            DATA_DIR=data,
            HTTPS="false",
            DEBUG="false",
            DJANGO_SETTINGS_MODULE="essayplanner.settings",
        )
        import django

        django.setup()
        taken = _measure(_requests(), rounds)
        print(f"| request | CPU, ms | × its floor |  {rounds} rounds\n|---|---|---|")
        for name, figures in taken.items():
            floor = taken["a bare save" if "save" in name else "a bare signed-in page"]
            middle = statistics.median(figures)
            print(f"| {name} | {middle * 1000:.2f} | {middle / statistics.median(floor):.1f} |")
        few, many = (statistics.median(taken[f"a topic of {size} items"]) for size in TOPICS)
        print(f"\nEach further item of a topic: {_per_item(few, many):.3f} ms; the first time that")
        print(f"an edition is read, {_per_item(*_first_time(rounds // 20 or 1)):.3f} ms.")


def _requests() -> dict[str, Request]:
    """Return what is measured, the two floors first."""
    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler

    from essayplanner.classes.models import Assignment
    from tests.bench.checked import checks
    from tests.bench.room import SIZES, make_class

    plan = _usual_plan()
    largest = _largest_plan()
    twelve = Assignment.objects.get()
    rooms = {size: make_class(size) for size in SIZES}
    _fill_library()
    student, teacher = _cookies("priya.r"), _cookies("ms.okafor")
    settings.ROOT_URLCONF = "tests.bench.urls"
    ours = WSGIHandler()
    settings.MIDDLEWARE = STARTPROJECT
    bare = WSGIHandler()
    last = plan.argument
    numbers = itertools.count()
    desk = f"/plans/{plan.pk}/"

    def bare_save() -> None:
        # A new text each time: SQLite skips the write of a row that stays as it was.
        _ask(bare, student, "/floor/save/", {"judgement": f"{plan.judgement} {next(numbers)}"})

    def autosave() -> None:
        nonlocal last
        new = f"{plan.argument} {next(numbers)}"
        _ask(ours, student, f"{desk}save/", {"argument": new, "argument.was": last})
        last = new

    return {
        "a bare signed-in page": lambda: _ask(bare, student, "/floor/page/"),
        "a bare save": bare_save,
        "the desk": lambda: _ask(ours, student, desk),
        "the desk of the largest plan": lambda: _ask(ours, student, f"/plans/{largest.pk}/"),
        "one autosave": autosave,
        "the check after it": lambda: _ask(ours, student, f"{desk}check/"),
        **checks(),
        "the start page": lambda: _ask(ours, student, "/"),
        "the print page": lambda: _ask(ours, student, f"{desk}papers/one-side.html"),
        "the PDF": lambda: _ask(ours, student, f"{desk}papers/one-side.pdf"),
        "a class of twelve": partial(_ask, ours, teacher, f"/classes/set/{twelve.pk}/"),
        **{
            f"a class of {size}": partial(_ask, ours, teacher, f"/classes/set/{pk}/")
            for size, pk in rooms.items()
        },
        **{
            f"a topic of {size} items": partial(_ask, ours, teacher, f"/library/topics/of-{size}/")
            for size in TOPICS
        },
        "a search of 5,000 records: a rare word": lambda: _search(ours, student, "quorn"),
        "a search: a common word": lambda: _search(ours, student, "stalin"),
        "a search: two words": lambda: _search(ours, student, "bukharin 1928"),
        "a search: nothing found": lambda: _search(ours, student, "gorbachev"),
    }


def _make_topics() -> None:
    """Load topics of so many items, a third of them quotations, cut from the built-in pack.

    Words are shuffled, so that no text is another's and compression gains nothing by it.
    """
    from essayplanner.accounts.models import User
    from factors.checking import check
    from factors.loading import load_pack
    from factors.models import Topic
    from factors.pack import PACKS_DIR, read_pack

    plain = read_pack(PACKS_DIR / "stalin-rise").model_dump()
    shuffled = random.Random(1).sample
    for size in TOPICS:
        rows: dict[str, list[Any]] = {"evidence": [], "quotations": []}
        for number in range(size):
            kind = "evidence" if number % 3 else "quotations"
            row = plain[kind][number % len(plain[kind])]
            words = row["text"].split()
            text = " ".join(shuffled(words, len(words)))
            own = {"slug": f"item-{number}", "text": text, "short": "", "tested_by": []}
            rows[kind].append(row | {name: own[name] for name in own if name in row})
        topic = plain["topic"] | {"slug": f"of-{size}"}
        load_pack(check(plain | rows | {"topic": topic}))
    # Of the teacher alone, so that no other page shows them.
    author = User.objects.get(username="ms.okafor")
    Topic.objects.filter(slug__startswith="of-").update(built_in=False, author=author)


def _first_time(rounds: int) -> tuple[float, float]:
    """Return the CPU time of drawing each of the two topics, which a request does once."""
    from essayplanner.library.columns import drawn_columns
    from factors.models import Bank

    banks = [Bank.objects.get(current_of__slug=f"of-{size}") for size in TOPICS]
    draw = inspect.unwrap(drawn_columns)
    taken = _measure({str(bank.pk): partial(draw, bank) for bank in banks}, rounds)
    few, many = map(statistics.median, taken.values())
    return few, many


def _per_item(few: float, many: float) -> float:
    return (many - few) / (TOPICS[1] - TOPICS[0]) * 1000


def _usual_plan() -> "Plan":
    """Make the sample school and return a full plan of it: 4 paragraphs, 12 pieces of evidence."""
    from django.core.management import call_command

    from essayplanner.plans.models import Paragraph, Plan
    from essayplanner.sample import school
    from factors.models import Factor

    call_command("migrate", verbosity=0)
    call_command("loadpack", all=True, stdout=io.StringIO())
    school.make()
    _make_topics()
    call_command("collectstatic", interactive=False, verbosity=0)
    plan = Plan.objects.get(owner__username="priya.r")
    last = plan.paragraphs.order_by("position")[2]
    factors = Factor.objects.filter(bank=plan.bank).order_by("order")
    fourth = factors.exclude(slug__in=plan.paragraphs.values("factor"))[0]
    texts = {name: getattr(last, name) for name in Paragraph.TEXTS}
    Paragraph.objects.create(
        plan=plan,
        factor=fourth.slug,
        name=fourth.name,
        short_name=fourth.short_name,
        mark=fourth.order,
        rank=4,
        position=4,
        **texts,
    )
    _choose_evidence(plan, 12)
    return plan


def _largest_plan() -> "Plan":
    """Make a plan on all 8 factors with every box full of words, 60 pieces of evidence and 200 revisions."""
    from datetime import timedelta

    from django.utils import timezone

    from essayplanner.accounts.models import User
    from essayplanner.accounts.people import Person
    from essayplanner.plans import actions, revisions
    from essayplanner.plans.models import Paragraph, Plan, Revision
    from factors.models import Bank, Factor

    sample = Plan.objects.get(owner__username="priya.r")
    words = " ".join(sample.paragraphs.order_by("position")[0].explanation.split() * 3)
    bank = Bank.objects.get(current_of__slug="stalin-rise")
    factors = list(Factor.objects.filter(bank=bank).values_list("slug", flat=True))
    person = Person(user_id=User.objects.get(username="priya.r").pk)
    plan = actions.start_own_plan(person, bank, sample.question, factors[0], factors)
    plan.paragraphs.update(**dict.fromkeys(Paragraph.TEXTS, words))
    Plan.objects.filter(pk=plan.pk).update(ranked=True, **dict.fromkeys(Plan.TEXTS, words))
    _choose_evidence(plan, 60)
    now = timezone.now()
    kept = revisions.keep(plan, Revision.Reason.WORK, now)
    Revision.objects.bulk_create(
        Revision(
            plan=plan,
            made_at=now - timedelta(days=number),
            reason=kept.reason,
            words=kept.words,
            content=kept.content,
        )
        for number in range(1, 200)
    )
    return Plan.objects.get(pk=plan.pk)


def _choose_evidence(plan: "Plan", count: int) -> None:
    """Choose evidence until there are so many pieces, as evenly as the library bears it."""
    from essayplanner.plans import actions
    from essayplanner.plans.models import Choice
    from factors.models import Evidence

    chosen = Choice.objects.filter(paragraph__plan=plan, kind="evidence")
    paragraphs = list(plan.paragraphs.select_related("plan__bank"))
    shares = itertools.zip_longest(
        *(
            Evidence.objects.filter(bank=plan.bank, bearings__factor__slug=paragraph.factor)
            .exclude(slug__in=chosen.filter(paragraph=paragraph).values("key"))
            .distinct()
            for paragraph in paragraphs
        )
    )
    wanted = ((p, row) for share in shares for p, row in zip(paragraphs, share, strict=True) if row)
    for paragraph, row in itertools.islice(wanted, max(0, count - chosen.count())):
        actions.choose(paragraph, "evidence", row.slug)
    if chosen.count() != count:
        raise RuntimeError(f"{chosen.count()} pieces of evidence, not {count}")


def _fill_library() -> None:
    """Make what can be found 5,000 records, in the built-in library's own words."""
    from factors.folding import folded
    from factors.models import Bank, Entry

    bank = Bank.objects.get(current_of__slug="stalin-rise")
    texts = list(Entry.objects.filter(kind="evidence").values_list("text", flat=True))
    words = " ".join(texts).split()
    length = len(words) // len(texts)
    chance = random.Random(5000)
    rows = []
    for number in range(5000 - Entry.objects.count()):
        text = " ".join(chance.sample(words, length)) + " quorn" * (number % 1000 == 0)
        row = Entry(bank=bank, kind="evidence", slug=f"made-{number}", rank=f"00/{number:05}")
        row.title, row.text = text[:60], text
        row.heading, row.folded = folded(row.title), folded(text)
        rows.append(row)
    Entry.objects.bulk_create(rows)


def _cookies(username: str) -> str:
    from django.test import Client

    from essayplanner.accounts.models import User

    client = Client()
    client.force_login(User.objects.get(username=username))
    return f"sessionid={client.cookies['sessionid'].value}; csrftoken={TOKEN}"


def _measure(requests: dict[str, Request], rounds: int) -> dict[str, list[float]]:
    for request in [*requests.values()] * 3:
        request()
    taken: dict[str, list[float]] = {name: [] for name in requests}
    for _ in range(rounds):
        for name, request in requests.items():
            start = time.process_time()
            request()
            taken[name].append(time.process_time() - start)
    return taken


def _search(app: Any, cookies: str, query: str) -> None:
    from urllib.parse import urlencode

    _ask(app, cookies, f"/library/search/?{urlencode({'q': query})}")


def _ask(app: Any, cookies: str, path: str, body: dict[str, str] | None = None) -> None:
    """Send one request through a WSGI application and read the answer to its end."""
    from urllib.parse import urlencode

    data = urlencode({**body, "csrfmiddlewaretoken": TOKEN}).encode() if body else b""
    environ = {
        "REQUEST_METHOD": "POST" if body else "GET",
        "PATH_INFO": path.partition("?")[0],
        "SCRIPT_NAME": "",
        "QUERY_STRING": path.partition("?")[2],
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "localhost",
        "HTTP_COOKIE": cookies,
        "HTTP_ACCEPT": "application/json" if body else "text/html",
        "HTTP_ACCEPT_ENCODING": "gzip, deflate, br, zstd",
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(data)),
        "wsgi.input": io.BytesIO(data),
        "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http",
        "wsgi.version": (1, 0),
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    status: list[str] = []
    answer = app(environ, lambda line, headers, exc=None: status.append(line))
    b"".join(answer)
    answer.close()
    if not status[0].startswith("200"):
        raise RuntimeError(f"{path}: {status[0]}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)
