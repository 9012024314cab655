import hashlib

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from openweb.pages import public_page

from .files import LICENCE, csv_of, metadata_json
from .tables import TABLES

FIVE_MINUTES = 300


@public_page
def data(request):
    return render(request, "insights/data.html", {"tables": TABLES.values(), "licence": LICENCE})


@login_not_required
@require_safe
def open_data_file(request, data_name):
    if data_name not in TABLES:
        raise Http404
    content, tag = csv_of(TABLES[data_name])
    return sent(request, content, tag, "text/csv; charset=utf-8; header=present")


@login_not_required
@require_safe
def open_data_metadata(request):
    content = metadata_json()
    return sent(request, content, hashlib.sha256(content).hexdigest()[:32], "application/csvm+json")


def sent(request, content, tag, content_type):
    """The file, or 304 for whoever has it already; anyone may keep it for five minutes, and any page may read it."""
    response = HttpResponse(content, content_type=content_type)
    response["Cache-Control"] = f"public, max-age={FIVE_MINUTES}"
    response["Access-Control-Allow-Origin"] = "*"
    response["Link"] = f'<{LICENCE}>; rel="license", </data/metadata.json>; rel="describedby"'
    response["ETag"] = f'"{tag}"'
    return get_conditional_response(request, response["ETag"], response=response)
