"""Random ids for addresses of people's things: short enough to read out, too many to guess."""

import secrets

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that handwriting confuses


def short_id():
    """Twelve letters, some 59 bits."""
    return "".join(secrets.choice(LETTERS) for _ in range(12))


def long_token():
    """For bearer secrets in addresses: some 160 bits."""
    return "".join(secrets.choice(LETTERS) for _ in range(32))
