"""How a view makes its form."""

from .once import IN_ADDRESS, OnceForm, PageWithoutId, id_in_address


def fill(request, form_class, **kwargs):
    """The form of this request: bound on POST, filled with kept text after a return, else fresh.

    Raises PageWithoutId (the middleware sends her there) where a create form's address has no id of the form yet.
    """
    if request.method == "POST":
        return form_class(request.POST, request.FILES, **kwargs)
    form = form_class(**kwargs)
    if isinstance(form, OnceForm) and form.makes_new:
        form.initial["client_uuid"] = id_in_address(request) or form.initial["client_uuid"]
    if request.kept:
        data = request.kept.data
        form.initial |= {
            name: field.widget.value_from_datadict(data, {}, form.add_prefix(name))
            for name, field in form.fields.items()
            if not field.widget.needs_multipart_form
        }
        for name, field in form.fields.items():
            if hasattr(field, "recall"):  # a file field that knows which files have already been received
                field.recall(data, form.add_prefix(name))
    if isinstance(form, OnceForm) and form.makes_new and id_in_address(request) is None:
        query = request.GET.copy()
        query[IN_ADDRESS] = str(form.initial["client_uuid"])
        raise PageWithoutId(f"{request.path}?{query.urlencode()}")
    return form
