"""What stands on a certificate, frozen on the day it is issued: plain data, so that the paper can be made again."""

import re

from languages.fields import CODES

from .letters import in_one_line, printable

# What a text of a kind may hold in braces. The words beside them are in kinds' pages (see placeholders.py).
PLACEHOLDERS = ("project", "school", "cohort", "conference", "sessions")
TEXTS = ("heading", "subheading", "before_name", "body", "issuer", "place")
IN_BRACES = re.compile(r"\{([^{}]*)\}")


def printed(kind, *, names, facts, code, issued_on, layout, project=None):
    """Everything on the paper, as `Certificate.printed` keeps it. Three queries (signatories and marks, once a kind).

    names: {language: name}, for the languages of the layout. facts: {placeholder: text, number or {language: text}}.
    project: whose title is printed below the text, in its own language, unless the text itself holds {project}.
    """
    languages = layout.split("-")
    facts = dict(facts)
    if project is not None:
        facts.setdefault("project", project.title)
    texts = {text: in_languages(kind, text, languages, facts) for text in TEXTS}
    return {
        "layout": layout,
        "languages": languages,
        "kind": kind.key,
        "code": code,
        "issued_on": issued_on.isoformat(),
        "name": {language: printable(names[language]) for language in languages},
        **texts,
        "title": title_of(kind, project, languages),
        "signatories": [
            {
                "name": plain(signatory, "name", languages),
                "post": plain(signatory, "post", languages),
                "signature": signatory.signature_id or "",
            }
            for signatory in kind.signatories.all()
        ],
        "logos": [{"name": plain(logo, "name", languages), "upload": logo.upload_id} for logo in kind.logos.all()],
    }


def in_languages(kind, text, languages, facts):
    return {code: filled(said, facts, code) for code, said in plain(kind, text, languages).items()}


def plain(row, name, languages):
    """{language: text}; what was not written in a language of the paper is printed as it stands in another."""
    written = [getattr(row, f"{name}_{code}") for code in CODES]
    some = next(filter(None, written), "")
    return {code: (getattr(row, f"{name}_{code}") or some).strip() for code in languages}


def title_of(kind, project, languages):
    if project is None or any("{project}" in text for text in plain(kind, "body", languages).values()):
        return None
    return {"text": printable(project.title), "language": project.language}


def filled(text, facts, language):
    """The text with each placeholder's fact; one that has no fact is left out, with the blank before it."""

    def fact(match):
        value = facts.get(match[1].strip(), "")
        return printable(str(value.get(language, "") if isinstance(value, dict) else value))

    return in_one_line(IN_BRACES.sub(fact, text))


def unknown_placeholders(text):
    """Names in braces that nothing will ever stand for."""
    return [name for name in IN_BRACES.findall(text) if name.strip() not in PLACEHOLDERS]
