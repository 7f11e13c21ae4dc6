"""The inbox: what came back, what was said, and what changed."""

from datetime import UTC, datetime

from django import forms
from django.core.validators import MinValueValidator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from essayplanner.accounts.access import signed_in, user_of
from essayplanner.classes.models import Membership
from essayplanner.reviews.inbox import MOST, items_of


class ReadForm(forms.Form):
    """Up to when somebody has read what is new: when their page was made."""

    # A moment of the year 1 has no wall clock everywhere.
    until = forms.DateTimeField(validators=[MinValueValidator(datetime(2000, 1, 1, tzinfo=UTC))])


@require_safe
@signed_in
def inbox(request: HttpRequest) -> HttpResponse:
    """Show what happened in one's classes, the newest first."""
    now, items = timezone.now(), items_of(user_of(request))
    context = {
        "items": items,
        "new": sum(item.new for item in items),
        "until": now.isoformat(),
        "most": MOST if len(items) == MOST else 0,
    }
    return render(request, "reviews/inbox.html", context)


@require_POST
@signed_in
def mark_read(request: HttpRequest) -> HttpResponse:
    """Note that everything on the page that was sent is read: what came since is still new."""
    form, now = ReadForm(request.POST), timezone.now()
    if form.is_valid():
        until = min(form.cleaned_data["until"], now)
        rows = Membership.objects.filter(user=user_of(request), read_at__lt=until)
        rows.update(read_at=until)
    return redirect("reviews:inbox")
