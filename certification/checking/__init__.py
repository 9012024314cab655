"""Checking: the page behind the QR, the file, the signed statement, the keys."""
