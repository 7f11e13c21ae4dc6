"""What a student and their teachers say to one another under a comment."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from essayplanner.accounts.models import User
from essayplanner.plans.saving import MAX_TEXT
from essayplanner.plans.writing import lock
from essayplanner.reviews.commenting import asks
from essayplanner.reviews.models import Comment, Reply

ASK = (
    "In coursework you may ask, and not suggest. It is still here but not sent: end it with a "
    "question mark."
)


class ReplyForm(forms.Form):
    """What is said to a comment; ``asking`` where it may ask, and not suggest."""

    text = forms.CharField(
        max_length=MAX_TEXT,
        label="Your reply",
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        error_messages={
            "required": "Write your reply first.",
            "max_length": (
                "This has %(show_value)d characters, and a reply holds %(limit_value)d. "
                "It is still here but not sent: shorten it."
            ),
            "null_characters_not_allowed": (
                "This has a character in it (NUL) that cannot be kept. "
                "It is still here but not sent: delete that character."
            ),
        },
    )

    def __init__(self, *args: Any, asking: bool = False, **kwargs: Any) -> None:
        """Note whether the reply is to ask."""
        super().__init__(*args, **kwargs)
        self.asking = asking

    def clean_text(self) -> str:
        """Give back what suggests where it is to ask."""
        text: str = self.cleaned_data["text"]
        if self.asking and not asks(text):
            raise ValidationError(ASK)
        return text


@transaction.atomic
def reply(comment: Comment, author: User, text: str, now: datetime) -> Reply:
    """Say something to a comment; the same said twice in a row, as by a second click, once."""
    lock(comment.review.plan)
    last = Reply.objects.filter(comment=comment).last()
    if last and (last.author_id, last.text) == (author.pk, text):
        return last
    return Reply.objects.create(comment=comment, author=author, text=text, made_at=now)


def resolve(comment: Comment, by: User, now: datetime) -> None:
    """Note that a comment is dealt with; where it is already, who did so first stays."""
    Comment.objects.filter(pk=comment.pk, resolved_at=None).update(resolved_at=now, resolved_by=by)


def open_again(comment: Comment) -> None:
    """Note that a comment is not dealt with after all."""
    Comment.objects.filter(pk=comment.pk).update(resolved_at=None, resolved_by=None)
