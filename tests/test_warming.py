"""Before the workers are made."""

from django.utils import translation

from auyl_portal.warming import warm


def test_warming_loads_catalogues_and_asks_no_database():  # without its mark, a question to the database would fail
    warm()

    assert translation.get_language() == "kk"
    with translation.override("ru"):
        assert translation.gettext("Sign in") == "Войти"
