"""What may be kept of a file that came with a form which could not be taken yet. A room registers how it cleans."""

_CLEANERS = []


def clean_with(cleaner):
    """cleaner(file) -> the file as it may lie on our disk, or None when it may not."""
    _CLEANERS.append(cleaner)


def fit_to_keep(file):
    for cleaner in _CLEANERS:
        file = file and cleaner(file)
    return file
