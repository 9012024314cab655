"""Answers for machines, and the pages shown when something went wrong."""

import logging
import shutil
import sys
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language_from_request, override

from jobs.models import Job
from outbox.models import Message

from .context_processors import portal

OUTBOX_LATE = JOBS_LATE = timedelta(minutes=30)
LAST_RESORT = settings.BASE_DIR / "deploy" / "portal-is-away.html"
logger = logging.getLogger(__name__)
DISK_LOW_BYTES = 200 * 1024 * 1024


@login_not_required
def readyz(request):
    """200 when the portal can do its work, else 503; names the failing part, never a version."""
    checks = {}
    try:
        executor = MigrationExecutor(connection)
        checks["database"] = True
        checks["migrations"] = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        checks["outbox"] = not Message.objects.waiting_since(timezone.now() - OUTBOX_LATE).exists()
        checks["jobs"] = not Job.objects.waiting_since(timezone.now() - JOBS_LATE).exists()
    except DatabaseError:
        checks["database"] = False
    checks["disk"] = shutil.disk_usage(settings.VAR_DIR).free > DISK_LOW_BYTES
    return JsonResponse(checks, status=200 if all(checks.values()) else 503)


@login_not_required
def bad_request(request, exception=None):
    return say(request, "400.html", 400)


@login_not_required
def forbidden(request, exception=None):
    return say(request, "403.html", 403)


@login_not_required
def not_found(request, exception=None):
    return say(request, "404.html", 404)


@login_not_required
def server_error(request):
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        return say_without_database(request, "503.html", 503, headers={"Retry-After": "30"})
    return say_without_database(request, "500.html", 500)


def closed(request, until):
    seconds = max(60, int((until - timezone.now()).total_seconds()))
    return say_without_database(request, "closed.html", 503, headers={"Retry-After": str(seconds)}, until=until)


def say(request, template, status):
    """In the language of the address, else of the cookie or the browser: an error may come before that is settled."""
    with override(language_of(request)):
        return render(request, template, status=status)


def say_without_database(request, template, status, headers=None, **context):
    """A page that asks for nobody's name and messages; when even that breaks, the one that lies there for the proxy."""
    try:
        with override(language_of(request)):
            page = render_to_string(template, {**portal(request), **context, "path": request.path})
    except Exception:
        logger.exception("The page %s itself broke", template)
        page = LAST_RESORT.read_text(encoding="utf-8")
    return HttpResponse(page, status=status, headers={"Cache-Control": "no-store", **(headers or {})})


def language_of(request):
    return get_language_from_request(request, check_path=True)
