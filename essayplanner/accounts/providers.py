"""Signing in with the school's Google or Microsoft, where it has given the keys for that.

Of what these say of somebody, their number there is kept and nothing else.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.forms import BaseSignupForm
from allauth.socialaccount import views
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.google import views as google
from allauth.socialaccount.providers.microsoft.views import MicrosoftGraphOAuth2Adapter
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from essayplanner.accounts.models import User

NAMES = {"google": "Google", "microsoft": "Microsoft"}

View = Callable[..., HttpResponse]


def configured() -> dict[str, str]:
    """Return the names of those whom this site has keys for, by what the settings call them."""
    return {key: name for key, name in NAMES.items() if key in settings.SOCIALACCOUNT_PROVIDERS}


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Takes nothing over from a provider but who it is: no name, no address, no picture."""

    error_messages = {
        **DefaultSocialAccountAdapter.error_messages,
        "no_password": "This is the only way into your account. Choose a password first.",
    }

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: object) -> User:
        """Forget what came with the number; an address could be taken for a proof of who it is."""
        sociallogin.account.extra_data = {}
        sociallogin.email_addresses = []
        user: User = sociallogin.user
        return user


class SignUpForm(BaseSignupForm):  # type: ignore[misc]
    """A user name and a name for the class list, asked of whoever comes from a provider."""

    def __init__(self, *args: Any, sociallogin: SocialLogin, **options: Any) -> None:
        self.sociallogin = sociallogin
        super().__init__(*args, **options)

    def save(self, request: HttpRequest) -> User:
        """Make the account, which has no password."""
        user: User = ProviderAdapter().save_user(request, self.sociallogin, form=self)
        self.custom_signup(request, user)
        return user


class _Microsoft(MicrosoftGraphOAuth2Adapter):  # type: ignore[misc]
    profile_url_params = {"$select": "id"}


def _only_with(*providers: str) -> Callable[[View], View]:
    """Answer 404 where this site has keys for none of these providers."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if configured().keys().isdisjoint(providers):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def _leads_there(view: View) -> View:
    """Lead to a provider by a page of our own.

    A browser follows no form to another host (``form-action``), nor from there to whoever the
    provider sends one on to. What the address asks for beyond the settings is not passed on.
    """

    @wraps(view)
    def leading(request: HttpRequest) -> HttpResponse:
        request.GET = QueryDict()
        answer = view(request)
        if answer.status_code != 302:
            return answer
        context = {"redirect_to": answer["Location"], "provider": _name_of(request)}
        return render(request, "socialaccount/login_redirect.html", context)

    return leading


def _name_of(request: HttpRequest) -> str:
    match = request.resolver_match
    return NAMES[match.url_name.partition("_")[0]] if match and match.url_name else ""


google_login = require_POST(_only_with("google")(_leads_there(google.oauth2_login)))
google_callback = require_safe(_only_with("google")(google.oauth2_callback))
microsoft_login = require_POST(
    _only_with("microsoft")(_leads_there(OAuth2LoginView.adapter_view(_Microsoft)))
)
microsoft_callback = require_safe(
    _only_with("microsoft")(OAuth2CallbackView.adapter_view(_Microsoft))
)
connections = _only_with(*NAMES)(views.connections)
signup = _only_with(*NAMES)(views.signup)
cancelled = _only_with(*NAMES)(views.login_cancelled)
error = _only_with(*NAMES)(views.login_error)
