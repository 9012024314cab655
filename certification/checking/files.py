"""Is this file, byte for byte, the one that was issued? And if it was changed: which one does it claim to be?"""

import hashlib
import re
import zlib
from hmac import compare_digest

from django.urls import reverse

from certification.models import Certificate
from safekeeping.ids import LETTERS

from .statements import CHECK_LETTERS, check_word

TOKEN = 32
MOST_STREAMS, MOST_INFLATED = 200, 1024 * 1024  # a file made to keep us busy gets no further
STREAM = re.compile(rb"stream\r?\n")
OCTAL = re.compile(rb"\\([0-7]{3})")
HEXADECIMAL = re.compile(rb"<([0-9A-Fa-f]{80,4000})>")


def issued_as(content):
    """The certificate whose file has exactly these bytes, or None."""
    return Certificate.objects.filter(pdf_sha256=hashlib.sha256(content).hexdigest()).first()


def claims_to_be(content):
    """The certificate that the file's QR links to, or None: its address stands in the file as a link."""
    tokens = list(dict.fromkeys(tokens_in(content)))[:3]
    return Certificate.objects.filter(token__in=tokens).first()


def tokens_in(content):
    address = re.escape(reverse("check").encode())
    pattern = re.compile(address + b"([%s]{%d})(?![%s])" % (LETTERS.encode(), TOKEN, LETTERS.encode()))
    for part in (content, *inflated(content)):
        for written in ways_to_write(part):
            yield from (found.decode() for found in pattern.findall(written))


def ways_to_write(part):
    """As it stands, with \\ooo for single letters, and strings of hexadecimal digits: programs choose as they like."""
    yield part
    yield OCTAL.sub(lambda found: bytes([int(found[1], 8) & 255]), part)
    yield b"\n".join(bytes.fromhex(digits.decode()) for digits in HEXADECIMAL.findall(part) if len(digits) % 2 == 0)


def inflated(content):
    """The compressed parts of a PDF, as far as they are ordinary ones."""
    left = MOST_INFLATED
    for number, start in enumerate(STREAM.finditer(content)):
        if number == MOST_STREAMS or left <= 0:
            return
        try:
            end = content.find(b"endstream", start.end())
            part = zlib.decompressobj().decompress(content[start.end() : end], left)
        except zlib.error:
            continue
        left -= len(part)
        yield part


def is_word_of(word, certificate):
    """Takes as long for a number that was never given as for a wrong word."""
    right = check_word(certificate) if certificate else "-" * CHECK_LETTERS
    return compare_digest(word.encode(), right.encode())
