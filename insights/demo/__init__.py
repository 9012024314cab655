"""The demo programme: an invented one, in real villages, made by the portal's own verbs. Texts are in `texts/`."""
