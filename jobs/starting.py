"""How a page has something done in the background."""

import uuid

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import get_language

from .models import Job
from .queue import enqueue
from .works import named


def start(owner, kind, *, client_uuid=None, **arguments):
    """The job, waiting in the queue: see start_once."""
    return start_once(owner, kind, client_uuid=client_uuid, **arguments)[0]


def start_once(owner, kind, *, client_uuid=None, **arguments):
    """(job, is_new). The same client id with the same arguments is the same job (promise A4).

    arguments: plain data for JSON; ids, not rows. PermissionDenied unless the work says that the owner may.
    """
    if not named(kind).may_run(owner, **arguments):
        raise PermissionDenied
    try:
        with transaction.atomic():
            return _make(owner, kind, arguments, client_uuid or uuid.uuid4()), True
    except IntegrityError:
        earlier = Job.objects.filter(owner=owner, client_uuid=client_uuid).first()
        if earlier is None:
            raise
    if (earlier.kind, earlier.arguments) == (kind, arguments):
        return earlier, False
    return start_once(owner, kind, **arguments)  # another choice from the same page, after Back


def _make(owner, kind, arguments, client_uuid):
    job = Job.objects.create(
        owner=owner, kind=kind, arguments=arguments, language=get_language() or owner.language, client_uuid=client_uuid
    )
    enqueue(job)
    return job
