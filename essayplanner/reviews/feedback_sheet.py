"""The whole-class feedback sheet: what teachers wrote, counted over a class, and a slip for each.

Nothing is made up: it has the comments, summaries, levels and marks that teachers gave, and what
the check counted.
"""

import uuid
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from essayplanner.argument.findings import RULES
from essayplanner.argument.outline import Factor, Outline, Paragraph, Question
from essayplanner.argument.places import name_place
from essayplanner.classes.models import Assignment
from essayplanner.exports.merging import merge
from essayplanner.exports.sheet import line, lines
from essayplanner.exports.text import printable
from essayplanner.exports.told import Told
from essayplanner.exports.typeset import Sheet
from essayplanner.plans import models as plans
from essayplanner.reviews.kept import counts
from essayplanner.reviews.latest import latest_words
from essayplanner.reviews.models import Comment, Release, Review
from essayplanner.reviews.overview import names_of, started, students_of
from essayplanner.reviews.rubric import marks_of, said_mark

# Letters and lines that a slip has room for: some fifteen sides. Every text has a share of them.
MOST_LETTERS, MOST_LINES = 60_000, 900
LEAST_LETTERS, LEAST_LINES = 300, 4
# Letters that are set in one go: a class of thirty is, and one of four hundred in several.
AT_ONCE = 250_000
# What the sheet of the class shows at most, so that it stays on one side.
MOST_CODES, MOST_CODE, MOST_RECURS = 40, 300, 6
MOST_STRANDS, MOST_LEVELS = 10, 8
MOST_NAMES = 2_500

_ORDER = ("point", "evidence", "quotation", "explanation", "counter_argument", "reply", "link")
_ORDER_AFTER = ("weighed_1", "weighed_2", "weighed_3", "without")
_SAYS = {rule.key: rule.brief for rule in RULES}
_ASKS = {rule.key: rule.asks for rule in RULES}


@dataclass(frozen=True, slots=True)
class Said:
    """A comment: what its ``place`` is called, the words that it is about, and its ``code``."""

    place: str
    quote: str
    text: str
    code: str


@dataclass(frozen=True, slots=True)
class Slip:
    """The feedback on a student's ``plan`` (its key), as its latest review says it.

    ``released`` says that its student reads it so, ``changed`` that they read what it was before.
    """

    plan: uuid.UUID
    student: str
    released: bool
    changed: bool
    summary: str
    levels: tuple[tuple[str, str], ...]
    mark: str
    comments: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Used:
    """A saved comment, and to how many students it was given."""

    code: str
    text: str
    students: int


@dataclass(frozen=True, slots=True)
class ClassFeedback:
    """All that is said of an assignment, and what recurs in its plans.

    ``without`` are the names of those who have no feedback; ``levels`` counts, for each strand, how
    many reach each level; ``recurs`` has what the check finds, and in how many of the ``checked``
    plans.
    """

    slips: tuple[Slip, ...]
    without: tuple[str, ...]
    codes: tuple[Used, ...]
    levels: tuple[tuple[str, tuple[tuple[str, int], ...]], ...]
    recurs: tuple[tuple[str, int], ...]
    checked: int


def gather(assignment: Assignment, *, drafts: bool, coursework: bool) -> ClassFeedback:
    """Return the feedback on an assignment that was released; with ``drafts`` also what was not.

    In a fixed number of queries. Of each plan it is the latest review that says something.
    """
    names = names_of(students_of(assignment))
    reviews = _reviews(assignment, drafts=drafts)
    said = [(pk, reviews[pk]) for pk in names if pk in reviews]
    outof = marks_of((pk, words.exam_format) for pk, (_, words) in reviews.items())
    places = _places(assignment)
    slips, given = [], defaultdict(set)
    for pk, (review, words) in said:
        changed = drafts and review.changed
        comments = _comments(review, places.get(pk, Outline(question=Question(text=""))))
        for comment in review.comments.all():
            if comment.saved:
                given[comment.saved].add(pk)
        slips.append(
            Slip(
                review.plan_id,
                names[pk],
                review.released_at is not None and not changed,
                changed,
                words.summary,
                tuple((strand, level) for strand, level in words.levels),
                said_mark(words.mark, outof.get((pk, words.exam_format))),
                tuple(comments),
            )
        )
    used = [Used(saved.code, saved.text, len(who)) for saved, who in given.items()]
    found = counts(assignment)
    recurs = Counter(rule for row in found.values() for rule in row.rules)
    says = _ASKS if coursework else _SAYS
    return ClassFeedback(
        slips=tuple(slips),
        without=tuple(name for pk, name in names.items() if pk not in reviews),
        codes=tuple(sorted(used, key=lambda row: (-row.students, row.code, row.text))),
        levels=_levels(slips),
        recurs=tuple((says[rule], number) for rule, number in recurs.most_common() if rule in says),
        checked=len(found),
    )


def _reviews(assignment: Assignment, *, drafts: bool) -> dict[int, tuple[Review, Release]]:
    """Return the latest review of each plan that says something, by the key of its student.

    Its comments are those that are to be shown, and with it comes what it says besides: what was
    released of it, or with ``drafts`` what stands in it now.
    """
    rows = Review.objects.filter(plan__in=started(assignment)).select_related("plan")
    comments = Comment.objects.exclude(text="").select_related("saved")
    if not drafts:
        rows = rows.exclude(released_at=None)
        comments = comments.exclude(released_at=None)
    shown = ["releases", "levels"] if drafts else ["releases"]
    rows = rows.order_by("round").prefetch_related(Prefetch("comments", comments), *shown)
    latest = latest_words(rows, {row.pk for row in rows if row.comments.all()}, drafts=drafts)
    return {found[0].plan.owner_id or 0: found for found in latest.values()}


def _places(assignment: Assignment) -> dict[int, Outline]:
    """Return plans, by the keys of their students, with as much of each as names its places."""
    rows: dict[int, list[Paragraph]] = defaultdict(list)
    for owner, key, name, short, mark in plans.Paragraph.objects.filter(
        plan__in=started(assignment)
    ).values_list("plan__owner", "factor", "name", "short_name", "mark"):
        rows[owner].append(
            Paragraph(factor=Factor(key=key, name=name, short_name=short, mark=mark))
        )
    nothing = Question(text="")
    return {pk: Outline(question=nothing, paragraphs=tuple(row)) for pk, row in rows.items()}


def _comments(review: Review, outline: Outline) -> Iterator[Said]:
    """Yield the comments of a review in the order of reading."""
    fields = (*_ORDER, *_ORDER_AFTER)
    order = ["", "argument", "criterion_1", "criterion_2", "criterion_3"]
    order += [f"{row.factor.key}-{field}" for row in outline.paragraphs for field in fields]
    order += ["ranking", "links", "judgement"]
    places = {place: at for at, place in enumerate(order)}
    rows = sorted(
        review.comments.all(),
        key=lambda row: (places.get(row.place.partition("/")[0], len(places)), row.start, row.pk),
    )
    for row in rows:
        place = name_place(outline, row.place)
        yield Said(place, row.quote, row.text, row.saved.code if row.saved else "")


def _levels(slips: Iterable[Slip]) -> tuple[tuple[str, tuple[tuple[str, int], ...]], ...]:
    reached: dict[str, Counter[str]] = defaultdict(Counter)
    for slip in slips:
        for strand, level in slip.levels:
            reached[strand][level] += 1
    return tuple((strand, tuple(sorted(row.items()))) for strand, row in reached.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands above a sheet: the class, what it was set, and whether drafts are in it."""

    classroom: str
    question: Question
    drafts: bool = False
    board: bool = False


def render(found: ClassFeedback, head: Head, told: Told) -> bytes:
    """Return the sheet of the class as a PDF, and after it the slips.

    For the ``board`` it is the sheet alone, and names nobody.
    """
    parts = [("The class", _pdf("class_feedback", _sheet(found, head), head, told))]
    if not head.board:
        apart = [] if _names_fit(found.without) else _plain(found.without)
        batches = list(_batches([_slip(row) for row in found.slips])) or [[]]
        about = {"title": _title("Feedback for each student", head)}
        about["question"] = _one(head.question.text)
        for batch in batches[:-1]:
            values = {**about, "slips": batch, "without": []}
            parts.append(("Slips", _pdf("feedback_slips", values, head, told)))
        if batches[-1] or apart:
            values = {**about, "slips": batches[-1], "without": apart}
            parts.append(("Slips", _pdf("feedback_slips", values, head, told)))
    made = timezone.localtime()
    return merge(parts, _title("Feedback", head), made, both_sides=False)


def _pdf(template: str, values: Mapping[str, Any], head: Head, told: Told) -> bytes:
    return Sheet(template, lambda outline, told: values).pdf(Outline(question=head.question), told)


def _title(what: str, head: Head) -> str:
    return line(printable(f"{what}, {head.classroom}: {head.question.text}"))


def _sheet(found: ClassFeedback, head: Head) -> dict[str, Any]:
    students = len(found.slips) + len(found.without)
    unreleased = sum(not row.released for row in found.slips)
    names = _plain(found.without) if _names_fit(found.without) and not head.board else []
    return {
        "title": _title("Feedback for the whole class", head),
        "classroom": line(printable(head.classroom)),
        "question": line(printable(head.question.text)),
        "said": f"Feedback on {len(found.slips)} of {_counted(students, 'plan')}.",
        "drafts": _drafts(unreleased) if head.drafts else "",
        "codes": [
            {**asdict(row), "code": _one(row.code), "text": _one(row.text, MOST_CODE)}
            for row in found.codes[:MOST_CODES]
        ],
        "more_codes": len(found.codes) - MOST_CODES,
        "shortened": any(len(row.text) > MOST_CODE for row in found.codes[:MOST_CODES]),
        "levels": [
            {
                "strand": _one(strand),
                "levels": [f"{_one(level)}: {number}" for level, number in row[:MOST_LEVELS]],
                "more": max(len(row) - MOST_LEVELS, 0),
            }
            for strand, row in found.levels[:MOST_STRANDS]
        ],
        "more_levels": max(len(found.levels) - MOST_STRANDS, 0),
        "recurs": [{"says": says, "plans": number} for says, number in found.recurs[:MOST_RECURS]],
        "more_recurs": max(len(found.recurs) - MOST_RECURS, 0),
        "checked": found.checked,
        "without": names,
        "number": len(found.without),
        "board": head.board,
    }


def _drafts(unreleased: int) -> str:
    if not unreleased:
        return "All of it is released."
    verb = "is" if unreleased == 1 else "are"
    return (
        f"For the teacher’s eyes: {unreleased} of these {verb} not released, and "
        f"{'its student has' if unreleased == 1 else 'their students have'} not read "
        f"{'it' if unreleased == 1 else 'them'}."
    )


def _slip(row: Slip) -> dict[str, Any]:
    """Lay a slip out; texts that are too long for it end early, and it says so."""
    texts = [row.summary, *(text for one in row.comments for text in (one.quote, one.text))]
    share = _share(texts)
    comments = [
        {
            "place": _one(one.place),
            "quote": share(one.quote),
            "text": share(one.text),
            "code": _one(one.code),
        }
        for one in row.comments
    ]
    ended = sum(share(text) != lines(printable(text)) for text in texts)
    return {
        "student": _one(row.student),
        "note": ""
        if row.released
        else "changed since it was released"
        if row.changed
        else "not released",
        "summary": share(row.summary),
        "levels": [{"strand": _one(strand), "level": _one(level)} for strand, level in row.levels],
        "mark": row.mark,
        "comments": comments,
        "ended": f"This is longer than paper holds: {_counted(ended, 'text')} "
        f"end{'s' if ended == 1 else ''} early (…). The plan’s own page has all."
        if ended
        else "",
    }


def _share(texts: Sequence[str]) -> Callable[[str], str]:
    """Return what gives the beginning of a text that a slip has room for, with “…” if it is cut.

    Where all of them fit, each is whole.
    """
    ready = [lines(printable(text)) for text in texts]
    letters = sum(map(len, ready)) > MOST_LETTERS
    many = sum(text.count("\n") + 1 for text in ready) > MOST_LINES
    most = max(LEAST_LETTERS, MOST_LETTERS // max(len(texts), 1))
    rows = max(LEAST_LINES, MOST_LINES // max(len(texts), 1))

    def beginning(text: str) -> str:
        text = lines(printable(text))
        cut = text[:most] if letters else text
        if many:
            cut = "\n".join(cut.split("\n")[:rows])
        return cut if cut == text else f"{cut}…"

    return beginning


def _batches(slips: Sequence[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Yield slips in batches that are set in one go."""
    batch: list[dict[str, Any]] = []
    letters = 0
    for slip in slips:
        size = len(slip["summary"]) + sum(
            len(row["quote"]) + len(row["text"]) for row in slip["comments"]
        )
        if batch and letters + size > AT_ONCE:
            yield batch
            batch, letters = [], 0
        batch.append(slip)
        letters += size
    if batch:
        yield batch


def _names_fit(names: Sequence[str]) -> bool:
    return sum(map(len, names)) + 2 * len(names) <= MOST_NAMES


def _plain(names: Iterable[str]) -> list[str]:
    return list(map(_one, names))


def _one(text: str, most: int = 0) -> str:
    """Return a text on one line, cut to so many letters where that is asked for."""
    text = line(printable(text))
    return f"{text[:most].rstrip()}…" if most and len(text) > most else text


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
