from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import HttpResponseClientRefresh

from documents.serving import stored_file, that_can_do_nothing
from safekeeping.states import TransitionError

from .models import Job, JobStatus


def job_list(request):
    page = Paginator(Job.objects.visible_to(request.user), 25).get_page(request.GET.get("page"))
    return render(request, "jobs/job_list.html", {"page": page})


@vary_on_headers("HX-Request")
def job(request, job_id):
    """How far it is. Asked again every few seconds, by htmx or by the page itself; over, it leads to what was made."""
    job = _mine(request, job_id)
    if request.htmx and not job.is_open:
        return HttpResponseClientRefresh()
    if job.page:
        return redirect(job.page)
    said = f"{job.status}{job.percent // 10}"
    context = {"job": job, "said": said, "is_news": said != request.GET.get("said")}
    return render(request, "jobs/_progress.html" if request.htmx else "jobs/job.html", context)


@require_safe
def job_file(request, job_id):
    job = _mine(request, job_id)
    if job.status != JobStatus.DONE or not job.result or not job.may_be_had():
        raise Http404
    return that_can_do_nothing(stored_file(job.result, job.result_type, job.result_called))


@require_POST
def job_stop(request, job_id):
    job = _mine(request, job_id)
    try:
        job.stop()
    except TransitionError:
        messages.info(request, _("It had ended already."))
    return redirect("jobs:job", job.pk)


@require_POST
def job_again(request, job_id):
    job = _mine(request, job_id)
    if not job.may_be_had():
        raise Http404
    try:
        job.try_again()
    except TransitionError:
        messages.info(request, _("It is under way already, or ready."))
    return redirect("jobs:job", job.pk)


def _mine(request, job_id):
    return get_object_or_404(Job.objects.visible_to(request.user).select_related("owner"), pk=job_id)
