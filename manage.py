#!/usr/bin/env python
"""The portal's command line. With no settings in the environment it works as a development copy."""

import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "auyl_portal.settings")
    if "SECRET_KEY" not in os.environ:  # gunicorn never comes this way: production still refuses
        os.environ.setdefault("PORTAL_ENV", "development")
    try:
        from django.core.management import execute_from_command_line
    except ImportError:
        sys.exit("Django is not installed here: run `make run`, or pip install -r requirements.txt.")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
