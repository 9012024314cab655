from django.conf import settings


def portal(request):
    return {
        "demo": settings.DEMO,
        "help_phone": settings.HELP_PHONE,
        "help_email": settings.HELP_EMAIL,
    }
