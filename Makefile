# The verbs of the WueApp; `make` alone lists them. Plain GNU make: Python 3.11, git and make are enough.

PORT ?= 8550
DATA ?= data
HUB_PORT ?= 8551
DATABASE_URL ?= sqlite:///$(DATA)/hub.db
TESTS ?= tests
N ?= 20000
SEED ?= 1000000
REAL ?= 2000
BENCHES ?= search help_search match sync offline_open hub writes load screens web

PYTHON := .venv/bin/python
READY := .venv/.ready
BROWSER := .venv/.browser
PACKED := build/client/.packed
CLIENT := $(DATA)/client/.packed
CHECKED := app bench contract hub search services tests views main.py run_binary.py

.DEFAULT_GOAL := verbs
.PHONY: verbs setup run desktop hub gallery test test-postgres check bench new thread catalogue bundle pictures goldens binary tools soak fuzz

verbs:
	@echo "make run, then http://127.0.0.1:$(PORT) is the WueApp. All verbs:"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo "PORT= and DATA= choose port and data folder: make run PORT=9000 DATA=/tmp/wueapp"

setup: $(READY) $(CLIENT) ## prepares .venv from requirements.txt and packs the browser's files, once

run: setup $(BROWSER) ## sets everything up and opens the WueApp in the browser, on a hub of its own
	@$(PYTHON) -m app.run --port $(PORT) --data "$(DATA)"

desktop: $(READY) ## opens the WueApp in a window of its own (Flet's native client)
	@$(PYTHON) main.py

hub: $(READY) ## serves the hub alone; DATABASE_URL= chooses its database
	@mkdir -p "$(DATA)"
	@$(PYTHON) -m hub --port $(HUB_PORT) --database-url "$(DATABASE_URL)"

gallery: setup $(BROWSER) ## runs the WueApp and says where every sample of every screen is drawn
	@echo "Galerie: http://127.0.0.1:$(PORT)/galerie"
	@$(PYTHON) -m app.run --port $(PORT) --data "$(DATA)"

# Two at a time: two cores are what one may count on. A file stays together, it shares what it prepared.
SUITE := $(PYTHON) -m pytest -n 2 --dist loadfile

test: $(READY) tools ## passes the whole suite, browser journeys and rules of the house included; TESTS= a part of it
	@CHROMIUM="$$(.ci/browser)" $(SUITE) $(TESTS)

test-postgres: $(READY) tools ## passes what runs on every database on PostgreSQL alone, with a server of its own
	@$(PYTHON) -m pytest $(TESTS) -m postgres

# Every step runs even when one before it failed: one call tells all there is to mend.
check: $(READY) tools ## does exactly what CI does: format, lint, types, rules of the house, tests
	@failed=; \
	$(PYTHON) -m ruff format --check . || failed=yes; \
	$(PYTHON) -m ruff check . || failed=yes; \
	$(PYTHON) -m mypy $(CHECKED) || failed=yes; \
	CHROMIUM="$$(.ci/browser)" $(SUITE) || failed=yes; \
	test -z "$$failed"

soak: $(READY) ## runs N schedules of the simulator, then REAL ones with real processes; SEED= is the first of them
	@$(PYTHON) -m tests.faults.simulate --schedules $(N) --seed $(SEED) --jobs 2
	@$(PYTHON) -m tests.faults.real --schedules $(REAL) --seed $(SEED) --jobs 3

fuzz: N = 200
fuzz: $(READY) ## asks the hub everything its description allows and does not, N times each operation; SEED= chooses
	@$(PYTHON) -m tests.security.fuzzing $(N) $(SEED)

bench: $(READY) $(PACKED) tools ## measures speed and size beside limits and peers, and prints the tables
	@for bench in $(BENCHES); do \
		echo "== $$bench"; \
		CHROMIUM="$$(.ci/browser)" $(PYTHON) -m bench.$$bench || exit 1; \
	done

new: $(READY) ## lays out the files of a new feature on every floor: make new FEATURE=help/diary
	@$(PYTHON) -m tests.house.layout "$(FEATURE)"

thread: $(READY) ## prints a feature's files on every floor: make thread FEATURE=help/finder
	@$(PYTHON) -m tests.house.thread "$(FEATURE)"

catalogue: $(READY) ## collects the texts that need simple language, compiles, and names what is missing
	@$(PYTHON) -m tests.house.catalogue extract
	@$(PYTHON) -m tests.house.catalogue compile
	@$(PYTHON) -m tests.house.catalogue check

bundle: $(READY) ## writes the first content that comes with the app (assets/bundle) from the seed
	@$(PYTHON) -m hub.seed.bundle

pictures: $(READY) tools ## draws every sample of every screen into pictures/
	@CHROMIUM="$$(.ci/browser)" $(PYTHON) -m tests.pictures pictures

goldens: $(READY) tools ## draws the kept pictures anew that the tests compare with
	@CHROMIUM="$$(.ci/browser)" $(PYTHON) -m tests.pictures goldens

binary: $(READY) tools ## builds the program that needs no Python (PyInstaller) into dist/wueapp
	@$(PYTHON) -m PyInstaller build.spec --noconfirm --log-level WARN --distpath dist --workpath build/pyinstaller

# Stamps: what is up to date costs nothing.
$(READY): requirements.txt
	@.ci/venv
	@touch $@

$(PACKED): $(READY) app/client.py app/static.py $(wildcard assets assets/* assets/*/*)
	@echo "Packing what the browser loads, as small as can be; this takes a minute or two, once …"
	@$(PYTHON) -m app.static build
	@touch $@

# Copied, so that a new data folder does not pack again.
$(CLIENT): $(PACKED)
	@mkdir -p "$(DATA)/client"
	@cp -R build/client/. "$(DATA)/client"
	@touch "$@"

# A person without a browser gets one if it can be had; asked for once, and never a reason not to start.
$(BROWSER): | $(READY)
	@.ci/browser --try >$@

tools: | $(READY)
	@.ci/tools
