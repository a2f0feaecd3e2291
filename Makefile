# Two commands do everything on a machine with Python 3.11 or newer and make: `make site` and `make test`.
#
# For GNU make 3.81 and newer. Every path is relative and every tool runs as `python -m`, so that a folder
# with spaces in its name does no harm. The stamps live inside .venv: with the environment they go.

SHELL := /bin/sh
.DEFAULT_GOAL := site
.DELETE_ON_ERROR:
.PHONY: site test serve validate review lint lock bench screenshots lighthouse clean env help

# Another interpreter: make site PYTHON=/path/to/python
PYTHON := python3
# Where the site will stand: make site SITE_URL=https://example.org/
SITE_URL :=
# What a change starts from: make review BASE=origin/main
BASE := origin/main
# Newer versions in the locks: make lock UPGRADE=--upgrade
UPGRADE :=

VENV := .venv
PY := $(VENV)/bin/python
# Hashes make a wheel the one that was locked; wheels only, because building a source would run code unlocked.
INSTALL := $(PY) -m pip --disable-pip-version-check install --quiet --require-hashes --only-binary :all:
# No index is written down: whoever installs uses their own.
COMPILE := $(PY) -m uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" --group build $(UPGRADE)

site: $(VENV)/.site ## Comprueba los datos y construye el sitio en build/site/
	$(PY) -m generator build $(if $(SITE_URL),--url "$(SITE_URL)")

test: $(VENV)/.test lint ## Revisa el código y corre todas las pruebas, con navegador
	$(PY) tests/browser/install_browser.py
	$(PY) -m pytest

serve: $(VENV)/.site ## Muestra el sitio mientras se edita, con recarga automática
	$(PY) -m generator serve

validate: $(VENV)/.site ## Solo comprueba los datos: dice cada falla con archivo, línea y columna
	$(PY) -m generator validate

# Both halves are written even when the first says that there are errors: then the second matters most.
review: $(VENV)/.site ## Escribe en build/review.md qué le hace un cambio a los datos, para quien lo revisa
	@mkdir -p build
	@status=0; \
	{ echo '## Comprobación de los datos'; echo; \
		$(PY) -m generator validate --format markdown || status=$$?; \
		echo; echo '## Lo que cambia en los datos'; echo; \
		$(PY) -m generator diff "$(BASE)...HEAD" --format markdown || status=$$?; \
	} > build/review.md; \
	echo 'El informe está en build/review.md'; \
	exit $$status

lint: $(VENV)/.test ## Revisa estilo, formato y tipos del código
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

lock: $(VENV)/.test ## Rehace los dos archivos de versiones fijas a partir de pyproject.toml
	$(COMPILE) --output-file requirements.lock
	$(COMPILE) --group test --group lock --constraint requirements.lock --output-file requirements-test.lock

bench: $(VENV)/.test ## Mide la velocidad, lado a lado con las herramientas de las que depende
	$(PY) benchmarks/run.py

screenshots: $(VENV)/.test site ## Fotografía cada tipo de página en build/screenshots/, y las imágenes del README
	$(PY) tests/browser/install_browser.py
	$(PY) -m tools.screenshots

lighthouse: $(VENV)/.test site ## Mide el sitio con Lighthouse: 95 o más en cada categoría (pide Node y npm)
	$(PY) tests/browser/install_browser.py
	$(PY) -m tools.lighthouse

clean: ## Borra lo construido y las memorias de las herramientas (el entorno .venv se queda)
	rm -rf build .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find generator tests benchmarks -type d -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true

env: $(VENV)/.site ## Solo prepara el entorno .venv

help: ## Muestra esta lista
	@sed -n 's/^\([a-z]*\):.*## \(.*\)$$/\1|\2/p' Makefile | while IFS='|' read -r target text; do \
		printf '  make %-10s %s\n' "$$target" "$$text"; done

$(PY):
	@for python in "$(PYTHON)" python3.14 python3.13 python3.12 python3.11; do \
		"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		"$$python" -m venv --clear $(VENV) && exit 0; \
		rm -f $@; \
		echo "No se pudo crear el entorno $(VENV). En Debian y Ubuntu: sudo apt install python3-venv" >&2; \
		exit 1; \
	done; \
	echo "Hace falta Python 3.11 o más nuevo. Si tiene otro nombre: make PYTHON=/ruta/a/python" >&2; \
	exit 1

$(VENV)/.site: $(PY) requirements.lock pyproject.toml
	@echo "Instalando en $(VENV) lo que fija requirements.lock…"
	@$(INSTALL) -r requirements.lock
	@$(PY) -m pip --disable-pip-version-check install --quiet --no-index --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.site requirements-test.lock
	@echo "Instalando en $(VENV) lo que fija requirements-test.lock…"
	@$(INSTALL) -r requirements-test.lock
	@touch $@
