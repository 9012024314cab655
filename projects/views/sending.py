"""A create form that was sent before, with other words."""

from uuid import uuid4

from django.utils.translation import gettext as _


def sent_differently(form):
    """Says so on the form and gives it a new id: to press again is to add one more, on purpose."""
    form.data = form.data.copy()
    form.data[form.add_prefix("client_uuid")] = str(uuid4())
    form.add_error(
        None,
        _(
            "This form has been saved already, with other words. To change what is saved, open it from the list. "
            "To keep this as one more, press the button again."
        ),
    )
