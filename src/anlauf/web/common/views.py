"""Log in and out, choose a language, and the pages every public site must have."""

from django.conf import settings
from django.contrib import auth, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from anlauf.people import authentication, commands
from anlauf.people.roles import Right
from anlauf.web.common import landing
from anlauf.web.common import language as languages
from anlauf.web.common.forms import LanguageForm, LogInForm, PasswordForm
from anlauf.web.common.gallery import examples
from anlauf.web.common.guards import needs, public, staff
from anlauf.web.common.refused import refused_into
from anlauf.web.common.requests import Request, origin


@sensitive_post_parameters("password")
@never_cache
@public
def log_in(request: Request) -> HttpResponse:
    """Ask for login and password; afterwards everybody lands where they work."""
    form = LogInForm(request.POST or None, initial={"next": request.GET.get("next", "")})
    if form.is_valid():
        with refused_into(form):
            person = authentication.recognise(
                form.cleaned_data["login"],
                form.cleaned_data["password"],
                origin=origin(request),
                at=request.at,
            )
            auth.login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
            return redirect(own_address(request, form.cleaned_data["next"]) or "common:start")

    return render(request, "common/log_in.html", {"form": form})


@sensitive_post_parameters("old", "new", "again")
@staff
def password(request: Request) -> HttpResponse:
    """Change one's own password; other sessions end, this one goes on."""
    form = PasswordForm(request.POST or None)
    person = request.person
    if person and form.is_valid():
        with refused_into(form):
            authentication.recognise(
                person.login, form.cleaned_data["old"], origin=origin(request), at=request.at
            )
            changed = commands.change_password(
                person, form.cleaned_data["new"], by=request.actor, at=request.at
            )
            auth.update_session_auth_hash(request, changed)
            messages.success(request, _("Your password has been changed."))
            return redirect("common:start")

    return render(request, "common/password.html", {"form": form})


@require_POST
@staff
def log_out(request: Request) -> HttpResponse:
    """End the session."""
    auth.logout(request)
    return redirect("common:log_in")


@require_GET
@staff
def start(request: Request) -> HttpResponse:
    """Bring somebody to the page they work with, or let them choose among several."""
    desk = landing.first_of(request.access)
    if desk and "choose" not in request.GET:
        return redirect(desk)
    return render(request, "common/start.html", {"desks": list(landing.desks_of(request.access))})


@require_POST
@public
def language(request: Request) -> HttpResponse:
    """Remember the language and show the same page in it."""
    form = LanguageForm(request.POST)
    if not form.is_valid():
        return render(request, "errors/400.html", status=400)

    response = redirect(own_address(request, form.cleaned_data["next"]) or "/")
    languages.remember(response, form.cleaned_data["language"])
    return response


@require_GET
@public
def accessibility(request: Request) -> HttpResponse:
    """What was done so that everybody can use these pages, and whom to tell when one cannot."""
    return render(request, "common/accessibility.html")


@require_GET
@public
def privacy(request: Request) -> HttpResponse:
    """What is stored about a visitor, why, and for how long."""
    return render(request, "common/privacy.html")


@require_GET
@public
def imprint(request: Request) -> HttpResponse:
    """Who answers for these pages."""
    return render(request, "common/imprint.html")


@require_GET
@needs(Right.ADMINISTER)
def gallery(request: Request) -> HttpResponse:
    """Every component with an example."""
    return render(request, "common/gallery.html", {"examples": examples()})


def own_address(request: HttpRequest, address: str) -> str:
    """The address when it is one of ours, else nothing."""
    ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts=None, require_https=request.is_secure()
    )
    return address if ours and address.startswith("/") else ""
