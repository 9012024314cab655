"""What this room holds of a person, and how it forgets her (promise D5)."""

from accounts.erasing.acts import forget_with
from accounts.holdings import hold

from .models import Headship, RosterImport, RosterRow, Teacher

GONE = "—"  # where a name stood


def register():
    hold(Teacher, "person")
    hold(Headship, "person")
    hold(RosterImport, "uploaded_by")
    hold(RosterRow, "made_id")  # what a list said about her
    hold(RosterRow, "match_id")
    forget_with(forget)


def forget(erasing):
    """Where she taught, and the rows of rosters that made or met her; that a roster was brought stays."""
    Teacher.objects.filter(person=erasing.person).delete()
    Headship.objects.filter(person=erasing.person).delete()
    for row in RosterRow.objects.filter(made_id=erasing.person.pk) | RosterRow.objects.filter(
        match_id=erasing.person.pk
    ):
        row.cells, row.data, row.changes = [GONE for _cell in row.cells], {}, {}
        row.problems, row.notes = [], []
        row.save(update_fields=["cells", "data", "changes", "problems", "notes"])
    RosterImport.objects.filter(uploaded_by=erasing.person).update(file_name=GONE)
