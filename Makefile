# Two commands matter: `make site` builds, `make test` proves. `make` lists the rest.
# Any Python 3.11 to 3.13 on PATH is found; PYTHON=/path/to/python names another.
# PYTEST_ARGS go to pytest, as in: make test PYTEST_ARGS='-k glossary'

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
# Steps of `make test` share .venv and site/, so -j must not run them side by side.
.NOTPARALLEL:

python := .venv/bin/python
# A copied folder or an upgraded system can leave a .venv whose Python is gone.
broken := $(shell $(python) -c '' 2>/dev/null || echo FORCE)
site_stamp := .venv/.installed-site
dev_stamp := .venv/.installed-dev

# What tests look at; `make test` has checked, and so built, it before.
build := $(if $(filter test,$(MAKECMDGOALS)),check,site)

export NO_MKDOCS_2_WARNING := 1
export PYTHONPATH := hooks
# Locales such as zh_TW.Big5 would otherwise decide how files are read and written.
export PYTHONUTF8 := 1
export UV_CUSTOM_COMPILE_COMMAND := make lock

$(site_stamp): requirements.txt $(broken)
	@sh tools/venv.sh requirements.txt
	@touch $@

$(dev_stamp): requirements-dev.txt $(site_stamp)
	@sh tools/venv.sh requirements-dev.txt
	@touch $@

.PHONY: FORCE help site verify ids codes mutants robustness serve test check review list why coverage import suspects bench bench-register bench-search bench-suspects bench-progress bench-visits clean chromium browser outside lint unit js pictures journeys looks format lock

FORCE:

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' Makefile

site: $(site_stamp) ## build site/ and dist/, and say where to click
	@$(python) -m guidance site

serve: $(site_stamp) ## show the site at http://127.0.0.1:8000/ and rebuild on every change
	@$(python) -m mkdocs serve

test: $(dev_stamp) browser lint check unit js ## set up, build and prove everything; what CI runs

check: $(site_stamp) ## build, and look for what is broken, differs or is stale; RELEASE=yes: for drafts, too; FORMAT=junit|sarif|github|gitlab OUTPUT=file
	@$(python) -m guidance check --build $(if $(RELEASE),--release) $(if $(FORMAT),--format "$(FORMAT)") $(if $(OUTPUT),--output "$(OUTPUT)")

verify: $(site_stamp) ## tell whether dist/ is still what was built: make verify FILE=dist/rural.html
	@$(python) -m guidance verify $(FILE)

ids: $(site_stamp) ## put new ids on record; one that goes without a word is told from then on
	@$(python) -m guidance ids

codes: $(site_stamp) ## CODES.md anew, from hooks/guidance/findings/codes.yml
	@$(python) -m guidance codes > CODES.md.new && mv CODES.md.new CODES.md

review: $(site_stamp) ## mark translations as reviewed, all or some: make review ID='p1-1 p1-2'
	@$(python) -m guidance review $(if $(YES),--yes) $(ID)

list: $(site_stamp) ## the items of one kind of unit: make list UNIT=rural; those of one text: TEXT=speech
	@$(python) -m guidance list "$(UNIT)" $(if $(TEXT),"$(TEXT)")

why: $(site_stamp) ## why an item is on a unit's list: make why ITEM=o-scope-rural UNIT=rural
	@$(python) -m guidance why "$(ITEM)" "$(UNIT)"

coverage: $(site_stamp) ## every sentence, and the items that quote it or why none does; of one text: TEXT=speech
	@$(python) -m guidance coverage $(if $(TEXT),"$(TEXT)")

import: $(site_stamp) ## bring a text in: make import FILE=plan.docx ID=plan KIND=plan (ENCODING=gb18030)
	@$(python) -m guidance import "$(FILE)" "$(ID)" $(if $(KIND),--kind "$(KIND)") $(if $(ENCODING),--encoding "$(ENCODING)")

suspects: $(site_stamp) ## places of a text that are probably wrong: make suspects TEXT=speech
	@$(python) -m guidance suspects "$(TEXT)"

bench: bench-register bench-search bench-suspects bench-progress bench-visits ## measure the build with large registers, the search, the suspects, files of many units, visits; writes bench.json

bench-register: $(dev_stamp) ## the first of the five: make bench-register SIZES=922x100,9220x1000 RUNS=3
	@$(python) -m tools.bench $(if $(SIZES),--sizes "$(SIZES)") $(if $(RUNS),--runs "$(RUNS)")

bench-search: site chromium ## the second: the search beside the theme's own
	@$(python) -m tools.searchbench

bench-suspects: $(dev_stamp) ## the third: how many known errors the search for suspect places finds
	@$(python) -m tools.suspectbench

bench-progress: $(dev_stamp) chromium ## the fourth: 500 units' files into one report, a list of 1,000 tasks worked in
	@$(python) -m tools.progressbench

bench-visits: site chromium ## the fifth: requests and bytes of a visit by the server example
	@$(python) -m tools.visitbench

clean: ## remove all that was built, but not .venv
	@rm -rf .site.* .dist.* site dist .build bench.json .cache .pytest_cache .hypothesis .mypy_cache .ruff_cache
	@find hooks tests tools -name __pycache__ -prune -exec rm -rf {} +

chromium: $(dev_stamp) ## find or install the Chromium alone
	@$(python) -m tools.browser chromium

browser: $(dev_stamp) ## find or install the Chromium and the Firefox that the tests need
	@$(python) -m tools.browser chromium firefox

outside: $(dev_stamp) ## find or install the checkers of markup and of links that the tests need
	@$(python) -m tools.outside

lint: $(dev_stamp) ## lint, formatting and types
	@$(python) -m ruff check --quiet
	@$(python) -m ruff format --check --quiet
	@$(python) -m mypy --no-error-summary

unit: $(dev_stamp) browser outside $(build) ## the tests in Python, some of them in a real browser
	@$(python) -m pytest -n 2 --dist loadfile --no-loadscope-reorder --durations 10 $(PYTEST_ARGS)

mutants: $(dev_stamp) outside site ## all defects of all classes over all inputs, and a table of what became of them
	@MUTANTS=1 $(python) -m pytest -s tests/mutants tests/outside

robustness: $(dev_stamp) ## builds that are killed, find a full disk or meet, and a table of what was there afterwards
	@ROBUSTNESS=1 $(python) -m pytest -s tests/robustness

js: $(dev_stamp) $(build) ## the tests of the scripts, in Node
	@$(python) -m tools.node tests/js

pictures: site chromium ## take the README's pictures anew
	@$(python) -m tools.pictures
	@$(python) -m tools.workbook
	@$(python) -m tools.journeys

journeys: site chromium ## walk the lists as a secretary, a clerk and a guidance group would, with a picture of each
	@$(python) -m tools.journeys

looks: site chromium ## write down anew how each component looks, and say what changed
	@$(python) -m tools.looks

format: $(dev_stamp) ## format the code and mend what the linter can mend
	@$(python) -m ruff format --quiet
	@$(python) -m ruff check --fix --quiet

lock: $(dev_stamp) ## write requirements.txt and requirements-dev.txt anew from the .in files
	@for name in requirements requirements-dev; do \
		$(python) -m uv pip compile --quiet --universal --python-version 3.11 --no-python-downloads \
			--generate-hashes --no-emit-index-url --no-emit-find-links \
			$$name.in --output-file $$name.txt || exit 1; \
	done
