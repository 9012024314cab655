"""Answers for machines, and the pages shown when something went wrong."""

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

from outbox.models import Message

from .context_processors import portal

OUTBOX_LATE = timedelta(minutes=30)
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
    except DatabaseError:
        checks["database"] = False
    checks["disk"] = shutil.disk_usage(settings.VAR_DIR).free > DISK_LOW_BYTES
    return JsonResponse(checks, status=200 if all(checks.values()) else 503)


@login_not_required
def bad_request(request, exception=None):
    return render(request, "400.html", status=400)


@login_not_required
def forbidden(request, exception=None):
    return render(request, "403.html", status=403)


@login_not_required
def not_found(request, exception=None):
    return render(request, "404.html", status=404)


@login_not_required
def server_error(request):
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        return data_is_away(request)
    return render(request, "500.html", status=500)


def data_is_away(request):
    """503 from a page that asks the database for nothing: not for the person, not for her messages."""
    page = render_to_string("503.html", portal(request))
    return HttpResponse(page, status=503, headers={"Retry-After": "30"})
