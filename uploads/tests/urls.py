"""The portal and one page more: a form with a file field, as rooms above make it."""

from django import forms
from django.conf.urls.i18n import i18n_patterns
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template import Context, Template
from django.urls import path

from auyl_portal.urls import urlpatterns as portal
from safekeeping.forms import fill
from uploads.fields import AboutFile, UploadField, UploadsField
from uploads.limits import PICTURES

received = []  # what the last valid forms brought


class TrialForm(AboutFile):
    title = forms.CharField(label="Title")
    upload = UploadField(label="File", required=False)


class AlbumForm(AboutFile):
    pictures = UploadsField(label="Pictures", types=PICTURES, most=3, required=False)
    title = forms.CharField(label="Title")
    file_field, asks_consent = "pictures", False


PAGE = Template(
    '{% extends "base_form.html" %}{% block content %}<form method="post" id="typing" enctype="multipart/form-data">'
    '{% keeping %}{% include "components/form.html" with form=form request=request only %}<button>Save</button></form>'
    "{% endblock %}"
)


def trial(request):
    form_class = AlbumForm if "album" in request.GET else TrialForm
    form = fill(request, form_class, owner=request.user)
    if form.is_valid():
        form.describe_files()
        received.append(form.cleaned_data[form.file_field])
        return redirect(request.path)
    context = Context({"form": form, "request": request, "user": request.user, "messages": []})
    return HttpResponse(PAGE.render(context), status=422 if form.is_bound else 200)


urlpatterns = [*portal, *i18n_patterns(path("trial/", trial, name="trial"))]
handler404 = "auyl_portal.views.not_found"
