from django.contrib.auth.hashers import PBKDF2PasswordHasher


class WorkshopHasher(PBKDF2PasswordHasher):
    """The iterations that OWASP asks for, not Django's million: sixty teachers sign in at one moment on two cores."""

    iterations = 600_000
