"""A stored file as an answer, for whoever the view has found to be allowed to have it."""

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.utils.http import content_disposition_header


def stored_file(stored, content_type, name, *, as_attachment=True):
    """The bytes of a FileField under this name, kept by no cache. Http404 when they are gone.

    With UPLOADS_INTERNAL_PREFIX set, the proxy sends them (X-Accel-Redirect) and this process is free at once.
    """
    if settings.UPLOADS_INTERNAL_PREFIX:
        response = HttpResponse(content_type=content_type)
        response["X-Accel-Redirect"] = settings.UPLOADS_INTERNAL_PREFIX + stored.name
    else:
        try:
            response = FileResponse(stored.open(), content_type=content_type)
        except FileNotFoundError:
            raise Http404 from None
    response["Content-Disposition"] = content_disposition_header(as_attachment, name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def that_can_do_nothing(response):
    """For what people have sent or typed. Not for a PDF to be read at once: the browser's reader needs its scripts."""
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
