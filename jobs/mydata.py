from django.utils.translation import gettext as _


def my_jobs(person):
    return [
        {
            _("What"): str(job.title),
            _("Asked for"): job.made_at,
            _("Finished"): job.finished_at,
            _("State"): job.get_status_display(),
        }
        for job in person.jobs.order_by("made_at")
    ]
