# Everything is a thin call of a script; each works by itself too.
PYTHON ?= python3
ARGS ?=
HERE := $(shell dirname "$(strip $(MAKEFILE_LIST))")

.PHONY: run test lint lock bench lighthouse

run:  ## the portal with its demo programme on http://127.0.0.1:8000 (PORT=9000 chooses another port)
	@exec $(PYTHON) "$(HERE)/scripts/run.py"

test:  ## all tests, on SQLite and on PostgreSQL (ARGS="projects -k submit" for some of them)
	@exec $(PYTHON) "$(HERE)/scripts/tests.py" $(ARGS)

lint:  ## formatting, lint rules, templates, direction of imports
	@exec $(PYTHON) "$(HERE)/scripts/lint.py"

lock:  ## newest versions that fit requirements*.in, locked with their hashes
	@exec $(PYTHON) "$(HERE)/scripts/lock.py"

bench:  ## how quick the busiest pages are with the large set, against a bare Django view (ARGS=--quick, DB=sqlite)
	@exec $(PYTHON) "$(HERE)/scripts/bench.py" $(ARGS)

lighthouse:  ## what Lighthouse says of the public pages on a phone (ARGS="home story" for some of them)
	@exec $(PYTHON) "$(HERE)/scripts/lighthouse.py" $(ARGS)
