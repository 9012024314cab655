"""Which files a person may open because a project shows them."""

from django.db.models import Q

from uploads.models import Upload

from .models import EvidenceItem, Project


def ids_visible_to(user):
    """Evidence as its project is read; covers of public stories while their consent stands."""
    fit = Upload.objects.public().order_by()
    covers = fit.filter(pk__in=Project.objects.published().exclude(cover=None).order_by().values("cover"))
    evidence = EvidenceItem.objects.visible_to(user).exclude(upload=None).order_by()
    return Upload.objects.filter(Q(pk__in=evidence.values("upload")) | Q(pk__in=covers.values("pk"))).values("pk")


def may_open_project(person, project_id, **_of_stage):
    """For letters that waited: whether their reader may still read the project."""
    return Project.objects.readable_by(person).filter(pk=project_id).exists()
