"""Bringing lists of schools and people from spreadsheets.

reading.py    a file -> rows of clean text
columns.py    which row has the headings, which column means what
people.py, school_rows.py   one row of text -> data, problems and notes (names.py knows names)
matching.py   which district, settlement or school a text means
known.py, preview.py   what the portal holds already -> what will happen with each row
saving.py     the confirmed rows, in one transaction
mending.py    the rows that were not saved, as a file to mend and bring again
words.py      every problem and note in words
"""
