"""Django's sessions in the database, found by a statement that is written once: every page begins with it."""

from django.contrib.sessions.backends import db

from .prepared import Prepared


class SessionStore(db.SessionStore):
    def _get_session_from_db(self):
        found = OPEN.one(self.session_key)
        if found is None:
            self._session_key = None
        return found


def _open(key, now):
    return SessionStore.get_model_class().objects.filter(session_key=key, expire_date__gt=now)


OPEN = Prepared(_open)
