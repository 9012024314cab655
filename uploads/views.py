from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from documents.serving import stored_file, that_can_do_nothing
from safekeeping.forms import fill

from .forms import PictureForm
from .models import Upload, UploadKind

PUBLIC_SECONDS = 60  # a withdrawn picture is gone from shared caches a minute later


@login_not_required  # a story's pictures are public; the queryset decides
@require_safe
def file(request, upload_id):
    upload = get_object_or_404(Upload.objects.visible_to(request.user), pk=upload_id)
    return answer(request, upload, upload.file)


@login_not_required
@require_safe
def small(request, upload_id):
    upload = get_object_or_404(Upload.objects.visible_to(request.user).exclude(small=""), pk=upload_id)
    return answer(request, upload, upload.small)


def answer(request, upload, stored):
    """The bytes, as what they were checked to be and nothing else."""
    response = stored_file(stored, upload.content_type, upload.name, as_attachment=not upload.is_picture)
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    if request.user.is_anonymous:
        response["Cache-Control"] = f"public, max-age={PUBLIC_SECONDS}"
    return that_can_do_nothing(response)


def my_pictures(request):
    """One's own pictures and documents, and who can see each: the place to withdraw a consent."""
    uploads = Upload.objects.filter(owner=request.user).with_reach()
    page = Paginator(uploads, 25).get_page(request.GET.get("page"))
    return render(request, "uploads/my_pictures.html", {"page": page, "kinds": UploadKind})


def consent(request, upload_id):
    upload = get_object_or_404(Upload.objects.managed_by(request.user).with_reach(), pk=upload_id)
    form = fill(request, PictureForm, upload=upload)
    if form.is_valid():
        form.save(by=request.user)
        messages.success(request, _("Saved."))
        return redirect("pictures:consent", upload.pk)
    page = {
        "form": form,
        "upload": upload,
        "consents": upload.consents.select_related("recorded_by"),
        "can_see": Upload.objects.visible_to(request.user).contains(upload),
        "can_reopen": Upload.objects.reopened_by(request.user).contains(upload),
    }
    return render(request, "uploads/consent.html", page, status=422 if form.is_bound else 200)


@require_POST
def withdraw(request, upload_id):
    upload = get_object_or_404(Upload.objects.managed_by(request.user), pk=upload_id)
    upload.withdraw_consent(request.user)
    messages.success(request, _("Done. Strangers no longer see this picture."))
    return redirect("pictures:consent", upload.pk)


@require_POST
def reopen(request, upload_id):
    upload = get_object_or_404(Upload.objects.reopened_by(request.user), pk=upload_id)
    upload.reopen(request.user)
    messages.success(request, _("Done. Its owner may record consent again."))
    return redirect("pictures:my_pictures")
