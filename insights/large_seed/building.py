"""Building the set: rooms in the order in which they stand on each other, in one transaction."""

from django.db import connection, transaction
from django.utils import timezone, translation

from accounts.consent import publish_texts
from accounts.groups import make_groups
from insights.demo.telling import told_by
from schools.places import load

from .certificates import Certificates
from .ground import Ground, store
from .meetings import Meetings
from .people import People
from .shows import Shows
from .university import University
from .work import Work


def build(size, today=None):
    """Rows of a set of this Size. The portal must be empty."""
    with transaction.atomic():
        load()
        make_groups()
        publish_texts()
        with told_by(Ground(today or timezone.localdate(), size)) as ground, translation.override("kk"):
            people = People(ground).gather()
            meetings = Meetings(ground, people).hold()
            work = Work(ground, people, meetings).do()
            University(ground, people, work).read()
            Certificates(ground, people, work).give()
            Shows(ground, people, work).open()
            store(ground.audit)
    _let_the_database_count()


def _let_the_database_count():
    """Both databases plan by statistics that a server would have gathered meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
