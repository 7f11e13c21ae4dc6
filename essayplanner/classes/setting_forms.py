"""The forms of setting a class a question: which one, and how it is to be answered."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.db.models import Prefetch, Q, QuerySet
from django.http import QueryDict
from django.utils import timezone

from essayplanner.accounts.models import User
from essayplanner.accounts.people import Person
from essayplanner.classes.access import open_topics, readable_formats
from essayplanner.classes.assigned import question_of
from essayplanner.classes.due import END_OF_DAY, on_the_clock
from essayplanner.classes.models import Assignment, Classroom, Membership, Scaffold
from essayplanner.classes.question_forms import OwnQuestionForm
from factors.models import Bank, ExamFormat, Question

MOST_INSTRUCTIONS = 2000
MOST_LINE = 300
FARTHEST = timedelta(days=5 * 366)

_DATES = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y"]
_TIMES = ["%H:%M", "%H:%M:%S", "%H.%M"]
_NO_DATE = "Give a date that is in the calendar, such as 12/11/2026."
_NO_TIME = "Give a time of day, such as 16:00."


def formats_for(classroom: Classroom, person: Person) -> QuerySet[ExamFormat]:
    """Return the exam formats that a teacher may read, and the students of this class as well."""
    teachers = classroom.memberships.filter(role=Membership.Role.TEACHER).values("user")
    return readable_formats(person).filter(Q(author=None) | Q(author__in=teachers))


class LibraryQuestionForm(forms.Form):
    """A question of the library. ``banks`` are those to choose from, each with its questions."""

    question = forms.ModelChoiceField(
        Question.objects.none(),
        error_messages={
            "required": "Choose a question first.",
            "invalid_choice": "This question is not there any more: choose another one.",
        },
    )

    def __init__(self, data: QueryDict | None = None, *, person: Person) -> None:
        """Take who is setting: the topics are those open to them."""
        super().__init__(data)
        banks = Bank.objects.filter(current_of__in=open_topics(person)).order_by("current_of")
        factors = Prefetch("question_set", Question.objects.select_related("named_factor"))
        self.banks = banks.select_related("topic").prefetch_related(factors)
        rows = Question.objects.filter(bank__current_of__in=open_topics(person))
        self.fields["question"].queryset = rows.select_related("bank__topic", "named_factor")  # type: ignore[attr-defined]

    @property
    def chosen(self) -> str:
        """The key of the question that was chosen, as it was sent."""
        return str(self["question"].value() or "")

    @property
    def chosen_bank(self) -> int | None:
        """The bank of the question that was chosen, to show it."""
        row = getattr(self, "cleaned_data", {}).get("question")
        return row and row.bank_id


class SetQuestionForm(OwnQuestionForm):
    """A question of a teacher's own, or the one that a class was set already, to be changed."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        bank: Bank,
        assignment: Assignment | None = None,
    ) -> None:
        """Take the bank to answer it from."""
        super().__init__(data, bank=bank)
        if assignment:
            self.initial.update(self._as_asked(question_of(assignment)))
            self.initial["factors"] = assignment.factors

    @property
    def values(self) -> dict[str, Any]:
        """The question as the fields of an assignment, its factors in the order of the bank."""
        read = self.cleaned_data
        return {
            "question": read["text"],
            "named_factor": read["named_factor"],
            "factors": [row.key for row in self.may_name if row.key in read["factors"]],
            "starts": read["starts"],
            "ends": read["ends"],
        }


class DueForm(forms.Form):
    """A date and a time of day, as the clock on the wall shows them, and the moment they mean.

    ``taken`` says what was taken for a time that is not there, or is there twice.
    """

    due_date = forms.DateField(
        label="Due on",
        required=False,
        help_text="Leave it empty for no due time.",
        input_formats=_DATES,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _NO_DATE},
    )
    due_time = forms.TimeField(
        label="At",
        required=False,
        input_formats=_TIMES,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        help_text="Leave it empty for the end of that day, 23:59.",
        error_messages={"invalid": _NO_TIME},
    )
    taken = ""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        now: datetime,
        due: datetime | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        """Take the time now, and what was ``due`` before."""
        local = due and timezone.localtime(due)
        clock = {"due_date": local.date(), "due_time": local.time()} if local else {}
        super().__init__(data, initial=clock | (initial or {}))
        self.now, self.before = now, due

    def clean(self) -> dict[str, Any]:
        """Return the moment as ``due_at`` too."""
        values = super().clean() or {}
        day, at = values.get("due_date"), values.get("due_time")
        if self.errors.keys() & {"due_date", "due_time"}:
            return values
        if day is None:
            if at:
                self.add_error("due_date", "Give the date too, or no time.")
            return values | {"due_at": None}
        return values | {"due_at": self._moment(day, at or END_OF_DAY)}

    def _moment(self, day: date, at: Any) -> datetime | None:
        before = self.before and timezone.localtime(self.before)
        if before and (day, f"{at:%H:%M}") == (before.date(), f"{before:%H:%M}"):
            return self.before  # with its seconds, and of an hour that comes twice the same
        today = timezone.localdate(self.now)
        if day < today:
            self.add_error("due_date", "This day is past: give one that is still to come.")
        elif day > today + FARTHEST:
            self.add_error("due_date", "This is more than five years away: check the year.")
        else:
            due, self.taken = on_the_clock(day, at)
            if due > self.now:
                return due
            self.add_error("due_time", "This time is past: give one that is still to come.")
        return None


class SettingForm(DueForm):
    """How a question is to be answered: by when, for which exam, with what help."""

    exam_format = forms.ChoiceField(
        label="Exam format",
        required=False,
        help_text="What the essay is marked on.",
        error_messages={"invalid_choice": "This format is not there any more: choose another."},
    )
    instructions = forms.CharField(
        label="Instructions",
        required=False,
        # Not max_length, with which the browser would cut pasted words without a word.
        validators=[
            MaxLengthValidator(
                MOST_INSTRUCTIONS,
                "These are %(show_value)d characters, and there is room for %(limit_value)d.",
            )
        ],
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Your students read them on their start page and over their plan.",
        error_messages={
            "null_characters_not_allowed": (
                "This has a character in it (NUL) that cannot be kept: delete it."
            )
        },
    )
    scaffold = forms.ChoiceField(
        label="Help beside the boxes",
        choices=Scaffold,
        initial=Scaffold.FULL,
        widget=forms.RadioSelect,
        help_text="What a plan starts with. Each student can change it.",
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose one of these."),
    )
    historians_required = forms.BooleanField(
        label="Historians are required",
        required=False,
        help_text="The check asks for them whatever the exam format says.",
    )
    coursework = forms.BooleanField(
        label="This is coursework: you may ask, not suggest",
        required=False,
        help_text="The check asks questions only, and no box offers words to begin with.",
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        formats: Iterable[ExamFormat],
        now: datetime,
        assignment: Assignment | None = None,
    ) -> None:
        """Take the exam formats to choose from and, where there is one, what was set."""
        names = ("exam_format", "instructions", "scaffold", "historians_required", "coursework")
        initial = {name: getattr(assignment, name) for name in names} if assignment else {}
        due = assignment.due_at if assignment else None
        super().__init__(data, now=now, due=due, initial=initial)
        self.formats = {row.slug: str(row) for row in formats}
        choices = [("", "No exam format"), *self.formats.items()]
        if assignment and assignment.exam_format not in {"", *self.formats}:
            # Whoever wrote it has left the class: it stays until something else is chosen.
            choices.append((assignment.exam_format, "One that is not there any more"))
        self.fields["exam_format"].choices = choices  # type: ignore[attr-defined]

    def clean_instructions(self) -> str:
        """Return the instructions with one kind of line break."""
        return str(self.cleaned_data["instructions"]).replace("\r\n", "\n").replace("\r", "\n")

    @property
    def values(self) -> dict[str, Any]:
        """What was chosen, as the fields of an assignment."""
        kept = self.fields.keys() - {"due_date", "due_time"}
        return {name: self.cleaned_data[name] for name in (*kept, "due_at")}

    @property
    def folded_errors(self) -> bool:
        """Whether something is wrong in what the page folds away."""
        return bool(self.errors.keys() - {"due_date", "due_time"})


class LineForm(forms.Form):
    """A line of the teacher's own beside what the program says of a change.

    ``known`` is the last change that the teacher knew of when the page was made.
    """

    line = forms.CharField(
        label="A line of your own about the change (optional)",
        required=False,
        validators=[
            MaxLengthValidator(
                MOST_LINE, "This is %(show_value)d characters, and a line holds %(limit_value)d."
            )
        ],
        help_text="Your students are told what you change, and read this after it.",
        error_messages={
            "null_characters_not_allowed": (
                "This has a character in it (NUL) that cannot be kept: delete it."
            )
        },
    )
    known = forms.IntegerField(required=False, widget=forms.HiddenInput)


class ExtensionForm(DueForm):
    """Later due times, for one student or several."""

    students = forms.MultipleChoiceField(
        label="For whom",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose a student first.",
            "invalid_choice": "Somebody whom you chose is not in this class any more.",
        },
    )
    field_order = ["students", "due_date", "due_time"]

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        assignment: Assignment,
        students: Iterable[User],
        chosen: Sequence[str] = (),
        now: datetime,
    ) -> None:
        """Take what was set, the students of its class, and the keys of those ticked at first."""
        super().__init__(data, now=now, initial={"students": chosen})
        self.assignment = assignment
        self.known = {str(row.pk): row for row in students}
        choices = [(key, str(row)) for key, row in self.known.items()]
        self.fields["students"].choices = choices  # type: ignore[attr-defined]
        self.fields["due_date"].required, self.fields["due_date"].help_text = True, ""
        self.fields["due_date"].error_messages["required"] = "Give the date first."

    def clean_students(self) -> list[User]:
        """Return who was chosen."""
        return [self.known[key] for key in self.cleaned_data["students"]]

    def clean(self) -> dict[str, Any]:
        """Give more time, not less."""
        values = super().clean()
        due, usual = values.get("due_at"), self.assignment.due_at
        if due and usual and due <= usual:
            self.add_error("due_date", "This is no later than for everybody else.")
        return values
