"""Nothing typed is lost by an ended sign-in, a language switch or an old page (promise A10)."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from .models import KeptForm
from .once import PageWithoutId

SIGNER = signing.TimestampSigner(salt="safekeeping.keeper")


class keep_what_was_typed:
    """Keeps a form that arrives after its author's sign-in has ended; gives kept text and files back to her forms."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.kept = None
        response = self.get_response(request)
        if request.kept and request.method == "POST" and 300 <= response.status_code < 400:
            request.kept.discard()  # it was taken
        return response

    def process_view(self, request, view, args, kwargs):
        signed_out = request.method == "POST" and not request.user.is_authenticated
        if signed_out and getattr(view, "login_required", True):
            return keep_and_ask_to_sign_in(request)
        token = request.GET.get("kept") or (request.method == "POST" and request.POST.get("kept"))
        if token:
            request.kept = KeptForm.objects.of(request.user).prefetch_related("files").filter(pk=token).first()
        if request.kept and request.method == "POST":
            give_back_files(request)
        return None

    def process_exception(self, request, exception):
        return redirect(exception.address) if isinstance(exception, PageWithoutId) else None


def keep_and_ask_to_sign_in(request):
    """None when the form does not say whose it was: then the sign-in page comes without it."""
    owner_id = read_keeper(request)
    if owner_id is None:
        return None
    if request.headers.get("HX-Request"):  # a save while typing: leave her at her text, the button does the rest
        return HttpResponse(
            _("Your sign-in has ended. Press the save button: what you typed will be kept."), status=401
        )
    return redirect_to_login(keep_for_return(request, owner_id))


def keep_for_return(request, owner_id):
    """Keeps the form; the address of its page that shows it again, or the plain one where nobody is to keep it for."""
    return kept_address(request, owner_id, page_of(request))


def page_of(request):
    """The page on which the form stood, as `{% keeping %}` wrote it down; never an address of somebody else's."""
    page = request.POST.get("_path", "")
    return page if page.startswith("/") and url_has_allowed_host_and_scheme(page, allowed_hosts=None) else request.path


def kept_address(request, owner_id, page):
    kept = KeptForm.objects.keep(request, owner_id, urlsplit(page).path)
    query = QueryDict(urlsplit(page).query, mutable=True)
    query.pop("kept", None)
    if kept is not None:
        query["kept"] = kept.token
    return f"{urlsplit(page).path}?{query.urlencode()}" if query else urlsplit(page).path


def read_keeper(request):
    """The id of the person for whom the form was made, or None where the signature is missing, forged or old."""
    try:
        return SIGNER.unsign(request.POST.get("_keeper", ""), max_age=settings.SESSION_COOKIE_AGE)
    except signing.BadSignature:
        return None


def give_back_files(request):
    chosen_again = set(request.FILES)
    for kept in request.kept.files.all():
        if kept.field not in chosen_again:
            file = UploadedFile(kept.file.open(), kept.name, kept.content_type, kept.file.size)
            request.FILES.appendlist(kept.field, file)
