"""What a teacher takes along to state attestation: one PDF to be read, one ZIP with the originals.

Whether any of it counts there the portal does not say. The university may: its words are printed as it wrote them.
"""

from dataclasses import dataclass, field
from functools import cached_property

from accounts.models import User
from certification.models import AttestationWords, Certificate, PortfolioVersion
from communities.record import Record, record_of
from projects.models import Project

_FURTHER = []


@dataclass(frozen=True)
class Document:
    """Something more in the ZIP, named in the PDF. make() gives its bytes; it is called when it is asked for."""

    title: str
    name: str  # of the file: "lesson study 1.pdf"
    make: object = field(compare=False)


def goes_into_packs(documents):
    """Decorates documents(project) -> [Document]. Rooms that have reports of their own register here."""
    _FURTHER.append(documents)
    return documents


@dataclass(frozen=True)
class Pack:
    project: Project
    person: User
    certificates: list  # valid ones of the cohort, with their kind
    version: PortfolioVersion | None  # the newest
    record: Record
    words: str  # a Text that knows its language; "" prints nothing
    further: list

    @cached_property
    def vignette(self):
        return self.version.content.get("vignette", "").strip() if self.version else ""


def pack_of(project):
    """For the teacher herself: everything of hers, nothing of anybody else."""
    person, cohort = project.lead, project.community.cohort
    valid = Certificate.objects.valid().filter(person=person, cohort=cohort).select_related("kind")
    words = AttestationWords.objects.first()
    return Pack(
        project=project,
        person=person,
        certificates=list(valid.order_by("kind__order", "code")),
        version=newest_version(project),
        record=record_of(person, person),
        words=words.text if words else "",
        further=[document for documents in _FURTHER for document in documents(project)],
    )


def newest_version(project):
    versions = PortfolioVersion.objects.filter(portfolio__project=project).select_related("portfolio")
    return versions.order_by("-number").first()
