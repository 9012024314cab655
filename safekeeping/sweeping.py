"""What `manage.py sweep` clears away once a day. A room registers its own broom in AppConfig.ready."""

BROOMS = []


def sweep_with(broom):
    """broom() clears and returns one sentence about it for the log."""
    BROOMS.append(broom)
