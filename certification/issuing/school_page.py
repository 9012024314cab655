"""Letters of appreciation on a school's page, for its principal and the chief reviewers."""

from certification.models import Certificate


def letters(school, user):
    """(template, context) for schools.page_parts, or None: to anybody else the school's page says nothing of them."""
    if user.is_anonymous:
        return None
    found = list(Certificate.objects.visible_to(user).filter(school=school).for_listing())
    return ("certification/issuing/_school_letters.html", {"letters": found}) if found else None
