"""What teachers do with a review while it is a draft, as verbs that views and tests share."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction

from essayplanner.accounts.models import User
from essayplanner.plans.saving import GONE, Saved, Text, write_text
from essayplanner.plans.writing import lock
from essayplanner.reviews.models import Comment, Level, Release, Review, SavedComment
from essayplanner.reviews.rubric import Rubric
from essayplanner.reviews.saved import LONGEST_CODE, LONGEST_TEXT, write

NO_WORDS = "Write the comment first, then save it for again."
TOO_LONG = "A saved comment has {most:,} characters at most. Shorten this one first; it is kept."
BAD_CODE = "A code is up to 12 letters or digits without a space, such as “ev”."
CODE_TAKEN = "You have a saved comment with the code “{code}” already. Choose another code."


def drafts_of(review: Review, author: User) -> "models.QuerySet[Comment]":
    """Return what one teacher said of the plan and nobody was told yet, in whatever round."""
    return Comment.objects.filter(review__plan=review.plan_id, author=author, released_at=None)


def say(
    review: Review,
    author: User,
    now: datetime,
    place: str,
    quote: str = "",
    start: int = 0,
) -> Comment:
    """Begin a comment on a place, or on the words of a ``quote`` there; it says nothing yet."""
    return Comment.objects.create(
        review=review, author=author, made_at=now, place=place, quote=quote, start=start
    )


def save_texts(
    review: Review, author: User, rubric: Rubric | None, texts: Iterable[Text]
) -> dict[str, Saved]:
    """Write each text that still is what its writer started from; return what became of it.

    The place of a text is ``summary``, ``mark``, ``level-`` and the name of a strand, or
    ``comment-`` and the key of a comment of the author's own that was not released. A mark that is
    no whole number up to the marks of a format, and a level that it has not, have no place.
    """
    return {place: _save(review, author, rubric, place, was, new) for place, was, new in texts}


def _save(
    review: Review, author: User, rubric: Rubric | None, place: str, was: str, new: str
) -> Saved:
    reviews = Review.objects.filter(pk=review.pk)
    name, _, key = place.partition("-")
    if place == "summary":
        return write_text(reviews, "summary", was, new)
    if place == "mark":
        return _save_mark(reviews, rubric, was, new)
    if name == "level" and rubric:
        return _save_level(review, rubric, key, was, new)
    if name == "comment" and is_key(key):
        return write_text(drafts_of(review, author).filter(pk=int(key)), "text", was, new)
    return GONE


def is_key(text: str) -> bool:
    """Say whether a text is fit to look a row up by."""
    return text.isascii() and text.isdecimal() and len(text) < 19


def _save_mark(rows: "models.QuerySet[Review]", rubric: Rubric | None, was: str, new: str) -> Saved:
    new = new.strip()
    if new and not (rubric and is_key(new) and int(new) <= rubric.format.marks):
        return GONE
    before = int(was) if is_key(was) else None
    value = int(new) if new else None
    if rows.filter(mark=before).update(mark=value):
        return Saved("saved", new, wrote=True)
    stored = rows.values_list("mark", flat=True).get()
    shown = "" if stored is None else str(stored)
    return Saved("saved" if stored == value else "conflict", shown)


def _save_level(review: Review, rubric: Rubric, strand: str, was: str, new: str) -> Saved:
    if strand not in {row.name for row in rubric.rows}:
        return GONE
    if new not in {"", *(step.name for step in rubric.steps)}:
        return GONE
    rows = Level.objects.filter(review=review, strand=strand)
    _, made = rows.get_or_create(
        review=review, strand=strand, defaults={"level": "" if was else new}
    )
    if made and not was:
        return Saved("saved", new, wrote=True)
    return write_text(rows, "level", was, new)


@transaction.atomic
def mark_on(review: Review, slug: str) -> None:
    """Mark a plan on a format; the levels and the mark that it has on another one are dropped."""
    lock(review.plan)
    rows = Review.objects.filter(pk=review.pk).exclude(exam_format=slug)
    if rows.update(exam_format=slug, mark=None):
        Level.objects.filter(review=review).delete()


def use(comment: Comment, saved: SavedComment, *, written: bool) -> Saved:
    """Note what a draft comment is made of; its words are put after those that it has.

    Not so where they are ``written`` in its box already. Nothing is changed where the comment was
    written in or released since it was fetched.
    """
    rows = Comment.objects.filter(pk=comment.pk, released_at=None)
    if not written:
        new = f"{comment.text.rstrip()}\n{saved.text}".strip()
        put = write_text(rows, "text", comment.text, new)
        if put.state != "saved":
            return put
    return Saved("saved") if rows.update(saved=saved) else GONE


def keep(comment: Comment, owner: User, code: str, now: datetime) -> SavedComment:
    """Save the words of a comment for again, which is then made of what is saved.

    Saving the same words under the same code twice saves them once. Raises ``ValidationError``
    where there are none, or more than a saved comment has, or the code will not do.
    """
    text = comment.text.strip()
    if not text:
        raise ValidationError(NO_WORDS)
    if len(text) > LONGEST_TEXT:
        raise ValidationError(TOO_LONG.format(most=LONGEST_TEXT))
    if not re.fullmatch(rf"\S{{1,{LONGEST_CODE}}}", code) or "\0" in code:
        raise ValidationError(BAD_CODE)
    row = SavedComment(owner=owner, made_at=now)
    if not write(row, {"code": code, "text": text, "shared": False, "question": ""}):
        same = SavedComment.objects.filter(owner=owner, code__iexact=code, text=text).first()
        if same is None:
            raise ValidationError(CODE_TAKEN.format(code=code))
        row = same
    comment.saved = row
    comment.save(update_fields=["saved"])
    return row


@dataclass(frozen=True, slots=True)
class Draft:
    """What of a review its student does not see yet.

    ``comments`` are those with words; ``others``, what else is new, as it is called; ``unasked``,
    the places of what suggests where a teacher may only ask.
    """

    comments: tuple[Comment, ...]
    others: tuple[str, ...]
    unasked: tuple[str, ...]

    @property
    def anything(self) -> bool:
        """Whether there is something to release."""
        return bool(self.comments or self.others)

    @property
    def what(self) -> str:
        """What there is to release, such as “3 comments, 4 levels and what to do next”."""
        number = len(self.comments)
        said = [f"{number} comment{'' if number == 1 else 's'}"] if number else []
        *first, last = [*said, *self.others] or ["nothing"]
        return f"{', '.join(first)} and {last}" if first else last


@dataclass(frozen=True, slots=True)
class Theirs:
    """How many draft comments with words a colleague has; their ``key``, or 0 of who has left."""

    key: int
    name: str
    number: int

    def __str__(self) -> str:
        return f"{self.number} comment{'' if self.number == 1 else 's'} by {self.name}"


def theirs_of(comments: Iterable[Comment], teacher: User) -> tuple[Theirs, ...]:
    """Return what colleagues of a teacher have not released, given comments with their authors."""
    rows = [row for row in comments if row.released_at is None and row.text.strip()]
    others = Counter(row.author for row in rows if row.author_id != teacher.pk)
    return tuple(
        Theirs(who.pk if who else 0, str(who or "somebody who has left"), number)
        for who, number in others.items()
    )


def asks(text: str) -> bool:
    """Say whether a text asks: it is empty, or ends with a question mark."""
    return text.rstrip(" \t\r\n”’\"')»").endswith(("?", "\uff1f", "\u061f")) or not text.strip()


def draft_of(review: Review, comments: Iterable[Comment], *, coursework: bool) -> Draft:
    """Return what of a review is not released yet, given all comments on its plan.

    In two queries, or none where the review has its levels and releases along.
    """
    waiting = tuple(row for row in comments if row.released_at is None and row.text.strip())
    texts = [(f"comment-{row.pk}", row.text) for row in waiting] + [("summary", review.summary)]
    unasked = tuple(place for place, text in texts if not asks(text)) if coursework else ()
    now, before = review.now, review.released or Release()
    number = sum(pair not in before.levels for pair in now.levels)
    summary = now.summary.strip()
    others = {
        f"{number} level{'' if number == 1 else 's'}": number,
        "a mark": now.mark is not None and now.mark != before.mark,
        "what to do next": summary and summary != before.summary.strip(),
    }
    new = tuple(name for name, there in others.items() if there)
    # What was taken away has no words of its own.
    gone = () if new or now.says == before.says else ("what you changed",)
    return Draft(waiting, new or gone, unasked)
