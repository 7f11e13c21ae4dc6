"""Signing in, up and out, and what somebody keeps of their account: the pages of allauth."""

from collections.abc import Iterable, Iterator

from allauth.account import views
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.decorators.http import require_safe

from essayplanner.accounts import providers
from essayplanner.accounts import views as own
from essayplanner.accounts.access import lately_in

urlpatterns = [
    path("", own.home, name="account_home"),
    path("name/", own.change_name, name="account_name"),
    path("sign-in/", views.login, name="account_login"),
    path("sign-up/", views.signup, name="account_signup"),
    path("sign-out/", views.logout, name="account_logout"),
    path("confirm/", views.reauthenticate, name="account_reauthenticate"),
    path("password/", views.password_change, name="account_change_password"),
    path("password/set/", views.password_set, name="account_set_password"),
    path("password/forgotten/", views.password_reset, name="account_reset_password"),
    path("password/forgotten/sent/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/changed/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("e-mail/", views.email, name="account_email"),
    path(
        "e-mail/sent/",
        views.EmailVerificationSentView.as_view(),
        name="account_email_verification_sent",
    ),
    re_path(r"^e-mail/(?P<key>[-:\w]+)/$", views.confirm_email, name="account_confirm_email"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("sign-ins/", own.sign_ins, name="usersessions_list"),
    path("sign-ins/end/", own.end_other_sign_ins, name="usersessions_end_others"),
    path("sign-ins/<int:pk>/end/", own.end_sign_in, name="usersessions_end"),
    path("second-step/", include("allauth.mfa.urls")),
    path("connected/", providers.connections, name="socialaccount_connections"),
    path("connected/sign-up/", providers.signup, name="socialaccount_signup"),
    path("connected/cancelled/", providers.cancelled, name="socialaccount_login_cancelled"),
    path("connected/error/", providers.error, name="socialaccount_login_error"),
    path("google/", providers.google_login, name="google_login"),
    path("google/back/", providers.google_callback, name="google_callback"),
    path("microsoft/", providers.microsoft_login, name="microsoft_login"),
    path("microsoft/back/", providers.microsoft_callback, name="microsoft_callback"),
]

# What gives an account another way in, besides the pages of the second step.
_WAYS_IN = {"account_set_password", "account_email", "socialaccount_connections"}
_WAYS_IN |= {f"{provider}_login" for provider in providers.NAMES}


def _pages(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _pages(pattern.url_patterns)
        else:
            yield pattern


# A view of allauth would ask for a sign-in before it says that it takes no form.
for page in _pages(urlpatterns):
    view = getattr(page.callback, "view_class", None)
    if view and not hasattr(view, "post"):
        page.callback = require_safe(page.callback)
    if page.name in _WAYS_IN or (str(page.name).startswith("mfa_") and page.name != "mfa_index"):
        page.callback = lately_in(page.callback)
