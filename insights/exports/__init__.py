"""Lists as files. Each export says once who may have it, which rows, which columns: definitions in people.py,
gatherings.py and works.py; writing.py streams them, job.py does the long ones in the background."""
