"""Open data: public figures, published stories and schools of the programme as CSV with a dictionary. No persons."""
