"""Databases beside the one of the tests, for what runs as a program of its own."""

import re
import uuid
from urllib.parse import quote

import dj_database_url
from django.db import connection


def url_of_tests():
    """Of the database that this test writes to."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    return "postgresql://{USER}:{PASSWORD}@{host}:{PORT}/{NAME}".format(host=quote(told["HOST"], safe=""), **told)


def make_postgresql_database(url):
    name = f"tests_{uuid.uuid4().hex[:10]}"
    as_admin(url, f'CREATE DATABASE "{name}"')
    return re.sub(r"/[^/?]*(\?|$)", rf"/{name}\1", url)


def drop_postgresql_database(url, made):
    name = dj_database_url.parse(made)["NAME"]
    as_admin(url, f'DROP DATABASE "{name}" WITH (FORCE)')


def as_admin(url, statement):
    import psycopg2

    parsed = dj_database_url.parse(url)
    connection = psycopg2.connect(
        dbname="postgres",
        user=parsed["USER"],
        password=parsed["PASSWORD"],
        host=parsed["HOST"],
        port=parsed["PORT"] or None,
    )
    connection.autocommit = True
    connection.cursor().execute(statement)
    connection.close()
