"""What rooms above this one add to a school's page: its stories, its communities, its figures.

A room registers a function in its AppConfig.ready(); this room knows nothing of what comes.
"""

_parts = []


def add_to_school_page(part):
    """part(school, user) returns (template, context), or None when it has nothing to show."""
    _parts.append(part)


def parts_for(school, user):
    """[(template, context)] in the order of the rooms."""
    return [shown for part in _parts if (shown := part(school, user))]
