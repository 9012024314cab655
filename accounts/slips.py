import logging
import re


class HideSlipCodes(logging.Filter):
    """Slip codes never reach a log line."""

    CODE = re.compile(r"(/join/)[^/\s?\"]+")

    def filter(self, record):
        record.msg, record.args = self.CODE.sub(r"\1…", record.getMessage()), ()
        return True
