import os

os.environ.setdefault("PORTAL_ENV", "development")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
