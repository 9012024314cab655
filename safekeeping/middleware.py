"""Nothing typed is lost by an ended sign-in, a language switch or an old page (promise A10)."""

from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.utils.translation import gettext as _

from .models import KeptForm

SIGNER = signing.Signer(salt="safekeeping.keeper")


class keep_what_was_typed:  # noqa: N801, reads as the function it stands for in MIDDLEWARE
    """Keeps a form that arrives after its author's sign-in has ended; gives kept text and files back to her forms."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.kept = None
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.method == "POST" and not request.user.is_authenticated:
            if getattr(view, "login_required", True):
                return keep_and_ask_to_sign_in(request)
        token = request.GET.get("kept") or (request.method == "POST" and request.POST.get("kept"))
        if token:
            request.kept = KeptForm.objects.of(request.user).prefetch_related("files").filter(pk=token).first()
        if request.kept and request.method == "POST":
            give_back_files(request)
        return None


def keep_and_ask_to_sign_in(request):
    """None when the form does not say whose it was: then the sign-in page comes without it."""
    owner_id = read_keeper(request)
    if owner_id is None:
        return None
    if request.headers.get("HX-Request"):  # a save while typing: leave her at her text, the button does the rest
        return HttpResponse(
            _("Your sign-in has ended. Press the save button: what you typed will be kept."), status=401
        )
    kept = KeptForm.objects.keep(request, owner_id, request.path)
    return redirect_to_login(f"{request.path}?{urlencode({**request.GET.dict(), 'kept': kept.token})}")


def read_keeper(request):
    """The id of the person for whom the form was made, or None where the signature is missing or forged."""
    try:
        return SIGNER.unsign(request.POST.get("_keeper", ""))
    except signing.BadSignature:
        return None


def give_back_files(request):
    chosen_again = set(request.FILES)
    for kept in request.kept.files.all():
        if kept.field not in chosen_again:
            file = UploadedFile(kept.file.open(), kept.name, kept.content_type, kept.file.size)
            request.FILES.appendlist(kept.field, file)
