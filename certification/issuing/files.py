"""The stored paper of a certificate: drawn once, after the number is safe; its fingerprint proves a copy."""

import hashlib
import logging

from django.core.files.base import ContentFile

from certification.models import Certificate
from certification.printing.paper import certificate_pdf

log = logging.getLogger(__name__)


def make_paper(certificate):
    """Draws and stores the PDF unless it is there. Whatever goes wrong, the certificate stands: it is tried again
    when the batch goes on, or when somebody first asks for the file. Returns whether it is there."""
    if certificate.pdf:
        return True
    try:
        _keep(certificate, certificate_pdf(certificate))
    except Exception:
        log.exception("certificate %s: its paper could not be made", certificate.pk)
        return False
    return True


def _keep(certificate, content):
    """Outside transactions. Of two who draw it at the same moment one stores it: the bytes are the same anyway."""
    field = certificate._meta.get_field("pdf")
    name = field.storage.save(field.generate_filename(certificate, "paper.pdf"), ContentFile(content))
    digest = hashlib.sha256(content).hexdigest()
    if not Certificate.objects.filter(pk=certificate.pk, pdf="").update(pdf=name, pdf_sha256=digest):
        field.storage.delete(name)
        certificate.refresh_from_db(fields=["pdf", "pdf_sha256"])
        return
    certificate.pdf, certificate.pdf_sha256 = name, digest


def paper_of(certificate):
    """The stored file, made now if it was not; None when it cannot be made.

    Lost from the disk (a backup without media), it is drawn again, and kept only if it is the same to the last byte.
    """
    if certificate.is_nameless or not make_paper(certificate):
        return None
    stored = certificate.pdf
    if not stored.storage.exists(stored.name):
        content = certificate_pdf(certificate)
        if hashlib.sha256(content).hexdigest() != certificate.pdf_sha256:
            log.error("certificate %s: its file is lost, and drawn again it differs", certificate.pk)
            return None
        stored.storage.save(stored.name, ContentFile(content))
    return stored


def called(certificate):
    """The name of the download: number and name, Kazakh letters as they are; of an old paper that it is old."""
    state = "" if certificate.is_valid else f"({certificate.get_status_display()})"
    name = certificate.name_on_paper.replace("/", " ")
    return " ".join(filter(None, (certificate.code, state, name))) + ".pdf"
