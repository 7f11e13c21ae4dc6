"""What came back to a student: only what was released, round by round."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch

from essayplanner.accounts.people import Person
from essayplanner.argument.outline import Outline
from essayplanner.classes.access import readable_formats
from essayplanner.plans.models import Plan
from essayplanner.reviews.models import Comment, Release, Reply
from essayplanner.reviews.reading import Reading, lay_reading
from essayplanner.reviews.rubric import lay_rubric
from factors.models import ExamFormat


@dataclass(frozen=True, slots=True)
class Reached:
    """What a plan reaches on one strand, and the descriptor of that level where it is known.

    ``of`` says of how many levels it is one, where they are called by their numbers.
    """

    strand: str
    level: str
    of: int | None
    means: str

    def __str__(self) -> str:
        of = f" of {self.of}" if self.of else ""
        return f"{self.level}{of}" + (f": {self.means}" if self.means else "")


@dataclass(frozen=True, slots=True)
class Round:
    """What was said in one round, as it was released last, with the comments at their places."""

    release: Release
    levels: tuple[Reached, ...]
    comments: tuple[Comment, ...]
    most: int | None
    reading: Reading

    @property
    def resolved(self) -> int:
        """How many of the comments are resolved."""
        return sum(comment.resolved_at is not None for comment in self.comments)

    @property
    def left(self) -> int:
        """How many are not."""
        return len(self.comments) - self.resolved

    @property
    def at_places(self) -> list[tuple[str, Comment, bool]]:
        """Each comment with what its place is called, and whether its words are there no more."""
        rows = [("The whole plan", row, False) for row in self.reading.on_the_whole]
        for section in self.reading.sections:
            rows += [
                (f"{section.title}: {part.label.lower()}", row, row.pk in part.lost)
                for part in section.parts
                for row in part.comments
            ]
        gone = (
            (part.label, row, row.pk in part.lost)
            for part in self.reading.elsewhere
            for row in part.comments
        )
        return [*rows, *gone]


def rounds_of(plan: Plan, outline: Outline, person: Person) -> list[Round]:
    """Return what was released of a plan, the newest round first, in five queries or fewer.

    The comments stand at their places in ``outline``.
    """
    replies = Prefetch("replies", Reply.objects.select_related("author"))
    released = Comment.objects.exclude(released_at=None).select_related("author", "resolved_by")
    comments = Prefetch("comments", released.prefetch_related(replies), to_attr="said")
    reviews = plan.reviews.exclude(released_at=None).order_by("-round")
    rows = reviews.prefetch_related("releases", comments)
    said = [(row.released, row.said) for row in rows if row.released]
    slugs = {release.exam_format for release, _ in said} - {""}
    exams = {row.slug: row for row in readable_formats(person).filter(slug__in=slugs)}
    return [_round(row, rows, exams.get(row.exam_format), outline) for row, rows in said]


def open_comments(plan: Plan) -> Iterable[Comment]:
    """Return what of the newest round is not resolved, in two queries."""
    newest = plan.reviews.exclude(released_at=None).last()
    if newest is None:
        return []
    return (
        newest.comments.filter(resolved_at=None).exclude(released_at=None).select_related("author")
    )


def reached(release: Release, exam: ExamFormat | None) -> tuple[Reached, ...]:
    """Return the levels of a release, with what they mean in its format where that is known."""
    rubric = lay_rubric(exam, {}) if exam else None
    return tuple(
        Reached(
            strand,
            level,
            rubric.of(level) if rubric else None,
            rubric.means(strand, level) if rubric else "",
        )
        for strand, level in release.levels
    )


def _round(
    release: Release, comments: list[Comment], exam: ExamFormat | None, outline: Outline
) -> Round:
    levels = reached(release, exam)
    most = exam.marks if exam else None
    return Round(release, levels, tuple(comments), most, lay_reading(outline, comments))
