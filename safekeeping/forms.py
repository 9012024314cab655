"""How a view makes its form."""


def fill(request, form_class, **kwargs):
    """The form of this request: bound on POST, filled with kept text after a return, else fresh."""
    if request.method == "POST":
        return form_class(request.POST, request.FILES, **kwargs)
    form = form_class(**kwargs)
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
    return form
