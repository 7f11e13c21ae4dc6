"""The page on which a teacher reviews a plan: all that it shows."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, prefetch_related_objects

from essayplanner.accounts.models import User
from essayplanner.accounts.people import Person
from essayplanner.argument.findings import Finding, check
from essayplanner.argument.outline import Outline, SetAside
from essayplanner.classes.access import readable_formats
from essayplanner.classes.assigned import is_coursework
from essayplanner.classes.members import is_gone
from essayplanner.classes.models import Assignment
from essayplanner.plans.boxes import Trouble
from essayplanner.plans.build import build_outline
from essayplanner.plans.device import masked_key
from essayplanner.plans.known import bank_of, exam_value, lay_back
from essayplanner.plans.models import Plan
from essayplanner.plans.states import state_of
from essayplanner.reviews.actions import read, review_of
from essayplanner.reviews.commenting import Theirs, theirs_of
from essayplanner.reviews.models import Comment, Review, SavedComment, Submission
from essayplanner.reviews.overview import started, writers_of
from essayplanner.reviews.reading import Reading, lay_reading
from essayplanner.reviews.rubric import Rubric, lay_rubric
from essayplanner.reviews.saved import offered
from factors.models import ExamFormat


@dataclass(frozen=True, slots=True)
class Around:
    """The plans before and after one, by surname, and the next one that waits for feedback."""

    number: int
    total: int
    before: uuid.UUID | None
    after: uuid.UUID | None
    waiting: uuid.UUID | None


@dataclass(frozen=True, slots=True)
class Page:
    """What a teacher sees of a plan: what was handed in, or the draft where there is none.

    ``newest`` is the key of what was handed in last, or 0. ``aside`` is what its writer leaves on
    purpose, ``theirs`` what colleagues have not released. ``troubles`` say what of the page's texts
    is not saved, by place, and ``homeless`` are those of them that have no box on it.
    """

    plan: Plan
    teacher: User
    review: Review
    submission: Submission | None
    newest: int
    reading: Reading
    aside: tuple[tuple[Finding, SetAside], ...]
    rubric: Rubric | None
    formats: Sequence[ExamFormat]
    saved: Sequence[SavedComment]
    theirs: Sequence[Theirs]
    released: Sequence[Comment]
    around: Around
    troubles: Mapping[str, Trouble]
    homeless: Sequence[tuple[str, Trouble]]
    coursework: bool

    @property
    def key(self) -> str:
        """The key of what this device keeps of the teacher's words. No student's page has it."""
        return masked_key(uuid.uuid5(self.plan.pk, f"review by {self.teacher.pk}"))

    @property
    def former(self) -> bool:
        """Whether the student deleted the account: nobody is there to be told anything."""
        return is_gone(self.plan.owner)

    @property
    def first_name(self) -> str:
        """What the student is called in passing."""
        if self.former:
            return str(self.plan.owner)
        return next(iter(str(self.plan.owner).split()), "The student")

    @property
    def worked_since(self) -> bool:
        """Whether the plan was worked on after what is shown was handed in."""
        return bool(self.submission and self.plan.modified_at > self.submission.made_at)

    @property
    def beside(self) -> str:
        """The template of what stands beside a part of the plan."""
        return "reviews/review_beside.html"


def mine_to_mark(teacher: Person) -> list[ExamFormat]:
    """Return the formats that a teacher may mark on."""
    return list(readable_formats(teacher))


def rubric_of(review: Review, formats: Sequence[ExamFormat]) -> Rubric | None:
    """Return what a review is marked on, in a query; None where none of the ``formats`` is it."""
    exam = next((row for row in formats if row.slug == review.exam_format), None)
    if exam is None:
        return None
    return lay_rubric(exam, review.chosen)


def in_coursework(plan: Plan, review: Review) -> bool:
    """Say whether a teacher may ask, and not suggest. In one query at most."""
    return plan.assignment is not None and is_coursework(plan.assignment, review.exam_format)


def said_of(plan: Plan, teacher: User) -> list[Comment]:
    """Return all that is said of a plan, in two queries.

    What others have not written yet is left out.
    """
    rows = Comment.objects.filter(review__plan=plan).exclude(~Q(author=teacher), text="")
    related = ("author", "saved", "resolved_by", "review")
    return list(rows.select_related(*related).prefetch_related("replies__author"))


def lay_page(plan: Plan, teacher: User, troubles: Mapping[str, Trouble] | None = None) -> Page:
    """Return what a teacher sees of a plan that came from ``reviewed_plan``."""
    review = review_of(plan)
    if review.pk:
        prefetch_related_objects([review], "levels", "releases")
    last = Submission.objects.filter(plan=plan).last()
    # What was taken back is a draft again, though it may have been reviewed already.
    submission = last if last and last.number == review.round else None
    outline = _outline(plan, submission)
    formats = mine_to_mark(Person(user_id=teacher.pk))
    rubric = rubric_of(review, formats)
    comments = said_of(plan, teacher)
    coursework = in_coursework(plan, review)
    exam = exam_value(rubric.format) if rubric else None
    drafts = [row for row in comments if row.author_id == teacher.pk and not row.released_at]
    boxes = {"summary", "mark", *(f"comment-{row.pk}" for row in drafts)}
    boxes |= {row.place for row in rubric.rows} if rubric else set()
    return Page(
        plan=plan,
        teacher=teacher,
        review=review,
        submission=submission,
        newest=last.pk if last else 0,
        reading=lay_reading(outline, comments),
        aside=check(outline, bank_of(plan), exam).set_aside,
        rubric=rubric,
        formats=formats,
        saved=[] if coursework else list(offered(teacher, plan.question)),
        theirs=theirs_of(comments, teacher),
        released=[row for row in comments if row.released_at],
        around=look_around(plan),
        troubles=troubles or {},
        homeless=[row for row in (troubles or {}).items() if row[0] not in boxes],
        coursework=coursework,
    )


def _outline(plan: Plan, submission: Submission | None) -> Outline:
    if submission is None:
        return build_outline(plan)
    outline = read(submission)
    lay_back(plan, outline)
    return outline


def look_around(plan: Plan) -> Around:
    """Return where a plan stands among those of its set. In two queries."""
    rows = in_turn(plan.assignment) if plan.assignment else [plan]
    at = next((at for at, row in enumerate(rows) if row.pk == plan.pk), 0)
    later = (row.pk for row in (*rows[at + 1 :], *rows[:at]) if waits(row))
    return Around(
        number=at + 1,
        total=len(rows),
        before=rows[at - 1].pk if at else None,
        after=rows[at + 1].pk if at + 1 < len(rows) else None,
        waiting=next(later, None),
    )


def in_turn(assignment: Assignment) -> list[Plan]:
    """Return the plans of a set by the surname of who writes them, and then those of who is gone.

    In two queries.
    """
    begun = {row.owner_id: row for row in started(assignment)}
    turn = []
    for student in writers_of(assignment):
        if student.pk in begun:
            begun[student.pk].owner = student
            turn.append(begun[student.pk])
    return turn


def waits(plan: Plan) -> bool:
    """Say whether a plan waits for feedback; one whose writer is gone does not."""
    if is_gone(plan.owner):
        return False
    return state_of(plan.handed_in_at, plan.returned_at).waits
