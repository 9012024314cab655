"""What rooms above this one add to the author's page of her project, beside what the portfolio needs.

A room registers a function in its AppConfig.ready(); this room knows nothing of what comes.
"""

_parts = []


def add_beside_checklist(part):
    """part(project) returns HTML, or "" when it has nothing to show."""
    _parts.append(part)


def beside_checklist(project):
    """[HTML] in the order of the rooms."""
    return [shown for part in _parts if (shown := part(project))]
