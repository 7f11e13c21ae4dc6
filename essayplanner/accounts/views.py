"""One's own account: what it is called, how one gets in, and where one is signed in."""

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from essayplanner.accounts.access import signed_in, user_of
from essayplanner.accounts.mail import can_send
from essayplanner.accounts.second_steps import steps_of
from essayplanner.accounts.sign_ins import end, sign_ins_of
from essayplanner.accounts.signing_up import NameForm


@require_safe
@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Show what an account holds of its owner, each with a way to change it."""
    user = user_of(request)
    addresses = EmailAddress.objects.filter(user=user).order_by("-verified", "pk")
    context = {
        "address": addresses.first(),
        "can_send": can_send(),
        "steps": steps_of(user).count(),
        "sign_ins": len(sign_ins_of(user)),
        "providers": bool(settings.SOCIALACCOUNT_PROVIDERS),
    }
    return render(request, "account/home.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def change_name(request: HttpRequest) -> HttpResponse:
    """Change the name for the class list."""
    user = user_of(request)
    form = NameForm(request.POST or None, initial={"name": user.name})
    if request.method == "POST" and form.is_valid():
        user.name = form.cleaned_data["name"]
        user.save(update_fields=["name"])
        messages.success(request, "Your name is changed.")
        return redirect("account_home")
    status = 422 if form.errors else 200
    return render(request, "account/name.html", {"form": form}, status=status)


@require_safe
@signed_in
def sign_ins(request: HttpRequest) -> HttpResponse:
    """Show where somebody is signed in."""
    context = {"rows": sign_ins_of(user_of(request)), "this": request.session.session_key}
    return render(request, "account/sign_ins.html", context)


@require_POST
@signed_in
def end_sign_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign one other browser out."""
    rows = UserSession.objects.exclude(session_key=request.session.session_key)
    end([get_object_or_404(rows, pk=pk, user=user_of(request))])
    messages.success(request, "That browser is signed out.")
    return redirect("usersessions_list")


@require_POST
@signed_in
def end_other_sign_ins(request: HttpRequest) -> HttpResponse:
    """Sign all other browsers out, and this one too where that is asked."""
    rows = UserSession.objects.filter(user=user_of(request))
    if request.POST.get("here"):
        end(rows)
        logout(request)
        messages.success(request, "You are signed out everywhere.")
        return redirect("home")
    end(rows.exclude(session_key=request.session.session_key))
    messages.success(request, "You are signed out everywhere but here.")
    return redirect("usersessions_list")
